"""What the pages of pairs and mergings show."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record

from desk.customers import queries, views
from desk.customers.actions.likening import Suspect
from desk.customers.queries import doubles
from desk.foundation import subjects
from desk.foundation.labels import label, listed
from desk.foundation.merging import Moves, steps
from desk.foundation.principals import Principal
from desk.foundation.translation import N_, gettext

SAME = N_("Maybe the same: {reasons}.")
_PHONES = ("phone", "fax", "mobile")


def why(reasons: Iterable[str]) -> str:
    """Why two may be the same, in one line."""
    return listed(label("suspicion", one) for one in reasons)


def pair_view(found: Record) -> dict[str, Any]:
    """One line of the pairs."""

    def side(name: str) -> dict[str, Any]:
        phone = views.phone_seen("customer", "phone", found[f"{name}_phone"])
        address = found[f"{name}_address"]
        return {
            "number": found[f"{name}_number"],
            "name": found[f"{name}_name"],
            "url": f"/customers/{found[name]}",
            "detail": " · ".join(filter(None, (phone, address))),
        }

    one, other = found["one"], found["other"]
    return {
        "one": side("one"),
        "other": side("other"),
        "why": why(found["reasons"]),
        "merge_url": f"/customers/{one}/merge?other={other}",
        "deny_url": f"/customers/{one}/strangers/{other}",
    }


async def suspected(found: Sequence[Suspect]) -> list[dict[str, Any]]:
    """Who may be the same, with name, number and reasons."""
    known = await doubles.briefly([one.id for one in found])
    return [
        {
            "id": one.id,
            "name": known[one.id]["name"],
            "number": known[one.id]["number"],
            "url": f"/customers/{one.id}",
            "why": f"{known[one.id]['number']} · {why(one.reasons)}",
        }
        for one in found
        if one.id in known
    ]


def beside(
    kept: Any, other: Any, fields: Mapping[str, str], chosen: Mapping[str, Any], names: Mapping[Any, str]
) -> list[dict[str, Any]]:
    """
    Both beside each other, field by field; where one has nothing, the other's value is taken.

    ``names`` are those of people who are stored by their ids.
    """
    lines, owner = [], str(kept._meta.tablename)
    for name, word in fields.items():
        mine, theirs = _hashable(getattr(kept, name)), _hashable(getattr(other, name))
        if not (mine or theirs):
            continue
        start = "other" if theirs and not mine else "kept"
        lines.append(
            {
                "name": name,
                "label": gettext(word),
                "kept": names.get(mine) or _shown(owner, name, mine),
                "other": names.get(theirs) or _shown(owner, name, theirs),
                "differs": mine != theirs,
                "take": str(chosen.get(f"take_{name}", start)),
            }
        )
    return lines


def _hashable(stored: Any) -> Any:
    return tuple(stored) if isinstance(stored, list) else stored


def _shown(owner: str, name: str, stored: Any) -> str:
    return views.phone_seen(owner, name, stored) if name in _PHONES else views.value_shown(owner, name, stored)


def person_line(found: Record) -> str:
    """What tells one contact from another."""
    return " · ".join(
        filter(None, (found["title"], views.phone_seen("contact", "mobile", found["mobile"]), found["email"]))
    )


def merging_view(found: Record, at: datetime) -> dict[str, Any]:
    """One merging of the list."""
    name = found["contact_name"] if found["kind"] == "contact" else found["customer_name"]
    return {
        "url": f"/customers/mergings/{found['id']}",
        "title": _title(found),
        "kept": name or "",
        "kind": found["kind"],
        "at": found["at"],
        "by_name": found["by_name"],
        "undone": found["undone_at"] is not None,
        "can_undo": _can_undo(found, at),
    }


async def whole_merging(found: Record, at: datetime) -> dict[str, Any]:
    """One merging with what moved."""
    customer, kept = found["customer"], found["kept"]
    name, url = (await queries.names_of([customer])).get(customer, ""), f"/customers/{customer}"
    if found["kind"] == "contact":
        people = {one["id"]: one["name"] for one in await queries.contacts(customer)}
        name, url = people.get(kept, name), f"{url}/contacts/{kept}"
    said = [(one["what"], one["count"]) for one in msgspec.json.decode(found["counts"])]
    return {
        "title": _title(found),
        "kind": found["kind"],
        "kept": name,
        "kept_url": url,
        "at": found["at"],
        "undo_until": found["undo_until"],
        "undone_at": found["undone_at"],
        "can_undo": _can_undo(found, at),
        "counts": [{"what": gettext(word), "count": count} for word, count in said],
        "undo_url": f"/customers/mergings/{found['id']}/reversal",
    }


async def left_behind(left: Sequence[Mapping[str, Any]], by: Principal) -> list[dict[str, str]]:
    """What could not be put back: what has a page with its name, everything else counted."""
    words = {(one.table, one.column): one.what for one in steps() if isinstance(one, Moves) and one.what}
    keys = [(one["table"], UUID(row)) for one in left for row in one["ids"] if subjects.is_known(one["table"])]
    things = await subjects.things_seen(keys, by)
    lines = [{"text": thing.name, "url": thing.url} for thing in things.values()]
    named = {kind for kind, _ in things}
    for one in left:
        if one["table"] in named and one["what"] == "moved":
            continue
        word = words.get((one["table"], one["column"])) or label(f"{one['table']}_field", one["column"])
        lines.append({"text": f"{gettext(word)}{gettext(': ')}{len(one['ids'])}", "url": ""})
    return lines


def _title(found: Record) -> str:
    name, number = found["name"] or gettext("(erased)"), found["number"]
    return f"{name} ({number})" if number else name


def _can_undo(found: Record, at: datetime) -> bool:
    return bool(found["status"] == "done" and found["undo_until"] > at)
