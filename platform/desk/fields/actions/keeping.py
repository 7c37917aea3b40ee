"""What is said in fields: compared with what stood there, and kept."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from desk.fields import kinds, queries
from desk.fields.settings import declared
from desk.fields.states import PREFIX, Field

Own = Mapping[str, str]
"""By key, as it is kept: what ``fields.forms`` has read. What isn't named stays."""
NOTHING: Own = {}


async def differences(owner: str, subject_id: UUID, own: Own) -> dict[str, tuple[str | None, str | None]]:
    """The fields that would change, under their names in the history, with the old and the new value."""
    if not own:
        return {}
    old = await queries.said_of(owner, subject_id)
    return {PREFIX + key: (old.get(key), new or None) for key, new in own.items() if old.get(key, "") != new}


async def keep(owner: str, subject_id: UUID, own: Own) -> None:
    """Keep what is said of one thing."""
    await keep_many(owner, [(subject_id, key, stored) for key, stored in own.items()])


async def keep_many(owner: str, said: Iterable[tuple[UUID, str, str]]) -> None:
    """Keep what is said of many things: whose, the key of the field, and the value; empty forgets it."""
    fields = {one.key: one for one in declared(owner)}
    meant = [(subject_id, fields[key], stored) for subject_id, key, stored in said]
    if not meant:
        return
    await queries.clear([one for one, _, _ in meant], [field.key for _, field, _ in meant])
    if found := [row for one in meant for row in _rows(*one)]:
        await queries.add(owner, found)


def _rows(subject_id: UUID, field: Field, stored: str) -> list[queries.Row]:
    return [
        queries.Row(subject_id, field.key, part, value, twin, field.is_found)
        for part, value, twin in kinds.parts(field, stored)
    ]
