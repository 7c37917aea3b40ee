"""What pages and programs are shown of a figure: its number, its words, its change, its bars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from desk.foundation.figures import FigureKind, Part, Unit
from desk.foundation.labels import label
from desk.foundation.translation import N_, gettext, language
from desk.kit.money import format_count, format_money, plain_money
from desk.kit.time import span

NOTHING = "–"
BAR, GAP, HEIGHT = 8, 2, 28
PLACES = 12
"""Of a chart; the last month stands at the right, however few there are."""


@dataclass(frozen=True, slots=True)
class Step:
    """What one bar of a chart stands for: how it is written, and what is said of all of them."""

    written: str
    sentence: str


MONTHS = Step("%Y-%m", N_("%(count)d months: %(first)s in %(from)s, %(last)s in %(to)s"))
WEEKS = Step("%Y-%m-%d", N_("%(count)d weeks: %(first)s in that of %(from)s, %(last)s in that of %(to)s"))


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure in one currency over a period, and the same before."""

    kind: FigureKind
    now: Part
    before: Part

    @property
    def change(self) -> int | None:
        """By how much it changed, in the unit's own steps; None where one of both says nothing."""
        here, there = number(self.kind.unit, self.now), number(self.kind.unit, self.before)
        return None if here is None or there is None else here - there

    @property
    def better(self) -> bool | None:
        """Whether the change is good; None where nothing changed or nobody says what is."""
        if not self.change or not self.kind.good:
            return None
        return (self.change > 0) == (self.kind.good == "more")


def paired(kind: FigureKind, here: Sequence[Part], there: Sequence[Part]) -> list[Shown]:
    """A figure of two periods, by currency; nothing counted at all is a nought without one."""
    now, before = {one.currency: one for one in here}, {one.currency: one for one in there}
    spoken = sorted({one for one in (*now, *before) if one}) or [""]
    return [Shown(kind, now.get(one, _nought(one)), before.get(one, _nought(one))) for one in spoken]


def _nought(currency: str) -> Part:
    return Part(0, 0, currency=currency)


def number(unit: Unit, part: Part) -> int | None:
    """
    The whole number that stands for a part: a count, per cent, seconds, cents, tenths of a score; None for no cases.

    Shares and scores are rounded down, so that a hundred per cent is all; seconds to the nearest.
    """
    if unit in ("count", "money"):
        return part.part
    if not part.whole:
        return None
    if unit == "duration":
        return round(part.part / part.whole)
    return (100 if unit == "share" else 10) * part.part // part.whole


def words(unit: Unit, part: Part) -> str:
    """A part as people read it."""
    found = number(unit, part)
    return NOTHING if found is None else _words(unit, found, part.currency)


def _words(unit: Unit, found: int, currency: str) -> str:
    lang = language.get()
    if unit == "share":
        return f"{format_count(found, lang)} %"
    if unit == "duration":
        return span(found, lang)
    if unit == "money":
        return format_money(found, currency, lang) if currency else format_count(found, lang)
    return f"{found / 10:.1f}" if unit == "score" else format_count(found, lang)


def change_words(one: Shown) -> str:
    """The change as people read it; a share changes by points."""
    if one.change is None:
        return NOTHING
    if not one.change:
        return gettext("unchanged")
    sign, size = "+" if one.change > 0 else "−", abs(one.change)
    if one.kind.unit == "share":
        return sign + gettext("%(num)d points") % {"num": size}
    return sign + _words(one.kind.unit, size, one.now.currency)


def plain(unit: Unit, part: Part) -> str:
    """A part as spreadsheets read it."""
    found = number(unit, part)
    if found is None:
        return ""
    if unit == "money":
        return plain_money(found, part.currency or "CNY")
    return f"{found / 10:.1f}" if unit == "score" else str(found)


def key_words(by: str, part: Part) -> str:
    """What a key is called."""
    return part.word or (label(by, part.key) if part.key else gettext("Nobody or nothing named"))


def bars(unit: Unit, months: Mapping[date, Part], running: date | None, step: Step = MONTHS) -> dict[str, Any]:
    """A small chart of months or weeks: a bar for each, as tall as its number; a share's goes up to a hundred."""
    numbers = [(month, number(unit, part) or 0) for month, part in sorted(months.items())]
    top = 100 if unit == "share" else max([one for _, one in numbers] or [0])
    drawn = []
    for place, (month, found) in enumerate(numbers, max(PLACES - len(numbers), 0)):
        height = max(round(HEIGHT * max(found, 0) / top, 1), 1.0) if top else 1.0
        drawn.append(
            {
                "x": place * (BAR + GAP),
                "y": round(HEIGHT - height, 1),
                "height": height,
                "title": f"{month:{step.written}}{gettext(': ')}{words(unit, months[month])}",
                "running": month == running,
            }
        )
    return {
        "width": max(len(drawn), PLACES) * (BAR + GAP) - GAP,
        "height": HEIGHT,
        "bar": BAR,
        "bars": drawn,
        "sentence": _sentence(unit, months, [month for month, _ in numbers], step),
    }


def _sentence(unit: Unit, months: Mapping[date, Part], order: Sequence[date], step: Step) -> str:
    if not order:
        return gettext("No month yet")
    first, last = order[0], order[-1]
    return gettext(step.sentence) % {
        "count": len(order),
        "first": words(unit, months[first]),
        "from": f"{first:{step.written}}",
        "last": words(unit, months[last]),
        "to": f"{last:{step.written}}",
    }
