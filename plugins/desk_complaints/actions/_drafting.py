"""The analysis of a month in words, drafted from its tables; asked once for each language."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from desk.extend import N_, gettext, label
from desk_complaints.queries.reckoning import SERVICE_POSITIONS, share_of_volume, shares

Tables = dict[str, dict[str, list[dict[str, Any]]]]
NONE = N_("none")


@dataclass(frozen=True, slots=True)
class Beside:
    """What the analysis says besides the tables."""

    serious: int
    target: int
    """The complaint rate stays below so many per cent."""
    causes: Sequence[tuple[int, str]] = ()
    """What was found to be the cause, by the complaint's number."""
    measures: int = 0
    """Of these complaints, still to be carried out."""


def draft(found: Tables, beside: Beside) -> str:
    """One paragraph for each table, in the reader's language."""
    paragraphs: list[Callable[[], str]] = [
        lambda: _month(found, beside.serious),
        lambda: _year(found),
        lambda: _positions(found),
        lambda: _rate(found, beside.target),
        lambda: _sales(found),
        lambda: _product(found),
        lambda: _grown(found),
        lambda: _items(found),
        lambda: _learned(beside),
    ]
    return "\n".join(filter(None, (one() for one in paragraphs)))


def _month(found: Tables, serious: int) -> str:
    """T1: how many, of which level, by category."""
    total = found["T1"]["rows"][-1]["count"]
    if not total:
        return gettext("There was no valid complaint this month.")
    level = gettext("{serious} of them serious").format(serious=serious) if serious else gettext("none of them serious")
    said = gettext("There were {total} valid complaints this month, {level}. By category: {list}.")
    return said.format(total=total, level=level, list=_ranked(found["T1"]["rows"], "category"))


def _year(found: Tables) -> str:
    """T2: the year's totals, and the ranking of service items."""
    total = found["T2"]["rows"][-1]["count"]
    if not total:
        return ""
    whole = gettext("Since January there were {total}: {list}.")
    said = [whole.format(total=total, list=_ranked(found["T2"]["rows"], "category"))]
    for table, ranking in (
        ("T9", gettext("Service, ranked: {items}.")),
        ("T10", gettext("Sales, ranked: {items}.")),
        ("T11", gettext("Products, ranked: {items}.")),
    ):
        counts = {name: found[table]["rows"][1][name] for name in _names(found[table])}
        rows = [
            {"row": name, "count": count, "share": share}
            for (name, count), share in zip(counts.items(), shares([*counts.values()]), strict=True)
        ]
        if any(counts.values()):
            said.append(ranking.format(items=_ranked(rows, "item")))
    return " ".join(said)


def _positions(found: Tables) -> str:
    """T3 and T4: service complaints by position, against what was done there."""
    hit = [one for one in found["T4"]["rows"] if one["complaints"]]
    if not hit:
        return gettext("No complaint was about service.")
    said = gettext("{position}: {complaints} of {volume} services ({share} %)")
    parts = [
        said.format(position=label("complaints.position", one["row"]), **{key: one[key] for key in one if key != "row"})
        for one in hit
    ]
    items = [
        {"row": one["row"], "count": sum(one[name] for name in one if name not in ("row", "share"))}
        for one in found["T3"]["rows"][:-1]
    ]
    text = gettext("About service there were {count}: {items}. By position: {list}.")
    count = sum(one["complaints"] for one in hit)
    return text.format(count=count, items=_ranked(items, "item"), list=_listed(parts))


def _rate(found: Tables, target: int) -> str:
    """The month's complaints against all services given, and whether that is below the target."""
    services = sum(one["volume"] for one in found["T4"]["rows"])
    if not services:
        return ""
    rate = share_of_volume(found["T1"]["rows"][-1]["count"], services)
    kept = (
        gettext("Complaint rate {rate} % of {services} services: below the target of {target} %.")
        if rate < target
        else gettext("Complaint rate {rate} % of {services} services: the target is below {target} %.")
    )
    return kept.format(rate=rate, services=services, target=target)


def _sales(found: Tables) -> str:
    """T5: what complaints about sales were about."""
    if not found["T5"]["rows"][-1]["count"]:
        return gettext("No complaint was about sales.")
    return gettext("About sales: {list}.").format(list=_ranked(found["T5"]["rows"], "item"))


