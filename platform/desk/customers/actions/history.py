"""Keeping what a value was before: apart from the facts, so that erasing keeps the facts."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from desk.customers import queries
from desk.customers.actions.fields import allow
from desk.customers.events import HistoryErased
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.tables import FieldChange

Changes = Mapping[str, tuple[Any, Any]]
"""By field: what it was and what it is."""


def differences(thing: Any, values: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The fields that would change, with the old and the new value."""
    return {field: (getattr(thing, field), new) for field, new in values.items() if getattr(thing, field) != new}


def as_text(value: Any) -> str | None:
    """A value as it stands in the history."""
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return None if value is None else str(value)


async def erase_history(customer_id: UUID, contact_id: UUID, *, by: Principal) -> int:
    """
    Forget what was said of a contact before: every old and new value goes, that there was a change stays.

    The answer is how many changes lost their values.
    """
    allow(by, "contact.erase")
    await queries.contact(contact_id, of=customer_id, lock=True)
    mine = (FieldChange.subject_id == contact_id) & (FieldChange.old.is_not_null() | FieldChange.new.is_not_null())
    gone = (
        await FieldChange.update({FieldChange.old: None, FieldChange.new: None}).where(mine).returning(FieldChange.id)
    )
    if gone:
        await record(HistoryErased(contact_id, by=by, customer_id=customer_id, count=len(gone)))
    return len(gone)


async def keep_changes(
    event_id: UUID, kind: str, subject_id: UUID, changes: Changes, *, by: Principal, at: datetime
) -> None:
    """Write the old and the new values of one subject."""
    if not changes:
        return
    rows: Iterable[FieldChange] = [
        FieldChange(
            event_id=event_id,
            at=at,
            by_kind=by.kind,
            by_id=by.id,
            subject_kind=kind,
            subject_id=subject_id,
            field=field,
            old=as_text(old),
            new=as_text(new),
        )
        for field, (old, new) in changes.items()
    ]
    await FieldChange.insert(*rows)
