"""What counts for each promise and what counted before: policies, the chosen profile, headquarters' minimums."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record

from desk.deadlines.queries.following import OPEN, Policy
from desk.foundation.database import row, rows, value
from desk.foundation.errors import NotFound

_POLICY = "promise, version, basis, amount, ladder, reminders, grades, priorities, source"
LOCK_MINIMUMS = "select pg_advisory_xact_lock(hashtext('minimums of promises'))"
NEXT_MINIMUM = "select coalesce(max(version), 0) + 1 from deadline_minimum where promise = $1"
ADD_MINIMUM = """
insert into deadline_minimum (id, promise, version, basis, amount, why, at, by_id, by_name, reach)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
"""


class Minimum(msgspec.Struct, frozen=True):
    """What headquarters requires of a promise at most, with its version."""

    promise: str
    version: int
    basis: str
    amount: int
    why: str
    at: datetime


def _read(found: Record) -> Policy:
    said = dict(found)
    for name in ("grades", "priorities"):
        said[name] = msgspec.json.decode(said[name], type=dict[str, float]) if said[name] else None
    return Policy(**said)


async def policy(promise: str) -> Policy | None:
    """What a tenant set last for a promise; None where it never did."""
    found = await row(
        f"select {_POLICY} from deadline_policy where promise = $1 order by version desc limit 1", promise
    )
    return _read(found) if found else None


async def policy_version(policy_id: UUID) -> Policy:
    """One version of a policy. Raises ``NotFound``."""
    found = await row(f"select {_POLICY} from deadline_policy where id = $1", policy_id)
    if found is None:
        raise NotFound
    return _read(found)


async def policy_of_version(promise: str, version: int) -> Policy:
    """What counted for a promise by this version. Raises ``NotFound``."""
    found = await row(f"select {_POLICY} from deadline_policy where promise = $1 and version = $2", promise, version)
    if found is None:
        raise NotFound
    return _read(found)


async def policies() -> dict[str, Policy]:
    """What a tenant set last, by promise; what it never set isn't in it."""
    found = await rows(f"select distinct on (promise) {_POLICY} from deadline_policy order by promise, version desc")
    return {one["promise"]: _read(one) for one in found}


async def policies_of(promise: str) -> list[dict[str, Any]]:
    """All versions of a policy with who set them, the newest first."""
    found = await rows(
        """select p.promise, p.version, p.basis, p.amount, p.ladder, p.reminders, p.grades, p.priorities, p.source,
                  p.applies, p.at, p.by_kind, p.by_id, p.why, m.name as by_name
             from deadline_policy p left join member m on m.tenant_id = p.tenant_id and m.id = p.by_id
            where p.promise = $1 order by p.version desc limit 100""",
        promise,
    )
    words = ("applies", "at", "by_kind", "by_name", "why")
    kept = [{name: one[name] for name in words} for one in found]
    plain = [{name: one[name] for name in _POLICY.split(", ")} for one in found]
    return [more | {"policy": _read(said)} for more, said in zip(kept, plain, strict=True)]


async def chosen_profile() -> str:
    """The set of limits that the tenant chose last; empty where it never did."""
    return str(await value("select profile from deadline_profile order by version desc limit 1") or "")


async def profiles() -> list[Record]:
    """Which sets were chosen, when and by whom: the newest first."""
    return await rows(
        """select p.version, p.profile, p.applies, p.at, p.by_kind, p.why, m.name as by_name
             from deadline_profile p left join member m on m.tenant_id = p.tenant_id and m.id = p.by_id
            order by p.version desc limit 20"""
    )


async def last_profile_version() -> int:
    """The version of the latest choice; nought where there was none."""
    return int(await value("select coalesce(max(version), 0) from deadline_profile"))


async def behind(promises: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Where the latest policy counts for open ones too: how many open deadlines are under it, and how many not yet."""
    found = await rows(
        f"""select p.promise, count(d.id) filter (where d.policy_version >= p.version) as done,
                   count(d.id) filter (where d.policy_version < p.version) as left
              from (select distinct on (promise) promise, version, applies from deadline_policy
                     where promise = any($1) order by promise, version desc) p
              left join deadline d on d.promise = p.promise and d.status in {OPEN}
             where p.applies = 'open' group by p.promise""",
        list(promises),
    )
    return {one["promise"]: (one["done"], one["left"]) for one in found}


async def open_by_promise() -> dict[str, int]:
    """How many are open, by promise."""
    found = await rows(f"select promise, count(*) as open from deadline where status in {OPEN} group by promise")
    return {one["promise"]: one["open"] for one in found}


async def minimums() -> dict[str, Minimum]:
    """What headquarters requires now of whoever asks, by promise."""
    found = await rows(
        """select * from (select distinct on (promise) promise, version, basis, amount, why, at
             from deadline_minimum n where reach = 'all' or (reach in ('some', 'halted')
              and exists (select from minimum_stage s where s.minimum = n.id))
            order by promise, version desc) m where basis is not null"""
    )
    return {one["promise"]: Minimum(**dict(one)) for one in found}


async def minimums_of(promise: str) -> list[Record]:
    """All versions of what headquarters requires, the newest first."""
    return await rows(
        """select version, basis, amount, why, at, by_name, reach from deadline_minimum
            where promise = $1 order by version desc limit 100""",
        promise,
    )
