"""The pages of operators: the statutory years, and what is published of each day."""

from collections.abc import Iterable
from typing import Any

from asyncpg import Record
from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.calendars import actions, queries, views
from desk.calendars.errors import NoDays
from desk.calendars.forms import WEEKDAYS, NoticeForm, Wrong, YearForm, read_date, read_statutory
from desk.calendars.states import DayKind
from desk.foundation.errors import Invalid, NotFound
from desk.foundation.labels import label
from desk.foundation.permissions import needs
from desk.foundation.translation import gettext, language
from desk.foundation.web.forms import read_values, typed
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal
from desk.kit.time import now

HERE = "statutory"
READ, PUBLISH = needs("statutory.read"), needs("statutory.publish")
YEARS = "/statutory-years"
ONE = f"{YEARS}/{{country:str}}/{{year:int}}"


@get(YEARS, name="calendars.years", opt=READ)
async def years() -> Response[str]:
    """The years that were published, and whether a notice confirmed them."""
    return await _years({}, {})


@post(YEARS, name="calendars.open_year", status_code=200, opt=PUBLISH)
async def open_year(request: Request[Any, Any, Any]) -> Response[str]:
    """Go to a year to enter its days; it is there with its first one."""
    values = await typed(request)
    try:
        form = read_values(values, YearForm)
    except Invalid as refusal:
        return await _years(values, refusal.fields, status=422)
    return see_other(f"{YEARS}/{form.country}/{form.year}")


@get(ONE, name="calendars.statutory", opt=READ)
async def show(request: Request[Any, Any, Any], country: FromPath[str], year: FromPath[int]) -> Response[str]:
    """One year: its days, its notice, and what was changed."""
    one = _year(country, year)
    chosen = request.query_params.get("day", "")
    known = {found["day"].isoformat(): found for found in await queries.days_of_year(one.country, one.year)}
    values = {"kind": "holiday", "day": f"{year}-01-01" if not known else ""}
    if chosen in known:
        values = {name: str(known[chosen][name]) for name in ("day", "kind", "name_zh", "name_en")}
    return await _show(one, values=values)


@post(f"{ONE}/days", name="calendars.publish_days", status_code=200, opt=PUBLISH)
async def publish_days(request: Request[Any, Any, Any], country: FromPath[str], year: FromPath[int]) -> Response[str]:
    """Publish a date or a few in a row, for all partners at once."""
    one, values = _year(country, year), await typed(request)
    try:
        days, said = read_statutory(values, year)
    except Invalid as refusal:
        return await _show(one, status=422, values=values, errors=refusal.fields)
    await actions.publish_days(one, days, said, by=current_principal())
    return see_other(f"{YEARS}/{country}/{year}")


@post(f"{ONE}/days/{{day:str}}/removal", name="calendars.withdraw_day", status_code=200, opt=PUBLISH)
async def withdraw(country: FromPath[str], year: FromPath[int], day: FromPath[str]) -> Response[str]:
    """Take a date back."""
    try:
        await actions.withdraw_day(_year(country, year), read_date(day), by=current_principal())
    except Wrong:
        raise NotFound from None
    return see_other(f"{YEARS}/{country}/{year}")


@post(f"{ONE}/confirmation", name="calendars.confirm_year", status_code=200, opt=PUBLISH)
async def confirm(request: Request[Any, Any, Any], country: FromPath[str], year: FromPath[int]) -> Response[str]:
    """Say by which notice the year is so; posted with ``_method=DELETE``, take that back."""
    one, values, by = _year(country, year), await typed(request), current_principal()
    if values.get("_method") == "DELETE":
        await actions.reopen_year(one, by=by)
        return see_other(f"{YEARS}/{country}/{year}")
    try:
        await actions.confirm_year(one, read_values(values, NoticeForm).notice, by=by)
    except Invalid as refusal:
        return await _show(one, status=422, values=values, errors=refusal.fields)
    except NoDays as refusal:
        return await _show(one, status=refusal.status, values=values, errors={"notice": str(refusal)})
    return see_other(f"{YEARS}/{country}/{year}")


def _year(country: str, year: int) -> actions.Year:
    if not (len(country) == 2 and country.isascii() and country.isupper() and 2000 <= year <= 2099):
        raise NotFound
    return actions.Year(country, year)


async def _years(values: dict[str, Any], errors: dict[str, str], *, status: int = 200) -> Response[str]:
    found = await queries.years()
    following = max((one["year"] for one in found if one["country"] == "CN"), default=now().year - 1) + 1
    return page(
        "calendars/years.html",
        status=status,
        here=HERE,
        years=found,
        values={"country": "CN", "year": str(following)} | values,
        errors=errors,
        may_publish=current_principal().may("statutory.publish"),
    )


async def _show(
    one: actions.Year,
    *,
    status: int = 200,
    values: dict[str, Any] | None = None,
    errors: dict[str, str] | None = None,
) -> Response[str]:
    try:
        year = dict(await queries.year_of(one.country, one.year))
    except NotFound:
        year = {"country": one.country, "year": one.year, "confirmed_at": None, "confirmed_by": "", "notice": ""}
    return page(
        "calendars/statutory.html",
        status=status,
        here=HERE,
        year=year,
        days=_rows(await queries.days_of_year(one.country, one.year)),
        changes=_changes(await queries.changes_of_year(one.country, one.year)),
        values={"kind": "holiday"} | (values or {}),
        errors=errors or {},
        may_publish=current_principal().may("statutory.publish"),
    )


def _rows(days: Iterable[Record]) -> list[dict[str, Any]]:
    """A year's published days, one a line."""
    return [
        {
            "day": one["day"],
            "weekday": label("weekday.short", WEEKDAYS[one["day"].weekday()]),
            "kind": one["kind"],
            "word": label("statutory.kind", one["kind"]),
            "tint": views.SIGNS[one["kind"]][1],
            "sign": "calendar" if one["kind"] == DayKind.HOLIDAY else "play",
            "name_zh": one["name_zh"],
            "name_en": one["name_en"],
        }
        for one in days
    ]


def _changes(found: Iterable[Record]) -> list[dict[str, Any]]:
    """The times a year was published, each with its days: taken back or said."""
    lines: dict[int, dict[str, Any]] = {}
    for one in found:
        line = lines.setdefault(
            one["version"],
            {
                "version": one["version"],
                "at": one["at"],
                "by": one["by_name"],
                "what": label("statutory.what", one["what"]),
                "reference": one["reference"],
                "days": [],
            },
        )
        if one["day"] is not None:
            word = label("statutory.kind", one["kind"])
            name = one["name_zh"] if language.get() == "zh-CN" else one["name_en"]
            said = f"{one['day'].isoformat()} {word}{gettext(': ')}{name}"
            line["days"].append({"said": said, "begins": one["begins"]})
    return list(lines.values())


HANDLERS = (years, open_year, show, publish_days, withdraw, confirm)
