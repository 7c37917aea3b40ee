"""What happens by the clock: planned sessions are announced the next day, and people are reminded."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from desk.extend import Principal, chosen, current_scope, now, record, to_zone
from desk_training import settings
from desk_training.actions.planning import announce_session, checked, save
from desk_training.events import SessionNear
from desk_training.queries import teaching
from desk_training.states import REMIND

MORNING = time(8)
"""Before this hour nobody is told of a session."""


async def announce_planned(*, by: Principal) -> int:
    """TR-D1: what was planned before today is announced. The answer is how many."""
    zone = current_scope().tenant.zone
    here = to_zone(now(), zone)
    if here.time() < MORNING:
        return 0
    numbers = await teaching.to_announce(datetime.combine(here.date(), time.min, ZoneInfo(zone)), now())
    for number in numbers:
        await announce_session(number, by=by)
    return len(numbers)


async def remind(*, by: Principal) -> int:
    """Have everybody reminded of sessions that begin soon, once. The answer is of how many sessions."""
    hours = chosen(settings.REMINDER)
    numbers = await teaching.to_remind(now(), now() + timedelta(hours=hours)) if hours else []
    for number in numbers:
        found = await checked(number, REMIND, None, by=by)
        await save(found, reminded_at=now())
        await record(SessionNear(found.id, by=by, number=number, course=str(found.course)))
    return len(numbers)
