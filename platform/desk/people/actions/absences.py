"""Days on which somebody isn't there, and who stands in."""

from datetime import date
from uuid import UUID

from desk.foundation.errors import Forbidden, Invalid, NotFound
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.translation import N_, gettext
from desk.kit.time import now
from desk.people import queries
from desk.people.errors import AbsentTwice
from desk.people.events import AbsenceDropped, AbsenceNoted
from desk.people.tables import Absence

BACKWARDS = N_("The last day comes before the first.")
OVER = N_("These days are over.")
TOO_LONG = N_("An absence lasts a year at most.")
NOT_THERE = N_("Please choose a colleague.")
LONGEST_DAYS = 366


async def note_absence(
    member_id: UUID, from_on: date, to_on: date, deputy_id: UUID | None, *, by: Principal
) -> Absence:
    """
    Note that somebody won't be there on these days: oneself, or a colleague by whoever manages members.

    Raises ``Invalid`` for days and deputies that won't do, ``AbsentTwice``.
    """
    if member_id != by.id and not by.may("member.manage"):
        raise Forbidden
    await queries.member(member_id)
    await queries.member_by_id(member_id, lock=True)
    if faults := await _faults(member_id, from_on, to_on, deputy_id):
        raise Invalid(faults)
    if await queries.is_absent_between(member_id, from_on, to_on):
        raise AbsentTwice
    made = Absence(member=member_id, from_on=from_on, to_on=to_on, deputy=deputy_id, created_at=now())
    await made.save()
    deputy, first, last = str(deputy_id or ""), from_on.isoformat(), to_on.isoformat()
    await record(AbsenceNoted(member_id, by=by, from_on=first, to_on=last, deputy=deputy))
    return made


async def drop_absence(absence_id: UUID, *, by: Principal) -> None:
    """Somebody is there after all, or back sooner. Raises ``NotFound`` for somebody else's."""
    found = await queries.absence(absence_id)
    if found["member"] != by.id and not by.may("member.manage"):
        raise NotFound
    await Absence.delete().where(Absence.id == absence_id)
    first, last = found["from_on"].isoformat(), found["to_on"].isoformat()
    await record(AbsenceDropped(found["member"], by=by, from_on=first, to_on=last))


async def _faults(member_id: UUID, from_on: date, to_on: date, deputy_id: UUID | None) -> dict[str, str]:
    faults = {}
    if to_on < from_on:
        faults["to_on"] = gettext(BACKWARDS)
    elif to_on < queries.today():
        faults["to_on"] = gettext(OVER)
    elif (to_on - from_on).days > LONGEST_DAYS:
        faults["to_on"] = gettext(TOO_LONG)
    if deputy_id is not None and (deputy_id == member_id or not await _is_there(deputy_id)):
        faults["deputy"] = gettext(NOT_THERE)
    return faults


async def _is_there(member_id: UUID) -> bool:
    try:
        await queries.member(member_id)
    except NotFound:
        return False
    return True