def _product(found: Tables) -> str:
    """T6: none, or what they were about."""
    if not found["T6"]["rows"]:
        return gettext("No complaint was about products.")
    return gettext("About products: {list}.").format(list=_ranked(found["T6"]["rows"], "item"))


def _grown(found: Tables) -> str:
    """T7 and T8: customers against complaints, and which category rose most."""
    last, this, grown = found["T7"]["rows"]
    rose = _most(found["T8"], "category")
    customers = gettext("Against the same month last year customers went from {was} to {now} ({growth} %).").format(
        was=last["customers"], now=this["customers"], growth=grown["customers"]
    )
    month = gettext("Complaints of the month went from {was} to {now} ({growth} %).").format(
        was=last["complaints"], now=this["complaints"], growth=grown["complaints"]
    )
    before, since, change = (one["complaints"] for one in found["T8"]["rows"])
    year = gettext("Complaints since January went from {was} to {now} ({growth} %).").format(
        was=before, now=since, growth=change
    )
    said = f"{customers} {month} {year}"
    if parts := _each(found["T8"], "category"):
        said += " " + gettext("By category: {list}.").format(list=parts)
    return said + (" " + gettext("What rose most: {word} ({growth} %).").format(**rose) if rose else "")


def _items(found: Tables) -> str:
    """T9 to T11: what grew most of each, by position where it is service."""
    parts = []
    for table, heading in (("T9", "service"), ("T10", "sales"), ("T11", "product")):
        if rose := _most(found[table], "item"):
            said = gettext("{category}: most growth in {word} ({growth} %).")
            parts.append(said.format(category=label("complaints.category", heading), **rose))
            parts.append(gettext("By item: {list}.").format(list=_each(found[table], "item")))
            if table == "T9":
                parts.append(_where(found, rose["name"]))
    if parts:
        parts.append(gettext("All departments are asked to follow the norms of service and of sales."))
    return " ".join(filter(None, parts))


def _each(table: dict[str, list[dict[str, Any]]], kind: str) -> str:
    """The growth of each part that there was in either year."""
    last, this, grown = table["rows"]
    parts = [
        f"{label(f'complaints.{kind}', name)} {_signed(grown[name])} %"
        for name in _names(table)
        if last[name] or this[name]
    ]
    return _listed(parts)


def _signed(count: int) -> str:
    return f"{count:+d}" if count else "0"


def _learned(beside: Beside) -> str:
    """The causes that were found, and what is still to be done about them."""
    parts = [f"#{number} {text}" for number, text in beside.causes]
    said = [gettext("Causes found: {list}.").format(list="; ".join(parts))] if parts else []
    if beside.measures:
        said.append(gettext("Measures still to be carried out: {count}.").format(count=beside.measures))
    return " ".join(said)


def _where(found: Tables, item: str) -> str:
    """Where service complaints about an item of the month came from."""
    [line] = [one for one in found["T3"]["rows"] if one["row"] == item]
    parts = [f"{label('complaints.position', name)} {line[name]}" for name in SERVICE_POSITIONS if line[name]]
    return gettext("This month by position: {list}.").format(list=_listed(parts)) if parts else ""


def _most(table: dict[str, list[dict[str, Any]]], kind: str) -> dict[str, Any] | None:
    """What grew most, where something did; the first of those that tie."""
    grown = table["rows"][2]
    names = [name for name in _names(table) if grown[name] > 0]
    if not names:
        return None
    name = max(names, key=lambda one: grown[one])
    return {"name": name, "word": label(f"complaints.{kind}", name), "growth": grown[name]}


def _names(table: dict[str, list[dict[str, Any]]]) -> list[str]:
    """The parts of a table against the last year: its columns behind the total."""
    return list(table["rows"][2])[2:]


def _ranked(rows: list[dict[str, Any]], kind: str) -> str:
    """Words with their counts, the most first; those alike share a place."""
    counted = sorted((one for one in rows if one["row"] != "total" and one["count"]), key=lambda one: -one["count"])
    parts = [
        f"{label(f'complaints.{kind}', one['row'])} {one['count']}" + (f" ({one['share']} %)" if "share" in one else "")
        for one in counted
    ]
    return _listed(parts) if parts else gettext(NONE)


def _listed(parts: list[str]) -> str:
    """Parts of a sentence, one behind the other, as the language does."""
    return gettext(", ").join(parts)
