"""Examples of calendars' routes."""

from people_support import departments

from desk.calendars import actions
from desk.calendars.actions import Owner
from desk.calendars.states import Hours, OwnDay, OwnerKind
from desk.foundation.principals import SYSTEM

from .examples import Example, example

HOURS = {"zone": "Asia/Shanghai", "monday": "9-12, 13-18"}
YEAR = {"country": "CN", "year": 2026}
"""The same for everybody: published by headquarters."""


async def calendar(place):
    """Of a team that nobody else has."""
    from datetime import date

    name = place.name()
    await departments(place.tenant, name)
    async with place.tenant.scope():
        made = await actions.make_calendar(Owner(OwnerKind.TEAM, name), Hours(name, "Asia/Shanghai"), by=SYSTEM)
        await actions.set_days(made.id, [date(2026, 12, 31)], OwnDay("", ()), by=SYSTEM)
    return {"calendar_id": made.id}


@example("calendars.index", "calendars.default", "api.calendars.index", "api.calendars.default")
@example("api.calendars.default_days", "api.calendars.statutory")
async def lists(place):
    return Example(marker=place.marker)


@example("calendars.default_year")
async def default_year(place):
    return Example(path={"year": 2026}, shared=True)


@example("calendars.new")
async def new(place):
    return Example(query={"customer": str(place.customer)}, ids=("customer",), marker=place.marker)


@example("calendars.make")
async def make(place):
    (team,) = await departments(place.tenant, place.name())
    return Example(form=HOURS | {"name": place.name(), "owner": "team", "team": team})


@example("calendars.show", "calendars.edit", "calendars.history")
@example("api.calendars.show", "api.calendars.days")
async def show(place):
    return Example(path=await calendar(place), marker=place.marker)


@example("calendars.year")
async def year(place):
    return Example(path=await calendar(place) | {"year": 2026}, marker=place.marker)


@example("calendars.change")
async def change(place):
    return Example(path=await calendar(place), form=HOURS | {"name": place.name()})


@example("calendars.remove")
async def remove(place):
    return Example(path=await calendar(place), form={})


@example("calendars.set_days")
async def set_days(place):
    return Example(path=await calendar(place), form={"day": "2026-12-30", "kind": "closed"})


@example("calendars.drop_day")
async def drop_day(place):
    return Example(path=await calendar(place) | {"day": "2026-12-31"}, form={})


@example("api.calendars.create")
async def create(place):
    (team,) = await departments(place.tenant, place.name())
    return Example(json=HOURS | {"name": place.name(), "owner": "team", "team": team})


@example("api.calendars.change")
async def change_by_program(place):
    return Example(path=await calendar(place), json={"friday": "9-12"})


@example("api.calendars.remove")
async def remove_by_program(place):
    return Example(path=await calendar(place), ok=(204,))


@example("api.calendars.set_day")
async def set_day(place):
    return Example(path=await calendar(place) | {"day": "2026-12-30"}, json={"hours": "9-12"})


@example("api.calendars.drop_day")
async def drop_day_by_program(place):
    return Example(path=await calendar(place) | {"day": "2026-12-31"}, ok=(204,))


@example("api.calendars.due")
async def due(place):
    path = await calendar(place)
    return Example(
        query={"start": "2026-11-20T17:00", "hours": "3", "calendar": str(path["calendar_id"])}, ids=("calendar",)
    )


@example("calendars.years", faces=("headquarters",))
async def years(place):
    return Example(marker=place.marker)


@example("calendars.open_year", faces=("headquarters",))
async def open_year(place):
    return Example(form={"country": "CN", "year": "2026"})


@example("calendars.statutory", faces=("headquarters",))
async def statutory(place):
    return Example(path=YEAR, shared=True)


@example("calendars.publish_days", faces=("headquarters",))
async def publish_days(place):
    """What is said of it already."""
    form = {"day": "2026-01-01", "kind": "holiday", "name_zh": "元旦", "name_en": "New Year's Day"}
    return Example(path=YEAR, form=form, shared=True)


@example("calendars.withdraw_day", faces=("headquarters",))
async def withdraw_day(place):
    """Nothing was said of this one."""
    return Example(path=YEAR | {"day": "2026-11-18"}, form={}, shared=True, ok=(404,))


@example("calendars.confirm_year", faces=("headquarters",))
async def confirm_year(place):
    """A year without days can't be confirmed."""
    return Example(path={"country": "CN", "year": 2098}, form={"notice": "trial"}, shared=True, ok=(409,))
