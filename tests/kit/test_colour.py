"""Whatever colour a tenant enters, everything drawn in it can be read."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.kit import colour

STYLESHEET = Path(colour.__file__).resolve().parent.parent / "static/desk.css"
any_colour = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def tokens(name: str) -> tuple[str, str]:
    """A colour of the stylesheet, light and dark."""
    found = re.search(rf"--pd-{name}: light-dark\((#\w{{6}}), (#\w{{6}})\)", STYLESHEET.read_text("utf-8"))
    assert found is not None, name
    return found[1], found[2]


@given(any_colour)
@settings(max_examples=300, deadline=None)
def test_any_colour_yields_accents_that_can_be_read(entered: str) -> None:
    found = colour.accents(entered)

    for theme, swatch in enumerate((found.light, found.dark)):
        for ground in ("paper", "surface", "sunken", "hover"):
            assert colour.contrast(swatch.accent, tokens(ground)[theme]) >= 4.5, (entered, ground, theme)
        assert colour.contrast(swatch.accent, swatch.soft) >= 4.5
        assert colour.contrast(swatch.accent, swatch.on_accent) >= 4.5
        assert colour.contrast(tokens("ink")[theme], swatch.soft) >= 4.5
        assert colour.contrast(tokens("ink-3")[theme], swatch.soft) >= 4.5
        assert colour.contrast("#dde5ec", swatch.deep) >= 4.5
        assert colour.contrast("#ffffff", swatch.deep) >= 4.5


@given(any_colour)
@settings(max_examples=100, deadline=None)
def test_the_hue_of_a_colour_is_kept(entered: str) -> None:
    import math

    _, chroma, hue = colour._oklch(entered)
    for swatch in (colour.accents(entered).light, colour.accents(entered).dark):
        _, kept, then = colour._oklch(swatch.accent)
        if min(chroma, kept) > 0.03:
            assert abs(math.remainder(hue - then, math.tau)) < 0.12, (entered, swatch.accent)


def test_a_colour_that_can_be_read_stays_and_says_so() -> None:
    found = colour.accents("#0B6B66")

    assert found.light.accent == "#0b6b66"
    assert not found.moved


def test_a_colour_that_is_too_pale_moves_and_says_so() -> None:
    found = colour.accents("#ffd400")

    assert found.moved
    assert found.entered == "#ffd400"
    assert found.dark.accent == "#ffd400"


def test_three_digits_and_no_sign_are_read_as_well() -> None:
    assert colour.accents("f80").entered == "#ff8800"


@pytest.mark.parametrize("wrong", ["", "red", "#12", "#1234567", "#gggggg", "red; }", "#fff\n}"])
def test_what_is_no_colour_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="colour"):
        colour.accents(wrong)


def test_the_stylesheet_has_four_properties_for_both_themes() -> None:
    written = colour.theme_css(colour.accents("#0b6b66"))

    assert re.findall(r"--pd-[a-z-]+", written) == ["--pd-accent", "--pd-on-accent", "--pd-accent-soft", "--pd-deep"]
    assert written.count("light-dark(") == 4


def test_black_on_white_is_the_most_contrast_there_is() -> None:
    assert colour.contrast("#000000", "#ffffff") == pytest.approx(21)
