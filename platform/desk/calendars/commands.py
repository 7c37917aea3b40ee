"""``desk calendars``: the statutory year from a library, published by headquarters, and what counts where."""

import json
import re
from datetime import date, timedelta
from typing import Any

import click

from desk.calendars import actions, queries
from desk.calendars.forms import read_due
from desk.calendars.states import COUNTRY, DayKind, StatutoryDay
from desk.foundation import crossing, tenants
from desk.foundation.commands import owner, run, scope_by_slug
from desk.foundation.principals import SYSTEM
from desk.kit.time import to_zone
from desk.kit.worktime import after_seconds, spans_between

_BESIDE = re.compile(r"\s*[（(].*$")
_FROM = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
DAY_OFF = "休息日"
"""How the library calls a weekday that is free because a weekend day is worked."""


@click.group()
def calendars() -> None:
    """Working time: the statutory year, and what is due when."""


@calendars.command("seed-year")
@click.argument("year", type=click.IntRange(2000, 2099))
@click.option("--country", default=COUNTRY, show_default=True, help="Two letters, as in ISO 3166.")
@click.option("--confirm", "notice", default="", help="The notice by which the year is so; else it is provisional.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def seed_year(year: int, country: str, notice: str, as_json: bool) -> None:
    """Publish a year's statutory days, as headquarters. A confirmed year is left alone."""
    days = days_known(country.upper(), year)
    told = run(_publish(actions.Year(country.upper(), year), days, notice))
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    click.echo(f"{told['country']} {year}: {told['holidays']} holidays, {told['make_up']} make-up days.")
    click.echo(f"{told['changed']} days changed. " + ("Confirmed." if told["confirmed"] else "Provisional."))


@calendars.command("due")
@click.argument("start")
@click.argument("hours", type=click.FloatRange(0, 9999))
@click.option("--tenant", "slug", required=True, help="By whose calendar.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def due(start: str, hours: float, slug: str, as_json: bool) -> None:
    """When so many working hours from a moment are over: desk calendars due 2026-02-13T17:00 4 --tenant SLUG."""
    told = run(_due(slug, start, hours))
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for begin, end in told["spans"]:
        click.echo(f"  {begin} – {end}")
    click.echo(f"due {told['due']}" + (" (provisional)" if told["provisional"] else ""))


def days_known(country: str, year: int) -> dict[date, StatutoryDay]:
    """What the library knows of a year: holidays with the weekends inside them, and days worked in their place."""
    import holidays  # costs a second and more, for nobody else

    try:
        names = {
            lang: holidays.country_holidays(country, years=year, language=lang if country == COUNTRY else None)
            for lang in ("zh_CN", "en_US")
        }
    except NotImplementedError:
        raise click.ClickException(f"The library knows no statutory days of {country}.") from None
    zh, en = names["zh_CN"], names["en_US"]
    named = {day: (zh[day], en[day]) for day in zh if day.year == year}
    worked = sorted(day for day in getattr(zh, "weekend_workdays", ()) if day.year == year)
    plain = {day: (_BESIDE.sub("", one), _BESIDE.sub("", other)) for day, (one, other) in named.items()}
    if country != COUNTRY:
        return {day: StatutoryDay(DayKind.HOLIDAY, *words) for day, words in sorted(plain.items())}
    if not worked:  # There is no notice yet: only the days of the law itself, without those given in their place.
        by_law = {day: words for day, words in plain.items() if not _BESIDE.search(named[day][0])}
        return {day: StatutoryDay(DayKind.HOLIDAY, *words) for day, words in sorted(by_law.items())}
    feasts = {day: words for day, words in plain.items() if not words[0].startswith(DAY_OFF)}
    found = _with_weekends(set(named), feasts, set(worked))
    for day in worked:
        name_zh, name_en = _stands_for(day, zh, found)
        found[day] = StatutoryDay(DayKind.MAKE_UP, f"{name_zh}调休上班", f"Make-up day for {name_en}")
    return dict(sorted(found.items()))


def _with_weekends(free: set[date], feasts: dict[date, tuple[str, str]], worked: set[date]) -> dict[date, StatutoryDay]:
    """Holidays by their feast's name; a weekend between them or at their side belongs to it, unless it is worked."""
    for day in sorted(free):
        for step in (timedelta(days=1), timedelta(days=-1)):
            beside = day + step
            while beside.weekday() > 4 and beside not in worked | free and beside.year == day.year:
                free.add(beside)
                beside += step
    return {
        day: StatutoryDay(
            DayKind.HOLIDAY, *feasts[min(feasts, key=lambda feast: (abs((feast - day).days), feast > day))]
        )
        for day in sorted(free)
    }


def _stands_for(day: date, zh: Any, found: dict[date, StatutoryDay]) -> tuple[str, str]:
    """The feast for which a weekend day is worked."""
    for free, name in zh.items():
        said = _FROM.search(name)
        if said and date(*map(int, said.groups())) == day and free in found:
            return found[free].name_zh, found[free].name_en
    nearest = min(found, key=lambda one: abs((one - day).days))
    return found[nearest].name_zh, found[nearest].name_en


async def _publish(year: actions.Year, days: dict[date, StatutoryDay], notice: str) -> dict[str, Any]:
    async with owner() as connection:
        slugs = [one["slug"] for one in await tenants.listed(connection) if one["kind"] == "headquarters"]
    if not slugs:
        raise click.ClickException("There is no headquarters yet. Run `desk tenants apply` first.")
    try:
        async with scope_by_slug(slugs[0]):
            changed = await actions.publish_year(year, days, "desk calendars seed-year", by=SYSTEM)
            if notice:
                await actions.confirm_year(year, notice, by=SYSTEM)
            found = await queries.year_of(year.country, year.year)
    finally:
        await crossing.close()
    return {
        "country": year.country,
        "year": year.year,
        "holidays": found["holidays"],
        "make_up": found["make_up"],
        "changed": changed,
        "confirmed": found["confirmed_at"] is not None,
    }


async def _due(slug: str, start: str, hours: float) -> dict[str, Any]:
    async with scope_by_slug(slug):
        at = await queries.work_calendar()
        begin, seconds = read_due({"start": start, "hours": f"{hours:g}"}, at.zone)
        end = after_seconds(at.calendar, begin, seconds)
        provisional = await queries.is_provisional(to_zone(end, at.zone).year, country=at.hours.country)
    return {
        "calendar": str(at.id) if at.id else None,
        "version": at.version,
        "zone": at.zone,
        "due": to_zone(end, at.zone).isoformat(),
        "spans": [
            [to_zone(one, at.zone).isoformat() for one in span] for span in spans_between(at.calendar, begin, end)
        ],
        "provisional": provisional,
    }
