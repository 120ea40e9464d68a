"""Write docs/kinds.md from the layouts: `make docs`. A test fails when the page is out of date."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import texts
from loaders import layouts

PAGE = Path(__file__).parent / "kinds.md"


def kinds_page() -> str:
    """The page of the kinds of sheet, in Markdown."""
    lines = [
        "# Kinds of tracking sheet",
        "",
        "Made by `make docs` from `loaders/layouts/`; do not edit. Case, punctuation and abbreviations",
        "(jml., kec., tgl.) do not matter in headings. Every kind may also have the columns kecamatan,",
        "kelurahan and TPS, as far down as its rows go.",
    ]
    for kind in layouts.kinds():
        layout = layouts.layout(kind)
        lines += [
            "",
            f"## {texts.say(f'kinds.{kind}.name', 'id')} (`{kind}`)",
            "",
            texts.say(f"kinds.{kind}.about", "en"),
            "",
            "Needed: "
            + "; ".join(" or ".join(f"`{code}`" for code in group) for group in layout.required)
            + ".",
            "",
            "| column | code | type | also known as |",
            "|---|---|---|---|",
        ]
        for field in layout.stored:
            name = texts.say(layouts.name_key(kind, field.code), "id")
            others = ", ".join(sorted(field.synonyms)[:12])
            lines.append(f"| {name} | `{field.code}` | {field.type} | {others} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(kinds_page(), encoding="utf-8")
