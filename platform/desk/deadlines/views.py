"""Deadlines as pages, programs and the command line show them, in the reader's language."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.deadlines import answers, engine, queries
from desk.deadlines.labels import limit_words
from desk.deadlines.queries import DayOff, Explanation
from desk.deadlines.states import DAY_BEFORE, DUE, OPEN, TWICE
from desk.foundation import events, promises, subjects
from desk.foundation.labels import label
from desk.foundation.principals import Principal
from desk.foundation.things import Panel
from desk.foundation.translation import N_, gettext, language
from desk.foundation.web.api import answer
from desk.foundation.web.request import current_principal
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
        text = gettext("paused: {turn}").format(turn=label("deadline.turn", found["turn"]))
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


async def next_dues(kind: str, subjects: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """What falls due next of each of these; one of which nothing is promised isn't there."""
    return {one: due_view(found) for one, found in (await queries.next_of(kind, subjects)).items()}


def kept_view(found: Mapping[str, Any]) -> dict[str, Any]:
    """How one that is over ended, for ``due()``: kept, late, or called off."""
    if found["status"] == "missed":
        text = gettext("{span} late").format(span=span(found["late_seconds"] or 0, language.get()))
        return {"state": "late", "text": text, "at": found["ended_at"], "until": None}
    is_met = found["status"] == "met"
    text = label("deadline.status", found["status"])
    return {"state": "kept" if is_met else "paused", "text": text, "at": found["ended_at"], "until": None}


def row_view(found: Mapping[str, Any], seen: Mapping[subjects.Key, subjects.Thing], by: Principal) -> dict[str, Any]:
    """One line of a list; what it is about is named to whoever may see it."""
    thing = seen.get((found["subject_kind"], found["subject_id"]))
    is_open = found["status"] in OPEN
    at = now()
    return {
        "id": found["id"],
        "promise": found["promise"],
        "what": what(found["promise"]),
        "due": due_view(found, at) if is_open else kept_view(found),
        "status": found["status"],
        "subject": {"name": thing.name, "url": thing.url} if thing else None,
        "customer": found["customer_name"] if thing else None,
        "member": found["member_name"],
        "limit": limit_words(found["basis"], found["amount"]),
        "ladder": found["ladder"],
        "started_at": found["started_at"],
        "acknowledged_by": found["acknowledged_by_name"],
        "may_acknowledge": is_open
        and found["acknowledged_at"] is None
        and found["missed_at"] is not None
        and by.may("deadline.acknowledge"),
    }


async def rows_of(found: Sequence[Record], by: Principal) -> list[dict[str, Any]]:
    """Lines of a list."""
    seen = await subjects.things_seen({(one["subject_kind"], one["subject_id"]) for one in found}, by)
    return [row_view(one, seen, by) for one in found]


def spent(stretches: Sequence[Mapping[str, Any]], at: datetime) -> list[dict[str, Any]]:
    """Who used the time of a matter: each moment once, whatever number of promises ran; shares in per cent."""
    return shares(engine.used_by_turn(stretches, at))


def shares(seconds: Mapping[str, float], words: str = "deadline.turn") -> list[dict[str, Any]]:
    """Seconds by whose turn it was, as words of this kind of label and whole shares."""
    whole = sum(seconds.values())
    return [
        {
            "turn": turn,
            "label": label(words, turn),
            "seconds": round(seconds[turn]),
            "span": span(seconds[turn], language.get()),
            "share": round(100 * seconds[turn] / whole) if whole else 0,
        }
        for turn in ("us", "customer", "headquarters")
        if seconds.get(turn)
    ]


def explained(found: Explanation) -> dict[str, Any]:
    """The chain behind a due time, in words: policy, calendar, stretches with their windows, steps."""
    one, zone = found.deadline, found.calendar.zone
    return {
        "id": str(one["id"]),
        "promise": one["promise"],
        "what": what(one["promise"]),
        "status": one["status"],
        "status_label": label("deadline.status", one["status"]),
        "limit": limit_words(one["basis"], one["amount"]),
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
        "ahead": [_span(opens, closes, zone) for opens, closes in found.ahead],
        "days_off": [_day_off(one) for one in found.days_off],
        "provisional": [str(year) for year in found.provisional],
        "steps": [_step(step, zone) for step in found.steps],
    }


