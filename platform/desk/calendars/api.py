"""Calendars for programs: ``/api/v1/calendars``, their days, what is due when; and the statutory year."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Request, delete, get, patch, post, put
from litestar.params import FromPath, FromQuery

from desk.calendars import actions, answers, queries, views
from desk.calendars.forms import (
    DUTY,
    WEEKDAYS,
    DayForm,
    HoursForm,
    OwnerForm,
    VersionForm,
    Wrong,
    read_date,
    read_day,
    read_due,
    read_hours,
    read_owner,
    typed_hours,
)
from desk.calendars.routes.looking import NEVER, now_at
from desk.calendars.states import COUNTRY, CalendarAt, Hours, version_of, written
from desk.foundation.errors import Invalid, NotFound
from desk.foundation.permissions import needs
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_, gettext
from desk.foundation.web.api import Listed, answer, read_object
from desk.foundation.web.forms import read_values
from desk.foundation.web.paging import decode, page_of, size_of
from desk.foundation.web.request import current_principal
from desk.kit.time import now, to_zone
from desk.kit.worktime import NoWork, after_seconds, spans_between

READ, MANAGE = "calendars.read", "calendars.manage"
ONE = "/calendars/{calendar_id:uuid}"
A_CALENDAR = {"owner": "team", "team": "热线部", "name": "热线", "monday": "8:00-12:00, 13:00-20:00"}
SPANS = 400
"""Spans of working time that one answer shows."""


@get("/calendars", name="api.calendars.index", opt=needs(READ, says=N_("The calendars that somebody entered.")))
async def index(
    q: FromQuery[str] = "",
    owner: FromQuery[answers.OwnerWord | None] = None,
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Listed[answers.Calendar]:
    """The company's, teams' and customers' sites', by name; ``next`` is the cursor of what follows."""
    size = size_of(limit)
    after = decode(cursor, int, str, UUID) if cursor else None
    found = await queries.calendars(q=q[:100].strip(), kind=owner, after=after, most=size + 1)
    listed = page_of(found, size, lambda one: (one["place"], one["sorted_by"], one["id"]))
    return Listed([await _told(one["id"], queries.hours_of(one), one) for one in listed.items], listed.next)


@post(
    "/calendars",
    name="api.calendars.create",
    opt=needs(
        MANAGE,
        says=N_("Give the company, a team or a customer's site a calendar. What isn't said is as in the default."),
        body=(HoursForm, OwnerForm),
        example=A_CALENDAR,
        partial=True,
    ),
)
async def create(request: Request[Any, Any, Any]) -> answers.Calendar:
    """Make a calendar; it counts from now on."""
    sent = await read_object(request)
    usual = typed_hours(Hours("", current_scope().tenant.zone))
    made = await actions.make_calendar(read_owner(sent), read_hours(usual | sent), by=current_principal())
    return await _one(made.id)


@get("/calendars/default", name="api.calendars.default", opt=needs(READ, says=N_("What counts without a calendar.")))
async def default() -> answers.Calendar:
    """The default, as it counts where nobody entered a calendar."""
    at = await _default()
    return await _told(None, at.hours, {"owner_kind": "tenant", "owner_id": None, "team": "", "version": 0})


@get(ONE, name="api.calendars.show", opt=needs(READ, says=N_("One calendar.")))
async def show(calendar_id: FromPath[UUID]) -> answers.Calendar:
    """One calendar, as it counts now."""
    return await _one(calendar_id)


@patch(
    ONE,
    name="api.calendars.change",
    opt=needs(
        MANAGE,
        says=N_("Change the fields that are sent. With a version, only if nobody changed the calendar since."),
        body=(HoursForm, VersionForm),
        example={"friday": "9:00-12:00", "version": 1},
    ),
)
async def change(request: Request[Any, Any, Any], calendar_id: FromPath[UUID]) -> answers.Calendar:
    """Change the fields that are sent: one more version."""
    sent = await read_object(request)
    kept = typed_hours((await now_at(calendar_id)).hours)
    version = read_values(sent, VersionForm).version
    await actions.change_hours(calendar_id, read_hours(kept | sent), by=current_principal(), version=version)
    return await _one(calendar_id)


@delete(ONE, name="api.calendars.remove", status_code=204, opt=needs(MANAGE, says=N_("Remove a calendar.")))
async def remove(calendar_id: FromPath[UUID]) -> None:
    """Let the next wider calendar count."""
    await actions.remove_calendar(calendar_id, by=current_principal())


@get("/calendars/default/days", name="api.calendars.default_days", opt=needs(READ, says=N_("Special days of a year.")))
async def default_days(year: FromQuery[int | None] = None) -> Listed[answers.Day]:
    """The statutory days of a year, as the default calendar has them."""
    return await _days(await _default(), year)


@get(f"{ONE}/days", name="api.calendars.days", opt=needs(READ, says=N_("Special days of a year in a calendar.")))
async def days(calendar_id: FromPath[UUID], year: FromQuery[int | None] = None) -> Listed[answers.Day]:
    """Each date of a year that differs from its weekday, by headquarters or by the calendar itself."""
    return await _days(await now_at(calendar_id), year)


@put(
    f"{ONE}/days/{{day:str}}",
    name="api.calendars.set_day",
    opt=needs(MANAGE, says=N_("Close a date, or give it other hours."), body=DayForm, example={"name": "盘点"}),
)
async def set_day(request: Request[Any, Any, Any], calendar_id: FromPath[UUID], day: FromPath[str]) -> answers.Day:
    """Say what is special about a date; without hours it is closed."""
    said = read_day(await read_object(request))
    at = _date(day)
    await actions.set_days(calendar_id, [at], said, by=current_principal())
    (found,) = [one for one in (await _days(await now_at(calendar_id), at.year)).items if one.day == at]
    return found


@delete(
    f"{ONE}/days/{{day:str}}",
    name="api.calendars.drop_day",
    status_code=204,
    opt=needs(MANAGE, says=N_("Let a date be as its weekday and the statutory days say.")),
)
async def drop_day(calendar_id: FromPath[UUID], day: FromPath[str]) -> None:
    """Take back what was said of a date."""
    await actions.drop_day(calendar_id, _date(day), by=current_principal())


@get(
    "/due-times",
    name="api.calendars.due",
    opt=needs(READ, says=N_("When so many working hours from a moment are over."), refuses=(422,)),
)
async def due(
    start: FromQuery[str],
    hours: FromQuery[str],
    calendar: FromQuery[UUID | None] = None,
    customer: FromQuery[UUID | None] = None,
) -> answers.Due:
    """By a calendar, or by the one that counts for a customer; a start without a zone is on the calendar's clocks."""
    at = await now_at(calendar) if calendar else await queries.work_calendar(customer_id=customer)
    begin, seconds = read_due({"start": start, "hours": hours}, at.zone)
    try:
        end = after_seconds(at.calendar, begin, seconds)
    except NoWork:
        raise Invalid({"hours": gettext(NEVER)}) from None
    years = range(to_zone(begin, at.zone).year, to_zone(end, at.zone).year + 1)
    return answers.Due(
        start=begin,
        hours=seconds / 3600,
        due=end,
        spans=[answers.Span(*one) for one in spans_between(at.calendar, begin, end)[:SPANS]],
        provisional=any([await queries.is_provisional(year, country=at.hours.country) for year in years]),
    )


