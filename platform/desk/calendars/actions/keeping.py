"""Making, changing and removing calendars: each change is a new version, and a fact."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from desk.calendars import queries
from desk.calendars.errors import NoWorkAtAll, TakenAlready
from desk.calendars.events import CalendarChanged
from desk.calendars.states import Hours, OwnerKind, What, version_of
from desk.calendars.tables import CalendarTable, CalendarVersion
from desk.foundation import subjects
from desk.foundation.database import execute
from desk.foundation.errors import Forbidden, NotFound, Stale
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.kit.time import now
from desk.people.actions import department_called

COLUMNS = ("name", "zone", "country", "week", "duty", "duty_counts")


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose calendar it is: the tenant's, a team's or department's (by its name) or a customer's."""

    kind: OwnerKind
    team: str = ""
    customer_id: UUID | None = None

    async def key(self) -> UUID:
        """The id under which the calendar is found. Raises ``Invalid`` for a team that isn't there."""
        if self.kind == OwnerKind.CUSTOMER and self.customer_id is not None:
            return self.customer_id
        if self.kind == OwnerKind.TENANT:
            return current_scope().tenant.id
        found = await department_called(self.team, field="team")
        if found is None:
            raise NotFound
        return found


async def make_calendar(owner: Owner, hours: Hours, *, by: Principal) -> CalendarTable:
    """Give the tenant, a team or a customer's site a calendar of its own. Raises ``TakenAlready``."""
    allow(by)
    check(hours)
    owner_id = await owner.key()
    if owner.kind == OwnerKind.CUSTOMER and not await subjects.names_of([("customer", owner_id)]):
        raise NotFound
    await execute("select pg_advisory_xact_lock(hashtext('calendars ' || current_setting('desk.tenant_id')))")
    if await queries.calendar_of_owner(owner.kind, owner_id) is not None:
        raise TakenAlready
    at = now()
    made = await CalendarTable.add(
        owner_kind=owner.kind.value,
        owner_id=owner_id,
        version=1,
        created_at=at,
        changed_at=at,
        removed_at=None,
        **stored(hours),
    )
    await _keep_version(made, What.MADE, by=by)
    return made


async def change_hours(calendar_id: UUID, hours: Hours, *, by: Principal, version: int | None = None) -> CalendarTable:
    """Change name, zone or hours; what was promised before keeps its version. Raises ``Stale``."""
    allow(by)
    check(hours)
    calendar = await queries.calendar(calendar_id, lock=True)
    if version is not None and version != calendar.version:
        raise Stale(who=await queries.last_changed_by(calendar_id))
    new = stored(hours)
    if any(_plain(getattr(calendar, name)) != _plain(value) for name, value in new.items()):
        await next_version(calendar, What.CHANGED, by=by, **new)
    return calendar


async def remove_calendar(calendar_id: UUID, *, by: Principal) -> None:
    """From now on the next wider calendar counts; what was promised by this one can still be explained."""
    allow(by)
    calendar = await queries.calendar(calendar_id, lock=True)
    await next_version(calendar, What.REMOVED, by=by, removed_at=now())


async def next_version(
    calendar: CalendarTable, what: What, *, by: Principal, day: date | None = None, **changes: Any
) -> int:
    """Write a new version of a calendar that was read under lock, and say so; the answer is its number."""
    changes |= {"version": calendar.version + 1, "changed_at": now()}
    for name, value in changes.items():
        setattr(calendar, name, value)
    await calendar.save([getattr(CalendarTable, name) for name in changes])
    await _keep_version(calendar, what, by=by, day=day)
    return calendar.version


async def _keep_version(calendar: CalendarTable, what: What, *, by: Principal, day: date | None = None) -> None:
    await CalendarVersion.add(
        calendar=calendar.id,
        number=calendar.version,
        at=calendar.changed_at,
        by_kind=by.kind,
        by_id=by.id,
        what=what.value,
        day=day,
        **{name: getattr(calendar, name) for name in COLUMNS},
    )
    await execute(queries.TENANT_CHANGED)
    await record(
        CalendarChanged(
            calendar.id,
            by=by,
            customer_id=calendar.owner_id if calendar.owner_kind == OwnerKind.CUSTOMER else None,
            what=what.value,
            owner_kind=calendar.owner_kind,
            owner_id=calendar.owner_id,
            version=version_of(calendar.version, await queries.published_version()),
            day=day,
        )
    )


def stored(hours: Hours) -> dict[str, Any]:
    """What was entered, as columns."""
    plain = {name: getattr(hours, name) for name in COLUMNS}
    return plain | {name: msgspec.json.encode(plain[name]).decode() for name in ("week", "duty")}


def check(hours: Hours) -> None:
    """Raise ``NoWorkAtAll`` for a week in which no promise would run."""
    if not any(hours.week) and not (hours.duty_counts and any(hours.duty[:7])):
        raise NoWorkAtAll


def allow(by: Principal) -> None:
    """Raise ``Forbidden`` unless they may."""
    if not by.may("calendars.manage"):
        raise Forbidden


def _plain(value: Any) -> Any:
    """JSON as it was read and as it is written differ in their spaces."""
    return msgspec.json.decode(value) if isinstance(value, str) and value.startswith("[") else value
