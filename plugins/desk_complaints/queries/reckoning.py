"""The formulas of the monthly analysis report: what was counted goes in, the tables come out; pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desk_complaints.states import ITEMS, POSITIONS, Category, Position

CATEGORIES = tuple(str(one) for one in Category)
SERVICE_POSITIONS = tuple(str(one) for one in POSITIONS)
MORE_POSITIONS = tuple(str(one) for one in Position if one not in POSITIONS)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Count:
    """So many valid complaints alike, of January to the report's month, this year or the last."""

    this_year: bool
    in_month: bool
    category: str
    item: str
    position: str
    level: str
    count: int


@dataclass(frozen=True, slots=True)
class Volumes:
    """Services given in a month by position, and how many customers there were at its end."""

    services: Mapping[str, int]
    customers: int
    customers_last_year: int


def shares(counts: Sequence[int]) -> list[int]:
    """
    Whole per cents that add up to 100: the largest remainders are rounded up.

    A tie favours the smaller count, then whoever stands first. All are 0 where nothing was counted.
    """
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    found = [one * 100 // total for one in counts]
    order = sorted(range(len(counts)), key=lambda place: (-(counts[place] * 100 % total), counts[place], place))
    for place in order[: 100 - sum(found)]:
        found[place] += 1
    return found


def share_of_volume(complaints: int, volume: int) -> float:
    """Per cent of the services given, with one decimal, half up; 0.0 where none was given."""
    return (complaints * 2000 + volume) // (2 * volume) / 10 if volume else 0.0


def growth(this: int, last: int) -> int:
    """Per cent against the last year, half up and away from zero; from 0 to n counts as n times 100."""
    per, sign = max(last, 1), 1 if this >= last else -1
    return sign * ((2 * abs(this - last) * 100 + per) // (2 * per))


def tables(counts: Iterable[Count], volumes: Volumes) -> dict[str, dict[str, list[Row]]]:
    """T1 to T11, with the identifiers of the domain."""
    ledger = Ledger(counts)
    found = {
        "T1": _shared(CATEGORIES, ledger.of("category", month=True)),
        "T2": _shared(CATEGORIES, ledger.of("category")),
        "T3": _positions(ledger),
        "T4": _volumes(ledger, volumes.services),
        "T5": _shared(ITEMS[Category.SALES], ledger.of("item", "sales", month=True)),
        "T6": _product(ledger),
        "T7": _against(_all(ledger, month=True, customers=volumes)),
        "T8": _against(_all(ledger)),
        **{
            name: _against(_items(ledger, category))
            for name, category in (("T9", Category.SERVICE), ("T10", Category.SALES), ("T11", Category.PRODUCT))
        },
    }
    return {name: {"rows": rows} for name, rows in found.items()}


class Ledger:
    """What was counted, to be asked for sums."""

    def __init__(self, counts: Iterable[Count]) -> None:
        self.counts = list(counts)

    def of(self, name: str, category: str = "", *, month: bool = False, this_year: bool = True) -> dict[str, int]:
        """How many by a word; of one category, of the month alone, of this year or the last."""
        found: dict[str, int] = {}
        for one in self.counts:
            if one.this_year == this_year and (one.in_month or not month) and category in ("", one.category):
                found[getattr(one, name)] = found.get(getattr(one, name), 0) + one.count
        return found

    def cells(self) -> dict[tuple[str, str], int]:
        """Service complaints of the month by item and position."""
        found: dict[tuple[str, str], int] = {}
        for one in self.counts:
            if one.this_year and one.in_month and one.category == Category.SERVICE:
                key = one.item, one.position
                found[key] = found.get(key, 0) + one.count
        return found


def _shared(names: Sequence[str], found: Mapping[str, int]) -> list[Row]:
    """A row for each word with its share and its count, and their total."""
    counts = [found.get(name, 0) for name in names]
    rows = [
        {"row": name, "share": share, "count": count}
        for name, share, count in zip(names, shares(counts), counts, strict=True)
    ]
    return [*rows, {"row": "total", "share": 100 if sum(counts) else 0, "count": sum(counts)}]


def _positions(ledger: Ledger) -> list[Row]:
    """Service items by position; other positions are shown where there are any."""
    cells = ledger.cells()
    shown = (*SERVICE_POSITIONS, *(one for one in MORE_POSITIONS if any(key[1] == one for key in cells)))
    items = ITEMS[Category.SERVICE]
    totals = [sum(count for key, count in cells.items() if key[0] == item) for item in items]
    rows: list[Row] = [
        {"row": item, **{one: cells.get((item, one), 0) for one in shown}, "share": share}
        for item, share in zip(items, shares(totals), strict=True)
    ]
    sums = {one: sum(row[one] for row in rows) for one in shown}
    return [*rows, {"row": "total", **sums, "share": 100 if sum(totals) else 0}]


def _volumes(ledger: Ledger, services: Mapping[str, int]) -> list[Row]:
    """Complaints of each position against the services given there."""
    found = ledger.of("position", "service", month=True)
    shown = (*SERVICE_POSITIONS, *(one for one in MORE_POSITIONS if found.get(one)))
    return [
        {
            "row": one,
            "volume": services.get(one, 0),
            "complaints": found.get(one, 0),
            "share": share_of_volume(found.get(one, 0), services.get(one, 0)),
        }
        for one in shown
    ]


def _product(ledger: Ledger) -> list[Row]:
    """What there was about products; nothing where there was nothing."""
    found = ledger.of("item", "product", month=True)
    return _shared([one for one in ITEMS[Category.PRODUCT] if found.get(one)], found) if found else []


def _all(ledger: Ledger, *, month: bool = False, customers: Volumes | None = None) -> tuple[Row, Row]:
    """Last year's complaints and this year's, by category."""
    both = []
    for this_year in (False, True):
        found = ledger.of("category", month=month, this_year=this_year)
        of_year = {"complaints": sum(found.values()), **{name: found.get(name, 0) for name in CATEGORIES}}
        if customers is not None:
            total = customers.customers if this_year else customers.customers_last_year
            of_year = {"customers": total, **of_year}
        both.append(of_year)
    return both[0], both[1]


def _items(ledger: Ledger, category: str) -> tuple[Row, Row]:
    """Last year's complaints of one category and this year's, by item."""
    both = []
    for this_year in (False, True):
        found = ledger.of("item", category, this_year=this_year)
        both.append({str(category): sum(found.values()), **{name: found.get(name, 0) for name in ITEMS[category]}})
    return both[0], both[1]


def _against(both: tuple[Row, Row]) -> list[Row]:
    last, this = both
    grown = {name: growth(this[name], last[name]) for name in this}
    return [{"row": "last_year", **last}, {"row": "this_year", **this}, {"row": "growth", **grown}]
