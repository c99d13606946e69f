"""Every pair of tokens that is read on a page keeps WCAG 2.1 AA in both modes."""

from __future__ import annotations

import re

import pytest

from tests.apps.site.places import STATIC

TOKENS = (STATIC / "tokens.css").read_text(encoding="utf-8")
_TOKEN = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6});")

GROUNDS = ("paper", "raised", "sunk")
# (ink, ground): text, 4.5:1
TEXT = [
    *((ink, ground) for ink in ("ink", "ink-soft", "accent", "accent-deep") for ground in GROUNDS),
    *((ink, ground) for ink in ("good", "warn", "bad") for ground in GROUNDS),
    *((name, f"{name}-soft") for name in ("good", "warn", "bad")),
    *(("ink", ground) for ground in ("good-soft", "warn-soft", "bad-soft", "accent-soft", "mark")),
    *(("accent", ground) for ground in ("good-soft", "warn-soft", "bad-soft", "accent-soft")),
    ("accent-deep", "accent-soft"),
    ("on-accent", "accent"),
    ("on-accent", "accent-deep"),
    ("paper", "ink"),
]
# edges of controls, signs and the focus ring: 3:1
EDGES = [
    *((edge, ground) for edge in ("line-strong", "focus") for ground in GROUNDS),
    ("accent", "raised"),
]


def tokens(mode: str) -> dict[str, str]:
    """Colour tokens of a mode: the dark ones stand over the light ones."""
    light, dark = TOKENS.split("prefers-color-scheme: dark")
    found = dict(_TOKEN.findall(light))
    return found | dict(_TOKEN.findall(dark)) if mode == "dark" else found


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read(mode: str, ink: str, ground: str) -> None:
    colours = tokens(mode)
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_can_be_seen(mode: str, edge: str, ground: str) -> None:
    colours = tokens(mode)
    assert contrast(colours[edge], colours[ground]) >= 3


def test_dark_mode_gives_every_colour_of_its_own() -> None:
    light, dark = TOKENS.split("prefers-color-scheme: dark")
    assert {name for name, _ in _TOKEN.findall(light)} == {name for name, _ in _TOKEN.findall(dark)}


def test_a_colour_is_named_in_the_tokens_alone() -> None:
    """print.css turns the tokens into black on white and is the one exception."""
    for sheet in STATIC.glob("*.css"):
        if sheet.name not in {"tokens.css", "print.css"}:
            assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|rgba?\(", sheet.read_text()), (
                sheet
            )
