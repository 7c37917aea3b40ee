"""Looking at calendars: the list, one with what it means, a year, and what it was."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request, Response, get
from litestar.params import FromPath, FromQuery

from desk.calendars import queries, views
from desk.calendars.forms import WEEKDAYS, read_due
from desk.calendars.states import CalendarAt, OwnerKind, version_of
from desk.foundation import subjects
from desk.foundation.errors import Invalid, NotFound
from desk.foundation.labels import label
from desk.foundation.permissions import needs
from desk.foundation.tenancy import current_scope
from desk.foundation.things import Panel
from desk.foundation.translation import N_, gettext
from desk.foundation.web.pages import page
from desk.foundation.web.paging import decode, page_of
from desk.foundation.web.request import current_principal
from desk.kit.time import now, to_zone
from desk.kit.worktime import NoWork, after_seconds

HERE = "calendars"
ON_PAGE = 50
READ = needs("calendars.read")
ONE = "/calendars/{calendar_id:uuid}"
NEVER = N_("By this calendar it is never due: there are no hours any more.")
YEARS = range(2000, 2100)


@get("/calendars", name="calendars.index", opt=READ)
async def index(
    q: FromQuery[str] = "", kind: FromQuery[str | None] = None, cursor: FromQuery[str | None] = None
) -> Response[str]:
    """All calendars: the company's, teams' and customers' sites'; and the default, which counts everywhere else."""
    q, kind = q[:100].strip(), kind if kind in list(OwnerKind) else None
    after = decode(cursor, int, str, UUID) if cursor else None
    found = await queries.calendars(q=q, kind=kind, after=after, most=ON_PAGE + 1)
    listed = page_of(found, ON_PAGE, lambda one: (one["place"], one["sorted_by"], one["id"]))
    names = await subjects.names_of(("customer", one["owner_id"]) for one in listed.items)
    default = await queries.work_calendar()
    narrowed = {name: value for name, value in (("q", q), ("kind", kind)) if value}
    tabs = {"": gettext("All"), **{one.value: label("calendar.owner", one.value) for one in OwnerKind}}
    return page(
        "calendars/index.html",
        here=HERE,
        q=q,
        kind=kind or "",
        tabs=[
            {
                "label": word,
                "url": _address("/calendars", q=q, kind=key),
                "current": key == (kind or ""),
                "count": None,
                "hot": False,
            }
            for key, word in tabs.items()
        ],
        calendars=[views.calendar_row(one, names) for one in listed.items],
        default=views.week_shown(default.hours.week) if default.id is None else None,
        zone=default.zone,
        provisional=await _provisional_years(default),
        this_year=_today(default.zone).year,
        next_url=_address("/calendars", cursor=listed.next, **narrowed) if listed.next else "",
        may_manage=current_principal().may("calendars.manage"),
    )


@get("/calendars/default", name="calendars.default", opt=READ)
async def default(request: Request[Any, Any, Any]) -> Response[str]:
    """The calendar that counts where nobody entered one."""
    return await show_calendar(await _default(), request.query_params)


@get("/calendars/default/years/{year:int}", name="calendars.default_year", opt=READ)
async def default_year(year: FromPath[int]) -> Response[str]:
    """A year of the default calendar."""
    return await _year(await _default(), year)


@get(ONE, name="calendars.show", opt=READ)
async def show(request: Request[Any, Any, Any], calendar_id: FromPath[UUID]) -> Response[str]:
    """One calendar: its hours, its days, and what a promise would mean."""
    return await show_calendar(await now_at(calendar_id), request.query_params)


@get(f"{ONE}/years/{{year:int}}", name="calendars.year", opt=READ)
async def year(calendar_id: FromPath[UUID], year: FromPath[int]) -> Response[str]:
    """A year, month by month."""
    return await _year(await now_at(calendar_id), year)


@get(f"{ONE}/history", name="calendars.history", opt=READ)
async def history(calendar_id: FromPath[UUID], before: FromQuery[int | None] = None) -> Response[str]:
    """Each version: who made it, when, what was and what is."""
    calendar = await queries.calendar(calendar_id)
    before = before if before and 0 < before < 2**31 else None
    found = await queries.versions(calendar_id, before=before, most=ON_PAGE + 1)
    days = await queries.days_of_versions(calendar_id, [one["number"] for one in found])
    names = await subjects.names_of((one["by_kind"], one["by_id"]) for one in found if one["by_id"])
    last = found[ON_PAGE - 1]["number"] if len(found) > ON_PAGE else None
    return page(
        "calendars/history.html",
        here=HERE,
        calendar={"id": calendar.id, "name": calendar.name},
        versions=views.history(found, days, names)[:ON_PAGE],
        next_url=f"/calendars/{calendar_id}/history?before={last}" if last else "",
    )


async def now_at(calendar_id: UUID) -> CalendarAt:
    """A calendar as it counts now. Raises ``NotFound``."""
    found = await queries.calendar(calendar_id)
    return await queries.calendar_at_version(calendar_id, version_of(found.version, await queries.published_version()))


async def show_calendar(
    at: CalendarAt,
    asked: Mapping[str, Any],
    *,
    status: int = 200,
    values: dict[str, Any] | None = None,
    errors: dict[str, str] | None = None,
    refusal: str = "",
) -> Response[str]:
    """The page of one calendar, with what was typed into one of its forms."""
    row, names = None, {}
    if at.id is not None:
        row = await queries.one_listed(at.id)
        names = await subjects.names_of([("customer", row["owner_id"])])
    today = _today(at.zone)
    meant, meant_errors = await _meant(at, asked)
    start = datetime.combine(today, datetime.min.time()).replace(hour=17)
    return page(
        "calendars/show.html",
        status=status,
        here=HERE,
        calendar=views.calendar_row(row, names) if row else None,
        zone=at.zone,
        country=at.hours.country,
        rows=views.week_rows(at.hours),
        duty_counts=at.hours.duty_counts,
        has_duty=at.duty is not None,
        days=views.own_days_shown(at, today - timedelta(days=60)),
        earlier=sum(day < today - timedelta(days=60) for day in at.days),
        provisional=await _provisional_years(at),
        this_year=today.year,
        meant=meant,
        meant_values={
            "start": str(asked.get("start") or start.isoformat(timespec="minutes")),
            "hours": str(asked.get("hours") or "4"),
        },
        meant_errors=meant_errors,
        values={"kind": "closed"} | (values or {}),
        errors=errors or {},
        refusal=refusal,
        may_manage=current_principal().may("calendars.manage"),
    )


async def panel_of_customer(customer_id: UUID) -> Panel:
    """On a customer's page: which calendar counts there, and the way to one of its own."""
    at = await queries.work_calendar(customer_id=customer_id)
    own = await queries.calendar_of_owner(OwnerKind.CUSTOMER, customer_id)
    may = current_principal()
    return Panel(
        gettext("Service hours"),
        "calendars/_panel.html",
        {
            "hours": views.week_shown(at.hours.week),
            "duty": views.week_shown(at.hours.duty[:7]) if at.duty is not None else "",
            "zone": at.zone if at.zone != current_scope().tenant.zone else "",
            "is_own": own is not None,
            "url": f"/calendars/{at.id or 'default'}" if may.may("calendars.read") else "",
            "new_url": "" if own or not may.may("calendars.manage") else f"/calendars/new?customer={customer_id}",
        },
        "calendar",
    )


