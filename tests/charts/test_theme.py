import pytest

from charts import theme

INKS = [name for name in theme.PALETTE if name.endswith("ink") and not name.startswith("band")]


@pytest.mark.parametrize("which", ["light", "dark"])
@pytest.mark.parametrize("ink", [*INKS, "muted", "accent"])
def test_text_reads_upon_cards_and_paper(which, ink):
    for ground in ("card", "paper"):
        assert theme.contrast(theme.colour(ink, which), theme.colour(ground, which)) >= 4.5


@pytest.mark.parametrize("which", ["light", "dark"])
@pytest.mark.parametrize("state", ["ready", "short", "missing", "unknown"])
def test_a_state_reads_upon_its_own_wash(which, state):
    assert theme.contrast(theme.colour(f"{state}-ink", which), theme.colour(f"{state}-wash", which)) >= 4.5
    assert theme.contrast(theme.colour("ink", which), theme.colour(f"{state}-wash", which)) >= 4.5


@pytest.mark.parametrize("which", ["light", "dark"])
def test_the_dark_band_reads_in_both_themes(which):
    for ink in ("band-ink", "band-muted"):
        assert theme.contrast(theme.colour(ink, which), theme.colour("band", which)) >= 4.5


@pytest.mark.parametrize("which", ["light", "dark"])
@pytest.mark.parametrize("name", ["ready", "accent", "short", "missing"])
def test_text_inside_a_bar_reads(which, name):
    assert theme.contrast(theme.on(name, which), theme.colour(name, which)) >= 4.5


def test_contrast_of_black_and_white_is_the_largest():
    assert theme.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert theme.contrast("#777777", "#777777") == pytest.approx(1)


def test_every_colour_is_a_css_variable():
    css = theme.css()
    for name, (light, dark) in theme.PALETTE.items():
        assert f"--{name}:light-dark({light},{dark})" in css
