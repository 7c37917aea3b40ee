"""Tasks as pages see them: with words for what is stored, and what whoever looks may do."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record
from markupsafe import Markup

from desk.foundation import subjects
from desk.foundation.events import registered
from desk.foundation.labels import label
from desk.foundation.principals import Principal
from desk.foundation.things import Panel
from desk.foundation.translation import N_, gettext, language
from desk.foundation.web.request import current_principal
from desk.kit import time
from desk.kit.text import plain_to_html
from desk.tasks import kinds, queries
from desk.tasks.permissions import manages
from desk.tasks.queries import Wanted, Who
from desk.tasks.states import UNDONE

LOOKS = {
    "open": ("blue", "plus"),
    "taken": ("blue", "play"),
    "done": ("green", "check"),
    "declined": ("amber", "ban"),
    "cancelled": ("grey", "close"),
}
SHOWN = 4
"""So many stand in a panel."""
BREATH = timedelta(seconds=1)
SOON = 0.8
"""The share of the time that is used when it is soon."""
LEFT, LATE = N_("{span} left"), N_("{span} late")
PLATFORM = N_("The system")


def possible(task: Mapping[str, Any], who: Who, by: Principal, *, asked: bool = False) -> dict[str, bool]:
    """What somebody may do with a task now."""
    undone = task["status"] in UNDONE
    kind = kinds.kind_of(task["kind"])
    theirs = manages(by) or queries.concerns(task, who)
    works = undone and theirs and by.may("task.work") and by.may(kind.permission)
    return {
        "take": works and task["status"] == "open",
        "finish": works,
        "hand_over": works,
        "decline": works and (task["assignee"] is not None or manages(by)),
        "cancel": undone and (manages(by) or asked),
    }


def due_view(task: Mapping[str, Any], at: datetime) -> dict[str, Any] | None:
    """How a task stands to what was promised; None without a promise, and for what was not needed any more."""
    due = task["due_at"]
    if due is None or task["status"] in ("cancelled", "declined"):
        return None
    ended = task["ended_at"]
    left = (due - (ended or at)).total_seconds()
    words = time.span(abs(left), language.get())
    if ended is not None:
        return {"state": "kept", "text": gettext(LATE).format(span=words) if left < 0 else gettext("kept"), "at": due}
    if left < 0:
        return {"state": "late", "text": gettext(LATE).format(span=words), "at": due}
    used = (at - task["asked_at"]) / max(due - task["asked_at"], BREATH)
    return {"state": "soon" if used >= SOON else "ok", "text": gettext(LEFT).format(span=words), "at": due}


def task_view(
    task: Mapping[str, Any], things: Mapping[subjects.Key, subjects.Thing], who: Who, by: Principal, at: datetime
) -> dict[str, Any]:
    """One task for a list or a page."""
    tint, sign = LOOKS[task["status"]]
    kind = kinds.kind_of(task["kind"])
    thing = things.get((task["subject_kind"], task["subject_id"]))
    same = ("id", "title", "status", "urgent", "asked_at", "ended_at", "version", "key")
    return {
        **{name: task[name] for name in same},
        "kind": gettext(kind.label),
        "icon": kind.icon,
        "tint": tint,
        "sign": sign,
        "due": due_view(task, at),
        "subject": thing and {"name": thing.name, "url": thing.url if by.may(thing.permission) else ""},
        "customer": task["customer"] and {"id": task["customer"], "name": task["customer_name"]},
        "assignee": task["assignee_name"] or "",
        "waits_for": waits_for(task),
        "result": kinds.result_word(task["kind"], task["result"]) if task["result"] else "",
        "results": [(word, gettext(said)) for word, said in kind.results.items()],
        "may": possible(task, who, by),
    }


def waits_for(task: Mapping[str, Any]) -> str:
    """Whoever shall do it, or for whom it waits."""
    if task["assignee_name"]:
        return str(task["assignee_name"])
    return str(task["team_name"] or "") or label("role", task["role"])


def sheet_view(task: Record, shown: dict[str, Any], by: Principal, *, asked: bool, who: Who) -> dict[str, Any]:
    """One task with what its page says besides."""
    kind, values = kinds.kind_of(task["kind"]), msgspec.json.decode(task["result_values"])
    return shown | {
        "note": Markup(plain_to_html(task["note"])),  # noqa: S704 - escapes itself
        "team": task["team_name"] or "",
        "role": label("role", task["role"]) if task["role"] else "",
        "taken_at": task["taken_at"],
        "ended_by": task["ended_by_name"] or "",
        "fields": [(name, gettext(word)) for name, word in kind.values.items()],
        "shown_values": [(gettext(kind.values.get(name, name)), said) for name, said in values.items()],
        "may": possible(task, who, by, asked=asked),
    }


def asker_view(one: Record, things: Mapping[subjects.Key, subjects.Thing], by: Principal) -> dict[str, Any]:
    """One who waits for the result."""
    thing = things.get((one["subject_kind"], one["subject_id"]))
    return {
        "name": one["by_name"] or gettext(PLATFORM),
        "at": one["at"],
        "subject": thing and {"name": thing.name, "url": thing.url if by.may(thing.permission) else ""},
    }


def timeline(facts: Sequence[Record], notes: Sequence[Record], kind: str, zone: str) -> list[dict[str, Any]]:
    """What happened and what was said, in order, with a heading for each day."""
    found = sorted([*(_fact(one, kind) for one in facts), *map(_note, notes)], key=lambda one: (one["at"], one["id"]))
    dated: list[dict[str, Any]] = []
    for one in found:
        day = time.to_zone(one["at"], zone).date()
        if not dated or dated[-1]["on"] != day:
            dated.append({"type": "day", "at": one["at"], "on": day})
        dated.append(one | {"on": day})
    return dated


def _fact(one: Record, kind: str) -> dict[str, Any]:
    event, payload = registered().get(one["name"]), msgspec.json.decode(one["payload"])
    words = {"by": one["by_name"] or gettext(PLATFORM), "to_member": one["to_name"] or ""}
    words["result"] = kinds.result_word(kind, payload.get("result", ""))
    text = gettext(event.sentence).format_map(payload | words) if event else one["name"]
    return {"type": "fact", "id": one["id"], "at": one["at"], "icon": event.icon if event else "info", "text": text}


def _note(one: Record) -> dict[str, Any]:
    return {
        "type": "entry",
        "id": one["id"],
        "at": one["at"],
        "author": one["by_name"] or gettext(PLATFORM),
        "side": "us",
        "audience": "team",
        "body": Markup(plain_to_html(one["body"])),  # noqa: S704 - escapes itself
        "attachments": [],
    }


def keys_of(tasks: Sequence[Mapping[str, Any]]) -> list[subjects.Key]:
    """What these tasks are about."""
    return [(one["subject_kind"], one["subject_id"]) for one in tasks if one["subject_id"] is not None]


async def rows_of(found: Sequence[Record], who: Who, by: Principal) -> list[dict[str, Any]]:
    """Tasks as a list shows them."""
    things = await subjects.things_of(keys_of(found))
    return [task_view(one, things, who, by, time.now()) for one in found]


async def panel_of_subject(kind: str, subject_id: UUID) -> list[Panel]:
    """The tasks about a thing, those to be done first."""
    by = current_principal()
    who = await queries.who(by)
    found = await queries.of_subject(kind, subject_id, who, most=SHOWN) if by.may("task.read") else []
    undone = sum(one["status"] in UNDONE for one in found)
    context = {
        "tasks": await rows_of(found, who, by),
        "new_url": f"/tasks/new?subject_kind={kind}&subject_id={subject_id}" if by.may("task.ask") else "",
        "all_url": "",
    }
    return [Panel(gettext("Tasks"), "tasks/_panel.html", context, "list", str(undone or ""))]


async def panel_of_member(by: Principal) -> list[Panel]:
    """What somebody has to do next."""
    who = await queries.who(by)
    mine = Wanted(who, mine=True)
    found = await queries.listed(mine, most=SHOWN) if by.may("task.read") else []
    context = {"tasks": await rows_of(found, who, by), "new_url": "", "all_url": "/tasks?view=mine"}
    count = await queries.counted(mine) if len(found) == SHOWN else len(found)
    return [Panel(gettext("My tasks"), "tasks/_panel.html", context, "list", str(count or ""))]