async def _meant(at: CalendarAt, asked: Mapping[str, Any]) -> tuple[dict[str, Any] | None, dict[str, str]]:
    """What a promise from one moment with so many working hours means, day by day; None when nobody asks."""
    if "start" not in asked:
        return None, {}
    try:
        start, seconds = read_due(asked, at.zone)
        due = after_seconds(at.calendar, start, seconds)
    except Invalid as refusal:
        return None, refusal.fields
    except NoWork:
        return None, {"hours": gettext(NEVER)}
    lines, end, left_out = views.shortened(views.explained(at, start, due))
    local = to_zone(due, at.zone)
    years = range(to_zone(start, at.zone).year, local.year + 1)
    return {
        "due": due,
        "local": f"{local:%Y-%m-%d %H:%M}",
        "weekday": label("weekday", WEEKDAYS[local.weekday()]),
        "lines": lines,
        "end": end,
        "left_out": left_out,
        "provisional": [year for year in years if await queries.is_provisional(year, country=at.hours.country)],
    }, {}


async def _default() -> CalendarAt:
    return await queries.calendar_at_version(None, version_of(0, await queries.published_version()))


async def _year(at: CalendarAt, year: int) -> Response[str]:
    if year not in YEARS:
        raise NotFound
    here = f"/calendars/{at.id or 'default'}"
    return page(
        "calendars/year.html",
        here=HERE,
        calendar={"id": at.id, "name": at.hours.name} if at.id else None,
        year=year,
        months=views.year_shown(at, year),
        special=views.special_days(at, year),
        today=_today(at.zone),
        zone=at.zone,
        provisional=await queries.is_provisional(year, country=at.hours.country),
        back_url=here,
        previous_url=f"{here}/years/{year - 1}" if year - 1 in YEARS else "",
        next_url=f"{here}/years/{year + 1}" if year + 1 in YEARS else "",
    )


async def _provisional_years(at: CalendarAt) -> list[int]:
    """Of this year and the next, those that aren't confirmed."""
    this = _today(at.zone).year
    return [year for year in (this, this + 1) if await queries.is_provisional(year, country=at.hours.country)]


def _today(zone: str) -> Any:
    return to_zone(now(), zone).date()


def _address(path: str, **query: Any) -> str:
    kept = {name: value for name, value in query.items() if value}
    return f"{path}?{urlencode(kept)}" if kept else path


HANDLERS = (index, default, default_year, show, year, history)