def _policy(version: int) -> str:
    return gettext("version {number}").format(number=version) if version else gettext("as declared")


def _piece(piece: Any, zone: str) -> dict[str, Any]:
    kind = events.registered().get(piece.event)
    return {
        "from": _iso(piece.begin),
        "from_text": _moment(piece.begin, zone),
        "to": _iso(piece.end),
        "to_text": _moment(piece.end, zone) if piece.end else gettext("now"),
        "state": piece.state,
        "state_label": label("deadline.state", piece.state),
        "turn": piece.turn,
        "turn_label": label("deadline.turn", piece.turn),
        "event": piece.event,
        "fact": kind.name if kind else piece.event,
        "seconds": round(piece.seconds),
        "span": span(piece.seconds, language.get()),
        "windows": [_span(opens, closes, zone) for opens, closes in piece.windows],
    }


def _span(opens: datetime, closes: datetime, zone: str) -> dict[str, Any]:
    return {"from": _iso(opens), "to": _iso(closes), "text": _window(opens, closes, zone)}


def _day_off(one: DayOff) -> dict[str, Any]:
    return {
        "day": one.day.isoformat(),
        "name": one.name_zh if language.get() == "zh-CN" else one.name_en or one.name_zh,
        "provisional": one.is_provisional,
    }


def _window(opens: datetime, closes: datetime, zone: str) -> str:
    begin, end = to_zone(opens, zone), to_zone(closes, zone)
    last = f"{end:%H:%M}" if end.date() == begin.date() else f"{end:%m-%d %H:%M}"
    return f"{begin:%Y-%m-%d %H:%M}–{last}"


def _moment(at: datetime, zone: str) -> str:
    return f"{to_zone(at, zone):%Y-%m-%d %H:%M}"


def _step(step: Mapping[str, Any], zone: str) -> dict[str, Any]:
    return {
        "id": str(step["id"]),
        "what": step["what"],
        "mark": step["mark"],
        "mark_label": mark(step["mark"]),
        "rungs": list(step["rungs"]),
        "rung_labels": [rung(one) for one in step["rungs"]],
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


async def panel_of_subject(kind: str, subject_id: UUID) -> list[Panel]:
    """What was promised about a thing, what is open first; and who used the time."""
    by = current_principal()
    found = [one for one in await queries.all_of(kind, subject_id) if not one["waits"]]
    if not by.may("deadline.read") or not found:
        return []
    found.sort(key=lambda one: (one["status"] not in OPEN, one["due_at"] is None, one["due_at"] or one["started_at"]))
    rows = await rows_of(await queries.some([one["id"] for one in found]), by)
    order = {one["id"]: place for place, one in enumerate(found)}
    rows.sort(key=lambda one: order[one["id"]])
    whose = spent(await queries.stretches_of([subject_id], kind), now())
    is_open = sum(one["status"] in OPEN for one in found)
    context = {"rows": rows, "whose": whose}
    return [Panel(gettext("Promises"), "deadlines/_panel.html", context, "clock", str(is_open or ""))]


async def answered(found: Iterable[Record], *, by: Principal) -> list[answers.Deadline]:
    """Rows as programs get them; what the token may not see has no title."""
    rows = list(found)
    keys = {(one["subject_kind"], one["subject_id"]) for one in rows}
    seen = await subjects.things_seen(keys, by)
    return [_answered(one, seen) for one in rows]


def _answered(one: Record, seen: dict[subjects.Key, subjects.Thing]) -> answers.Deadline:
    thing = seen.get((one["subject_kind"], one["subject_id"]))
    more: dict[str, Any] = {
        "what": what(one["promise"]),
        "about": answers.About(one["subject_kind"], one["subject_id"]),
        "title": thing.name if thing else "",
        "customer": one["customer_id"] if thing else None,
    }
    return answer(answers.Deadline, one, **more)
