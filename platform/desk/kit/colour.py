"""
A tenant enters one colour; the pages need eight that can be read.

The hue is kept and the lightness moved, in OKLCH, until every pair that the stylesheet draws reaches 4.5:1
in both themes. A colour that fails is never kept as it is: ``accents`` says when it had to move.
"""

import math
import re
from dataclasses import dataclass

LEAST = 4.5
"""WCAG 2.2 AA for text; lines and the focus ring need 3 and are drawn in the same colours."""

_HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})", re.IGNORECASE)
# From desk.css, section 1: paper, surface, sunken, hover; then the quietest ink that stands on the soft tint.
_GROUNDS = {
    "light": ("#f4f5f8", "#ffffff", "#f8f9fb", "#f1f4f8"),
    "dark": ("#11151b", "#191f28", "#151a22", "#212935"),
}
_QUIET_INK = {"light": "#5f6b7e", "dark": "#98a4b5"}
_ON_DEEP = "#dde5ec"
_STEP = 0.005


@dataclass(frozen=True, slots=True)
class Swatch:
    """The accent of one theme: itself, the text on it, its soft tint, and a deep ground for light text."""

    accent: str
    on_accent: str
    soft: str
    deep: str


@dataclass(frozen=True, slots=True)
class Accents:
    """What was entered, and what is drawn in each theme."""

    entered: str
    light: Swatch
    dark: Swatch

    @property
    def moved(self) -> bool:
        """Whether the entered colour can't be read on white, so that another one is drawn."""
        return self.light.accent != self.entered


def accents(colour: str) -> Accents:
    """
    The accents of a tenant from the one colour it entered, such as ``#0b6b66`` or ``#f80``.

    Raises ValueError for what is no colour.
    """
    entered = _normal(colour)
    lightness, chroma, hue = _oklch(entered)
    deep_light, deep_dark = _deep(min(lightness, 0.37), chroma, hue), _deep(0.27, chroma, hue)
    return Accents(entered, _light(entered, deep_light), _dark(entered, deep_dark))


def theme_css(found: Accents) -> str:
    """The stylesheet of a tenant: four properties, each for both themes."""
    light, dark = found.light, found.dark
    return (
        ":root,\n[data-bs-theme] {\n"
        f"  --pd-accent: light-dark({light.accent}, {dark.accent});\n"
        f"  --pd-on-accent: light-dark({light.on_accent}, {dark.on_accent});\n"
        f"  --pd-accent-soft: light-dark({light.soft}, {dark.soft});\n"
        f"  --pd-deep: light-dark({light.deep}, {dark.deep});\n"
        "}\n"
    )


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG of two colours, 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _light(entered: str, deep: str) -> Swatch:
    lightness, chroma, hue = _oklch(entered)
    soft = _soft("light", 0.955, min(chroma, 0.02), hue, step=_STEP)
    accent = entered
    while not _readable(accent, (*_GROUNDS["light"], soft, "#ffffff")):
        lightness -= _STEP
        accent = _hex(lightness, chroma, hue)
    return Swatch(accent, "#ffffff", soft, deep)


def _dark(entered: str, deep: str) -> Swatch:
    lightness, chroma, hue = _oklch(entered)
    soft = _soft("dark", 0.285, min(chroma, 0.035), hue, step=-_STEP)
    on_accent = _hex(0.22, min(chroma, 0.04), hue)
    grounds = (*_GROUNDS["dark"], soft, on_accent)
    accent = entered
    if not _readable(accent, grounds):
        lightness = max(lightness, 0.74)  # lower ones pass too, but look dull beside light text
        accent = _hex(lightness, chroma, hue)
    while not _readable(accent, grounds):
        lightness += _STEP
        accent = _hex(lightness, chroma, hue)
    return Swatch(accent, on_accent, soft, deep)


def _soft(theme: str, lightness: float, chroma: float, hue: float, *, step: float) -> str:
    """A tint on which the quietest ink can still be read."""
    while contrast(found := _hex(lightness, chroma, hue), _QUIET_INK[theme]) < LEAST:
        lightness += step
    return found


def _deep(lightness: float, chroma: float, hue: float) -> str:
    """A ground for light text, in both themes: the sign-in page, a call that is running."""
    while contrast(found := _hex(lightness, min(chroma, 0.12), hue), _ON_DEEP) < LEAST:
        lightness -= _STEP
    return found


def _readable(colour: str, grounds: tuple[str, ...]) -> bool:
    return all(contrast(colour, ground) >= LEAST for ground in grounds)


def _normal(colour: str) -> str:
    found = _HEX.fullmatch(colour.strip())
    if found is None:
        raise ValueError("a colour is written like #0b6b66")
    digits = found[1].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))


def _linear(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _undo_gamma(red), _undo_gamma(green), _undo_gamma(blue)


def _undo_gamma(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _gamma(part: float) -> float:
    return part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _luminance(colour: str) -> float:
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _oklch(colour: str) -> tuple[float, float, float]:
    """Lightness, chroma and hue (in radians), by the matrices of Björn Ottosson's OKLab."""
    red, green, blue = _linear(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _hex(lightness: float, chroma: float, hue: float) -> str:
    """The colour in sRGB; what lies outside loses chroma, never hue or lightness."""
    lightness = min(max(lightness, 0.0), 1.0)
    parts = _rgb(lightness, chroma, hue)
    while chroma > 0 and not all(-0.0001 <= part <= 1.0001 for part in parts):
        chroma = max(chroma - 0.002, 0.0)
        parts = _rgb(lightness, chroma, hue)
    return "#" + "".join(f"{round(255 * _gamma(min(max(part, 0.0), 1.0))):02x}" for part in parts)


def _rgb(lightness: float, chroma: float, hue: float) -> tuple[float, float, float]:
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
