"""Bringing in complaints that were registered elsewhere: all of a table, or nothing of it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from desk.extend import (
    NOT_A_CHOICE,
    NOT_READABLE,
    REQUIRED,
    Forbidden,
    Principal,
    current_scope,
    gettext,
    next_number,
    now,
    record,
)
from desk_complaints.events import BroughtIn
from desk_complaints.queries import people
from desk_complaints.states import ITEMS, Category, Level, Position, Status
from desk_complaints.tables import ComplaintsComplaint

COLUMNS = ("complained_at", "category", "item", "position", "level", "valid", "customer", "text")
TRUTH = {
    **dict.fromkeys(("true", "yes", "1", "t", "y", "是", "有效"), True),
    **dict.fromkeys(("false", "no", "0", "f", "n", "否", "无效"), False),
    "": None,
}


async def bring_in(lines: Sequence[Mapping[str, str]], *, by: Principal) -> dict[int, dict[str, str]]:
    """
    Add complaints as they were judged elsewhere; nothing is promised about them any more.

    The answer is what is wrong, by line (the first is 1) and column; then nothing was added.
    """
    if not by.may("complaints.register"):
        raise Forbidden
    read = [_read(one) for one in lines]
    if faults := {place: wrong for place, (_, wrong) in enumerate(read, 1) if wrong}:
        return faults
    for said, _ in read:
        known = await people.customer_named(said["unit"]) if said["unit"] else None
        await ComplaintsComplaint.add(
            number=await next_number("complaint"), customer=known, medium="letter", received_at=now(), **said
        )
    await record(BroughtIn(by.id, by=by, count=len(read)))
    return {}


def _read(line: Mapping[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    """One line, and what is wrong with it."""
    said = {name: (line.get(name) or "").strip() for name in COLUMNS}
    words = {name: said[name].lower() for name in ("category", "item", "position", "level", "valid")}
    faults = _faults(words)
    when = said["complained_at"]
    at = _moment(when)
    if at is None:
        faults["complained_at"] = gettext(NOT_READABLE if when else REQUIRED)
    valid = TRUTH.get(words["valid"])
    graded = {name: words[name] or None for name in ("category", "item", "level")}
    position = words["position"] if words["category"] == Category.SERVICE else ""
    judged = {"valid": valid, "status": Status.RECEIVED if valid is None else Status.ARCHIVED}
    over = {"judged_at": now(), "archived_at": now()} if valid is not None else {}
    unit = said["customer"][:200]
    return {
        **graded,
        **judged,
        **over,
        "position": position or None,
        "complained_at": at,
        "unit": unit,
        "complainant": unit[:100],
        "text": said["text"],
    }, faults


def _faults(words: Mapping[str, str]) -> dict[str, str]:
    """Words that aren't known, and those that a valid complaint can't do without."""
    faults: dict[str, str] = {}
    known: dict[str, list[str]] = {
        "category": list(ITEMS),
        "position": list(Position),
        "level": list(Level),
        "valid": [*TRUTH],
    }
    for name, offered in known.items():
        if words[name] and words[name] not in offered:
            faults[name] = gettext(NOT_A_CHOICE)
    if words["item"] and words["item"] not in ITEMS.get(words["category"], ()):
        faults["item"] = gettext(NOT_A_CHOICE)
    if TRUTH.get(words["valid"]):
        faults |= {name: gettext(REQUIRED) for name in ("category", "item", "level") if not words[name]}
    return faults


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text.replace("/", "-"))
    except ValueError:
        return None
    if not 1900 < found.year < 3000:
        return None
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(current_scope().tenant.zone))