@get("/statutory-days", name="api.calendars.statutory", opt=needs(READ, says=N_("What headquarters published.")))
async def statutory(year: FromQuery[int | None] = None, country: FromQuery[str] = COUNTRY) -> answers.StatutoryYear:
    """A year of holidays and make-up days, and whether a notice confirmed it."""
    wanted = _year(year)
    found = await queries.year_of(country[:2], wanted)
    return answers.StatutoryYear(
        country=found["country"],
        year=found["year"],
        confirmed=found["confirmed_at"] is not None,
        notice=found["notice"],
        days=[answer(answers.StatutoryDay, one) for one in await queries.days_of_year(country[:2], wanted)],
    )


async def _one(calendar_id: UUID) -> answers.Calendar:
    found = await queries.one_listed(calendar_id)
    return await _told(calendar_id, queries.hours_of(found), found)


async def _told(calendar_id: UUID | None, hours: Hours, row: Any) -> answers.Calendar:
    week = dict(zip(WEEKDAYS, map(written, hours.week), strict=True))
    duty = dict(zip(WEEKDAYS, map(written, hours.duty[: len(WEEKDAYS)]), strict=True))
    this = to_zone(now(), hours.zone).year
    return answers.Calendar(
        id=calendar_id,
        owner=row["owner_kind"],
        owner_id=row["owner_id"],
        team=row["team"],
        name=hours.name,
        zone=hours.zone,
        country=hours.country,
        hours=answers.Week(**week),
        duty=answers.Week(**duty),
        duty_off=written(hours.duty[len(DUTY) - 1]),
        duty_counts=hours.duty_counts,
        version=row["version"],
        provisional=[one for one in (this, this + 1) if await queries.is_provisional(one, country=hours.country)],
    )


async def _days(at: CalendarAt, year: int | None) -> Listed[answers.Day]:
    wanted = _year(year)
    provisional = await queries.is_provisional(wanted, country=at.hours.country)
    found = []
    for day in sorted(one for one in {*at.days, *at.statutory} if one.year == wanted):
        own, published = at.days.get(day), at.statutory.get(day)
        name = own.name if own else views.name_of(published) if published else ""
        found.append(
            answers.Day(
                day=day,
                kind=views.said_of(at, day)[0],  # type: ignore[arg-type]  # one of its words: the day is special
                name=name,
                hours=written(at.calendar.windows_on(day)),
                own=own is not None,
                provisional=provisional and own is None,
            )
        )
    return Listed(found)


async def _default() -> CalendarAt:
    return await queries.calendar_at_version(None, version_of(0, await queries.published_version()))


def _date(text: str) -> date:
    try:
        return read_date(text)
    except Wrong:
        raise NotFound from None


def _year(year: int | None) -> int:
    """The year that was asked for, or this one. Raises ``NotFound``."""
    wanted = year or now().year
    if not 2000 <= wanted <= 2099:
        raise NotFound
    return wanted


HANDLERS = (index, create, default, show, change, remove, default_days, days, set_day, drop_day, due, statutory)
