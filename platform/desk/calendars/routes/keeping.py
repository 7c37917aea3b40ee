"""Making, changing and removing calendars, and saying what is special about single days."""

from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.calendars import actions, queries
from desk.calendars.errors import NoWorkAtAll, TakenAlready, TooManyDays
from desk.calendars.forms import VersionForm, Wrong, read_date, read_days, read_hours, read_owner, typed_hours
from desk.calendars.routes.looking import HERE, ONE, now_at, show_calendar
from desk.calendars.states import Hours, OwnerKind
from desk.foundation import subjects
from desk.foundation.errors import Invalid, NotFound, Stale
from desk.foundation.labels import label
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web import idempotency
from desk.foundation.web.forms import read_values, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.people import queries as people

MANAGE = needs("calendars.manage")
SERVICE_HOURS = N_("Service hours")


@get("/calendars/new", name="calendars.new", opt=MANAGE)
async def new(customer: FromQuery[UUID | None] = None, team: FromQuery[str] = "") -> Response[str]:
    """The form for one more: of the company, a team, or the customer that it was opened for."""
    of_owner = await queries.work_calendar(customer_id=customer)
    owner = "customer" if customer else "team" if team or await _has_own() else "tenant"
    values = typed_hours(of_owner.hours) | {"owner": owner, "team": team[:100], "customer": str(customer or "")}
    values["name"] = await _name_of(customer) if customer else team[:100] or gettext(SERVICE_HOURS)
    return await _form(values, {})


@post("/calendars", name="calendars.make", status_code=200, opt=MANAGE)
async def make(request: Request[Any, Any, Any]) -> Response[str]:
    """Make it; it counts from now on."""
    values, by = await typed(request), current_principal()
    try:
        owner, hours = _read(values)
        token = idempotency.token_of(values)
        if made := await idempotency.once(by, token):
            return see_other(made)
        calendar = await actions.make_calendar(owner, hours, by=by)
    except Invalid as refusal:
        return await _form(values, refusal.fields, status=422)
    except (NoWorkAtAll, TakenAlready) as refusal:
        field = "owner" if isinstance(refusal, TakenAlready) else "monday"
        return await _form(values, {field: str(refusal)}, status=refusal.status)
    await idempotency.once(by, token, f"/calendars/{calendar.id}")
    return see_other(f"/calendars/{calendar.id}")


@get(f"{ONE}/edit", name="calendars.edit", opt=MANAGE)
async def edit(calendar_id: FromPath[UUID]) -> Response[str]:
    """The form with what was entered."""
    at, calendar = await now_at(calendar_id), await queries.calendar(calendar_id)
    return await _form(typed_hours(at.hours) | {"version": str(calendar.version)}, {}, calendar_id=calendar_id)


@post(ONE, name="calendars.change", status_code=200, opt=MANAGE)
async def change(request: Request[Any, Any, Any], calendar_id: FromPath[UUID]) -> Response[str]:
    """Change hours, zone or name: one more version."""
    values = await typed(request)
    try:
        version = read_values(values, VersionForm).version
        await actions.change_hours(calendar_id, read_hours(values), by=current_principal(), version=version)
    except Invalid as refusal:
        return await _form(values, refusal.fields, status=422, calendar_id=calendar_id)
    except (NoWorkAtAll, Stale) as refusal:
        if isinstance(refusal, Stale):
            values["version"] = str((await queries.calendar(calendar_id)).version)
        field = "" if isinstance(refusal, Stale) else "monday"
        return await _form(values, {field: str(refusal)}, status=refusal.status, calendar_id=calendar_id)
    return see_other(f"/calendars/{calendar_id}")


@post(f"{ONE}/removal", name="calendars.remove", status_code=200, opt=MANAGE)
async def remove(calendar_id: FromPath[UUID]) -> Response[str]:
    """Let the next wider calendar count."""
    await actions.remove_calendar(calendar_id, by=current_principal())
    return see_other("/calendars")


@post(f"{ONE}/days", name="calendars.set_days", status_code=200, opt=MANAGE)
async def set_days(request: Request[Any, Any, Any], calendar_id: FromPath[UUID]) -> Response[str]:
    """Close a date or a few in a row, or give them other hours."""
    values = await typed(request)
    try:
        days, own = read_days(values)
        await actions.set_days(calendar_id, days, own, by=current_principal())
    except (Invalid, TooManyDays) as refusal:
        errors = refusal.fields if isinstance(refusal, Invalid) else {"day": str(refusal)}
        at = await now_at(calendar_id)
        return await show_calendar(at, {}, status=refusal.status, values=values, errors=errors)
    return see_other(f"/calendars/{calendar_id}#days")


@post(f"{ONE}/days/{{day:str}}/removal", name="calendars.drop_day", status_code=200, opt=MANAGE)
async def drop_day(calendar_id: FromPath[UUID], day: FromPath[str]) -> Response[str]:
    """Let a date be as its weekday and the statutory days say."""
    try:
        await actions.drop_day(calendar_id, read_date(day), by=current_principal())
    except Wrong:
        raise NotFound from None
    return see_other(f"/calendars/{calendar_id}#days")


def _read(values: dict[str, Any]) -> tuple[actions.Owner, Hours]:
    """Owner and hours, with all that is wrong with either. Raises ``Invalid``."""
    faults: dict[str, str] = {}
    owner, hours = actions.Owner(OwnerKind.TENANT), Hours("", "UTC")
    try:
        owner = read_owner(values)
    except Invalid as refusal:
        faults |= refusal.fields
    try:
        hours = read_hours(values)
    except Invalid as refusal:
        faults |= refusal.fields
    if faults:
        raise Invalid(faults)
    return owner, hours


async def _form(
    values: dict[str, Any], errors: dict[str, str], *, status: int = 200, calendar_id: UUID | None = None
) -> Response[str]:
    calendar = await queries.one_listed(calendar_id) if calendar_id else None
    customer = await _name_of(_uuid(values.get("customer")))
    countries = sorted({one["country"] for one in await queries.years()} | {str(values.get("country") or "")} - {""})
    return page(
        "calendars/edit.html",
        status=status,
        here=HERE,
        calendar={"id": calendar["id"], "name": calendar["name"]} if calendar else None,
        owners=[(one.value, label("calendar.owner", one.value)) for one in OwnerKind if one != OwnerKind.CUSTOMER],
        customer=customer,
        teams=await _departments(str(values.get("team") or "")),
        countries=[*((one, one) for one in countries), ("", gettext("None"))],
        values=values,
        errors=errors,
        zone=current_visit().tenant.zone,
    )


async def _departments(chosen: str) -> list[tuple[str, str]]:
    """Departments and teams to choose from, and what was chosen."""
    found = [(one["name"], people.shown(one)) for one in await people.departments()]
    return [("", gettext("Please choose")), *found, *([(chosen, chosen)] if chosen not in {"", *dict(found)} else [])]


async def _has_own() -> bool:
    return (await queries.work_calendar()).id is not None


async def _name_of(customer_id: UUID | None) -> str:
    """A customer's name; empty without one. Raises ``NotFound`` for another's."""
    if customer_id is None:
        return ""
    names = await subjects.names_of([("customer", customer_id)])
    if not names:
        raise NotFound
    return names["customer", customer_id]


def _uuid(text: Any) -> UUID | None:
    try:
        return UUID(str(text)) if text else None
    except ValueError:
        return None


HANDLERS = (new, make, edit, change, remove, set_days, drop_day)
