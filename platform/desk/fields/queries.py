"""What is said in fields of a tenant's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import execute, rows
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7


@dataclass(frozen=True, slots=True)
class Range:
    """Values of a field from one twin to another, both within."""

    field: str
    low: str
    high: str


@dataclass(frozen=True, slots=True)
class Row:
    """One value of one thing, as it is kept."""

    subject_id: UUID
    field: str
    part: str
    value: str
    twin: str
    is_found: bool


async def values_of(owner: str, ids: Sequence[UUID]) -> dict[UUID, dict[str, str]]:
    """What is said of these things, by key; what nothing is said of is left out."""
    found = await rows(
        """select subject_id, field, string_agg(value, ',' order by part collate "C") as value from custom_value
            where subject_id = any($2::uuid[]) and subject_kind = $1 group by subject_id, field""",
        owner,
        list(ids),
    )
    values: dict[UUID, dict[str, str]] = {}
    for one in found:
        values.setdefault(one["subject_id"], {})[one["field"]] = one["value"]
    return values


async def said_of(owner: str, subject_id: UUID) -> dict[str, str]:
    """What is said of one thing, by key."""
    return (await values_of(owner, [subject_id])).get(subject_id, {})


async def clear(ids: Sequence[UUID], fields: Sequence[str]) -> None:
    """Forget what these things say in these fields, one field for each."""
    await execute(
        """delete from custom_value v using unnest($1::uuid[], $2::text[]) as x (subject_id, field)
            where v.subject_id = x.subject_id and v.field = x.field""",
        list(ids),
        list(fields),
    )


async def add(owner: str, said: Sequence[Row]) -> None:
    """Keep values, all in one statement."""
    tenant = current_scope().tenant.id
    await execute(
        """insert into custom_value (tenant_id, id, subject_kind, subject_id, field, part, value, twin, is_found)
           select $1, x.id, $2, x.subject_id, x.field, x.part, x.value, x.twin, x.is_found
             from unnest($3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::boolean[])
                  as x (id, subject_id, field, part, value, twin, is_found)""",
        tenant,
        owner,
        [uuid7() for _ in said],
        [one.subject_id for one in said],
        [one.field for one in said],
        [one.part for one in said],
        [one.value for one in said],
        [one.twin for one in said],
        [one.is_found for one in said],
    )


async def keep_declared(settings: str) -> None:
    """Let these be the tenant's fields, for every process from its next request on."""
    await execute(
        """update tenant set version = version + 1, settings = settings || jsonb_build_object('fields', $1::jsonb)""",
        settings,
    )


async def lock_declared() -> None:
    """Wait until nobody else changes the fields; until the end of the transaction nobody will."""
    await rows("select from tenant for update")


async def declarations(*, most: int) -> list[Record]:
    """What was done to the fields, the latest first."""
    return await rows(
        """select id, name, at, by_kind, by_id, subject_kind, subject_id, payload from event
            where name = any($1::text[]) order by at desc, id desc limit $2""",
        ["field.declared", "field.changed", "field.retired", "field.restored", "field.ordered"],
        most,
    )


async def let_be_found(owner: str, field: str, is_found: bool) -> None:
    """Let what is said in a field be among the words that lead to its owner, or no longer."""
    await execute(
        "update custom_value set is_found = $3 where field = $2 and subject_kind = $1 and is_found <> $3",
        owner,
        field,
        is_found,
    )
