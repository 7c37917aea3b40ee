"""Demo calendars of teams, from the tenant's ``sample.toml``; that of the tenant stands in its ``tenant.toml``."""

from typing import Any

from desk.calendars import actions, imports, queries
from desk.calendars.forms import read_hours, typed_hours
from desk.calendars.states import Hours, OwnerKind
from desk.foundation.principals import SYSTEM
from desk.foundation.tenancy import current_scope


async def fill(words: dict[str, Any]) -> None:
    """Calendars of teams with their days. One that is there stays as it is."""
    for one in words.get("calendars", ()):
        said = dict(one)
        owner = actions.Owner(OwnerKind.TEAM, said.pop("team"))
        if await queries.calendar_of_owner(OwnerKind.TEAM, await owner.key()) is not None:
            continue
        wanted = imports.read(said)
        hours = read_hours(typed_hours(Hours(owner.team, current_scope().tenant.zone)) | wanted["hours"])
        made = await actions.make_calendar(owner, hours, by=SYSTEM)
        for day, own in wanted["days"].items():
            await actions.set_days(made.id, [day], own, by=SYSTEM)
