"""Series: written once, and a campaign each time their turn comes, of the text whose turn it is."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from desk.extend import (
    Forbidden,
    Invalid,
    Principal,
    Stale,
    chosen,
    current_scope,
    gettext,
    later,
    next_number,
    now,
    record,
    to_zone,
)
from desk_campaigns.actions import deciding, writing
from desk_campaigns.actions.writing import CampaignFields
from desk_campaigns.errors import IN_THE_PAST
from desk_campaigns.events import (
    CampaignIssued,
    SeriesApproved,
    SeriesResumed,
    SeriesStopped,
    SeriesWritten,
)
from desk_campaigns.queries import audience, repeated
from desk_campaigns.settings import FREE
from desk_campaigns.states import APPROVE, WRITE, turn_after
from desk_campaigns.tables import Series

ISSUE = "campaigns.issue_series"
"""The reaction that writes a campaign when the turn of a series has come."""


@dataclass(frozen=True, slots=True)
class SeriesFields:
    """What is said of a series: a campaign whose body is of no account, its texts, and when it comes."""

    said: CampaignFields
    texts: list[str]
    rhythm: str
    first_at: datetime
    birthdays: bool = False


async def write_series(fields: SeriesFields, *, by: Principal) -> Series:
    """Begin one. Raises ``Invalid`` with all that is wrong."""
    _allow(by, WRITE)
    _check(fields)
    written = {"written_at": now(), "written_by": by.id if by.is_staff else None}
    found = await Series.add(number=await next_number("campaign_series"), **_columns(fields), **written)
    await record(SeriesWritten(found.id, by=by, number=found.number))
    await later(ISSUE, found.id, fields.first_at)
    return found


async def change_series(number: int, fields: SeriesFields, *, by: Principal, version: int | None = None) -> None:
    """Say it differently; whoever let it go to many has to do so anew. Raises ``Invalid`` and ``Stale``."""
    found = await _locked(number, by, WRITE)
    if version is not None and version != found.version:
        raise Stale
    _check(fields)
    await _save(found, **_columns(fields), approved_by=None, written_by=by.id if by.is_staff else None)
    await record(SeriesWritten(found.id, by=by, number=number))
    await later(ISSUE, found.id, fields.first_at)


async def approve_series(number: int, *, by: Principal) -> None:
    """Let it go to many by itself. Raises ``Forbidden`` for one's own."""
    found = await _locked(number, by, APPROVE)
    if by.id == found.written_by:
        raise Forbidden
    await _save(found, approved_by=by.id)
    await record(SeriesApproved(found.id, by=by, number=number))


async def stop_series(number: int, *, by: Principal) -> None:
    """Write no more campaigns of it."""
    found = await _locked(number, by, WRITE)
    if found.running:
        await _save(found, running=False)
        await record(SeriesStopped(found.id, by=by, number=number))


async def resume_series(number: int, *, by: Principal) -> None:
    """Go on with its next turn; those that passed meanwhile are left out."""
    found = await _locked(number, by, WRITE)
    if not found.running:
        following = found.next_at if found.next_at > now() else _turn_after(found)
        await _save(found, running=True, next_at=following)
        await record(SeriesResumed(found.id, by=by, number=number))
        await later(ISSUE, found.id, following)


async def issue_series(series_id: UUID, *, by: Principal) -> None:
    """
    Write the campaign whose turn it is and have it begin, unless it would reach nobody.

    Above the limit it waits for approval, unless somebody let the series go to many. Safe to be asked twice, and early.
    """
    found = await repeated.by_id(series_id)
    if found is None or not found.running or found.next_at > now():
        return
    fields, due = _said(found), found.next_at
    gets = (await audience.counted(fields.content, fields.channels, fields.filters)).get("", 0)
    following = _turn_after(found)
    await _save(found, next_at=following, issued=found.issued + 1)
    await later(ISSUE, found.id, following)
    if not gets:
        return
    made = await writing.write_campaign(fields, by=by)
    begins_by = (max(due, now()) + deciding.SOON).isoformat()
    await record(CampaignIssued(made.id, by=by, number=made.number, series=found.number, begins_by=begins_by))
    await writing.prepare_campaign(made.number, by=by)
    if gets <= chosen(FREE) or found.approved_by is not None:
        await deciding.approve_campaign(made.number, by=by)
        await deciding.send_campaign(made.number, by=by)


def _said(found: Series) -> CampaignFields:
    """The campaign of this turn."""
    filters: dict[str, Any] = msgspec.json.decode(found.filters)
    if found.birthdays:
        filters["birthdays"] = birthdays_of(to_zone(found.next_at, current_scope().tenant.zone))
    body = found.texts[found.issued % len(found.texts)]
    return CampaignFields(found.name, found.content, found.channels, body, found.subject, filters)


def birthdays_of(day: datetime) -> list[str]:
    """Whose birthday is kept on a day: who was born on the 29th of February has one each year."""
    is_leap = day.year % 4 == 0 and (day.year % 100 != 0 or day.year % 400 == 0)
    also = ["02-29"] if (day.month, day.day) == (2, 28) and not is_leap else []
    return [day.strftime("%m-%d"), *also]


def _turn_after(found: Series) -> datetime:
    zone = current_scope().tenant.zone
    return turn_after(to_zone(found.first_at, zone), found.rhythm, to_zone(now(), zone))


def _check(fields: SeriesFields) -> None:
    faults: dict[str, str] = {}
    for text in fields.texts or [""]:
        try:
            writing.check(replace(fields.said, body=text))
        except Invalid as refusal:
            faults |= refusal.fields
    if fields.first_at <= now():
        faults["first_at"] = gettext(IN_THE_PAST)
    if faults:
        raise Invalid(faults)


def _columns(fields: SeriesFields) -> dict[str, Any]:
    kept = ("name", "content", "channels", "subject", "filters")
    said = {name: value for name, value in writing.columns(fields.said).items() if name in kept}
    when = {"rhythm": fields.rhythm, "first_at": fields.first_at, "next_at": fields.first_at}
    return {**said, **when, "texts": fields.texts, "birthdays": fields.birthdays}


async def _locked(number: int, by: Principal, permission: str) -> Series:
    _allow(by, permission)
    return await repeated.series(number)


def _allow(by: Principal, permission: str) -> None:
    if not by.may(permission):
        raise Forbidden


async def _save(found: Series, **changes: Any) -> None:
    changes["version"] = found.version + 1
    for name, new in changes.items():
        setattr(found, name, new)
    await found.save([getattr(Series, name) for name in changes])
