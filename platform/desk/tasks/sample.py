"""Demo tasks from the tenant's sample folder. Filling again adds nothing."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from desk.foundation.principals import Principal
from desk.kit.time import as_of, now
from desk.people import queries as people
from desk.tasks import actions, queries


async def fill(words: dict[str, Any]) -> None:
    """Ask for the tasks of the sample file, each under a key of its own, and end those that are over."""
    for one in words.get("tasks", []):
        key = f"sample:{one['key']}"
        if await queries.was_asked(key):
            continue
        by = await _member(one["by"])
        customer = await queries.customer_by_key(one.get("customer", ""))
        asked_at = now() - timedelta(hours=one.get("asked_hours_ago", 1))
        with as_of(asked_at):
            made = await actions.ask(
                actions.NewTask(
                    one.get("kind", "tasks.anything"),
                    one["title"],
                    member=(await _member(one["member"])).id if one.get("member") else None,
                    team=one.get("team", ""),
                    role=one.get("role", ""),
                    subject_kind="customer" if customer else "",
                    subject_id=customer,
                    key=key,
                    note=one.get("note", ""),
                    due_at=now() + timedelta(hours=one["due_after_hours"]) if one.get("due_after_hours") else None,
                    urgent=one.get("urgent", False),
                ),
                by=by,
            )
        await _go_on(made.task.id, one)


async def _go_on(task_id: UUID, one: dict[str, Any]) -> None:
    if one.get("taken_by"):
        await actions.take_task(task_id, by=await _member(one["taken_by"]))
    if one.get("result"):
        doer = await _member(one.get("taken_by") or one["member"])
        await actions.finish_task(task_id, one["result"], one.get("result_note", ""), by=doer)


async def _member(staff_no: str) -> Principal:
    """A member of the sample, as when they work."""
    member_id = await people.member_numbered(staff_no)
    assert member_id is not None, f"the sample has no member {staff_no}"
    found = await people.member(member_id)
    roles = tuple(found["roles"])
    return Principal("member", found["id"], found["name"], await people.permissions_of(roles), roles)
