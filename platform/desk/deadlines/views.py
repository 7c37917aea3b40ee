"""Deadlines as pages, programs and the command line show them, in the reader's language."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from desk.deadlines.queries import Explanation
from desk.deadlines.states import DAY_BEFORE, DUE, TWICE
from desk.foundation import events, promises
from desk.foundation.labels import label
from desk.foundation.translation import N_, gettext, language, ngettext
from desk.kit.time import full_moment, now, span, to_zone

SOON = 0.2
"""Of the time: when less is left, it will soon be due."""
SHORT = 3600
"""Seconds before the due time from which on a page counts down on any basis."""
_MARKS = {DUE: N_("when it is due"), TWICE: N_("when it is twice late"), DAY_BEFORE: N_("a working day before")}


def what(promise: str) -> str:
    """What is promised, in words; its id where nobody declares it any more."""
    found = promises.named(promise)
    return gettext(found.what) if found else promise


def limit(basis: str, amount: int) -> str:
    """A limit in words: 3 h working time."""
    if basis == "wd":
        return ngettext("%(num)d working day", "%(num)d working days", amount) % {"num": amount}
    if basis == "cd":
        return ngettext("%(num)d calendar day", "%(num)d calendar days", amount) % {"num": amount}
    if basis in ("shift", "promised"):
        return label("deadline.basis", basis)
    return f"{span(amount, language.get())} {label('deadline.basis', basis)}"


def tone(found: Mapping[str, Any], at: datetime | None = None) -> str:
    """How a due time looks: ``late``, ``soon``, ``ok``, ``paused``, or ``done``."""
    at = at or now()
    if found["status"] not in ("running", "paused"):
        return "done"
    due = found["due_at"]
    if due is None:
        return "paused"
    if due < at:
        return "late"
    whole = (due - found["started_at"]).total_seconds()
    return "soon" if whole <= 0 or (due - at).total_seconds() < SOON * whole else "ok"


def _runs_on(found: Mapping[str, Any], due: datetime, at: datetime) -> bool:
    """Whether every minute from now on counts: then a page may count down."""
    return found["basis"] in ("clock", "promised", "shift") or (due - at).total_seconds() < SHORT


def due_view(found: Mapping[str, Any], at: datetime | None = None) -> dict[str, Any]:
    """One open deadline for the turn bar and for lists."""
    at = at or now()
    due, how = found["due_at"], tone(found, at)
    lang = language.get()
    if due is None:
        text = gettext("paused")
    elif how == "late":
        text = gettext("{span} late").format(span=span((at - due).total_seconds(), lang))
    else:
        text = gettext("due in {span}").format(span=span((due - at).total_seconds(), lang))
    return {
        "id": found["id"],
        "promise": found["promise"],
        "state": how,
        "text": text,
        "at": due,
        "until": due if due and _runs_on(found, due, at) else None,
        "why": what(found["promise"]),
    }


def explained(found: Explanation) -> dict[str, Any]:
    """The chain behind a due time, in words: policy, calendar, stretches with their windows, steps."""
    one, zone = found.deadline, found.calendar.zone
    return {
        "id": str(one["id"]),
        "promise": one["promise"],
        "what": what(one["promise"]),
        "status": one["status"],
        "status_label": label("deadline.status", one["status"]),
        "limit": limit(one["basis"], one["amount"]),
        "basis": one["basis"],
        "amount": one["amount"],
        "policy": {"version": one["policy_version"], "label": _policy(one["policy_version"])},
        "calendar": {
            "id": str(one["calendar_id"]) if one["calendar_id"] else None,
            "version": one["calendar_version"],
            "zone": zone,
            "name": found.calendar.hours.name or gettext("the usual hours"),
        },
        "started_at": _iso(one["started_at"]),
        "due_at": _iso(one["due_at"]),
        "due": full_moment(one["due_at"], zone) if one["due_at"] else gettext("paused"),
        "reckoned_at": _iso(found.reckoned),
        "met_at": _iso(one["met_at"]),
        "missed_at": _iso(one["missed_at"]),
        "used_seconds": round(found.used),
        "left_seconds": None if found.left is None else round(found.left),
        "whose": {turn: round(seconds) for turn, seconds in found.whose.items()},
        "pieces": [_piece(piece, zone) for piece in found.pieces],
        "steps": [_step(step, zone) for step in found.steps],
    }


def _policy(version: int) -> str:
    return gettext("version {number}").format(number=version) if version else gettext("as declared")


def _piece(piece: Any, zone: str) -> dict[str, Any]:
    kind = events.registered().get(piece.event)
    return {
        "from": _iso(piece.begin),
        "to": _iso(piece.end),
        "state": piece.state,
        "state_label": label("deadline.state", piece.state),
        "turn": piece.turn,
        "turn_label": label("deadline.turn", piece.turn),
        "event": piece.event,
        "fact": kind.name if kind else piece.event,
        "seconds": round(piece.seconds),
        "span": span(piece.seconds, language.get()),
        "windows": [
            {"from": _iso(opens), "to": _iso(closes), "text": _window(opens, closes, zone)}
            for opens, closes in piece.windows
        ],
    }


def _window(opens: datetime, closes: datetime, zone: str) -> str:
    begin, end = to_zone(opens, zone), to_zone(closes, zone)
    last = f"{end:%H:%M}" if end.date() == begin.date() else f"{end:%m-%d %H:%M}"
    return f"{begin:%Y-%m-%d %H:%M}–{last}"


def _step(step: Mapping[str, Any], zone: str) -> dict[str, Any]:
    return {
        "id": str(step["id"]),
        "what": step["what"],
        "mark": step["mark"],
        "mark_label": mark(step["mark"]),
        "rungs": list(step["rungs"]),
        "at": _iso(step["at"]),
        "at_text": full_moment(step["at"], zone) if step["at"] else "",
        "outcome": step["outcome"],
        "done_at": _iso(step["done_at"]),
        "told": list(step["told"]),
        "gaps": [rung(one) for one in step["gaps"]],
    }


def mark(stored: str) -> str:
    """When a step is due, in words."""
    return gettext(_MARKS[stored]) if stored in _MARKS else gettext("at {share} of the time").format(share=stored)


def rung(stored: str) -> str:
    """A rung in words: a role, or what stands for one."""
    found = label("deadline.rung", stored)
    return found if found != stored else label("role", stored)


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
