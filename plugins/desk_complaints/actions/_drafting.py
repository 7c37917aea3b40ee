"""The analysis of a month in words, drafted from its tables; asked once for each language."""

from collections.abc import Callable
from typing import Any

from desk.extend import N_, gettext, label
from desk_complaints.queries.reckoning import SERVICE_POSITIONS

Tables = dict[str, dict[str, list[dict[str, Any]]]]
NONE = N_("none")


def draft(found: Tables, serious: int) -> str:
    """One paragraph for each table, in the reader's language."""
    paragraphs: list[Callable[[], str]] = [
        lambda: _month(found, serious),
        lambda: _year(found),
        lambda: _positions(found),
        lambda: _sales(found),
        lambda: _product(found),
        lambda: _grown(found),
        lambda: _items(found),
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
    service = [{"row": name, "count": found["T9"]["rows"][1][name]} for name in _names(found["T9"])]
    said = gettext("Since January there were {total}: {list}. Service, ranked: {service}.")
    return said.format(total=total, list=_ranked(found["T2"]["rows"], "category"), service=_ranked(service, "item"))


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
    return said + (" " + gettext("What rose most: {word} ({growth} %).").format(**rose) if rose else "")


def _items(found: Tables) -> str:
    """T9 to T11: what grew most of each, by position where it is service."""
    parts = []
    for table, heading in (("T9", "service"), ("T10", "sales"), ("T11", "product")):
        if rose := _most(found[table], "item"):
            said = gettext("{category}: most growth in {word} ({growth} %).")
            parts.append(said.format(category=label("complaints.category", heading), **rose))
            if table == "T9":
                parts.append(_where(found, rose["name"]))
    if parts:
        parts.append(gettext("All departments are asked to follow the norms of service and of sales."))
    return " ".join(filter(None, parts))


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
