"""The one palette of the app, in light and dark, and the plotly template made of it.

State colours follow Okabe and Ito's set, which people with any colour vision tell apart
(https://jfly.uni-koeln.de/color/); a colour never stands without an icon and a word.
"""

from typing import Any, Literal

Theme = Literal["light", "dark"]

FONT = "'Plus Jakarta Sans', 'Segoe UI', sans-serif"

# name: (light, dark). "-ink" colours are for text upon `card`, "-wash" for quiet backgrounds behind `ink`.
PALETTE: dict[str, tuple[str, str]] = {
    "paper": ("#f5f2ea", "#0d1424"),
    "card": ("#ffffff", "#182238"),
    "ink": ("#14203a", "#f2efe7"),
    "muted": ("#515a6b", "#b3bdd1"),
    "line": ("#d8d2c4", "#324061"),
    "track": ("#e9e4d8", "#2a3653"),
    "band": ("#12233f", "#070c18"),
    "band-ink": ("#fbf8f0", "#f2efe7"),
    "band-muted": ("#c3cde0", "#b3bdd1"),
    "accent": ("#0b5c8a", "#6cc3f5"),
    "accent-wash": ("#e3eff6", "#1c3550"),
    "ready": ("#009e73", "#35cf9f"),
    "ready-ink": ("#006b4e", "#52dcb0"),
    "ready-wash": ("#dff3ec", "#123c34"),
    "short": ("#e69f00", "#f2b33d"),
    "short-ink": ("#8a5200", "#f7c465"),
    "short-wash": ("#fcefd3", "#443617"),
    "missing": ("#d55e00", "#ff8f61"),
    "missing-ink": ("#a83a00", "#ffa27c"),
    "missing-wash": ("#fbe4d8", "#4a2619"),
    "unknown": ("#7d8696", "#98a3b9"),
    "unknown-ink": ("#535c6c", "#b3bdd1"),
    "unknown-wash": ("#ebe9e4", "#26304a"),
}


def colour(name: str, theme: Theme) -> str:
    """The colour of that name in a theme, as #rrggbb."""
    return PALETTE[name][theme == "dark"]


def on(name: str, theme: Theme) -> str:
    """The colour of text upon that colour: whichever of black and white reads better."""
    ground = colour(name, theme)
    return max(("#000000", "#ffffff"), key=lambda text: contrast(text, ground))


def css() -> str:
    """The palette as CSS variables; the browser takes the half that fits its colour scheme."""
    pairs = (f"--{name}:light-dark({light},{dark})" for name, (light, dark) in PALETTE.items())
    return ":root{" + ";".join(pairs) + "}"


def contrast(one: str, other: str) -> float:
    """Contrast of two colours (#rrggbb) from 1 to 21, as WCAG 2.2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(value: str) -> float:
    parts = (int(value[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def layout(theme: Theme, separators: str) -> dict[str, Any]:
    """The plotly layout that every chart begins with; `separators` is decimal and thousands mark (",.")."""
    axis = {
        "gridcolor": colour("line", theme),
        "linecolor": colour("line", theme),
        "zerolinecolor": colour("line", theme),
        "automargin": True,
        "fixedrange": True,
    }
    return {
        "font": {"family": FONT, "size": 16, "color": colour("ink", theme)},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "separators": separators,
        "hoverlabel": {"font": {"family": FONT, "size": 16}},
        "legend": {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
        "xaxis": dict(axis),
        "yaxis": dict(axis),
    }
