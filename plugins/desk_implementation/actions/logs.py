"""The log of a day: written, confirmed the same day, and valid once the customer has signed it."""

import re
from datetime import date
from uuid import UUID

from desk.extend import NOT_READABLE, Invalid, Principal, Refusal, current_scope, gettext, now, to_zone
from desk_implementation.actions.moving import checked, checked_part, say, who, write
from desk_implementation.errors import NOT_AFTER_TODAY, NOT_BEFORE
from desk_implementation.events import LogConfirmed, LogSigned, LogWritten
from desk_implementation.moves import CONFIRM_LOG, CORRECT_LOG, SIGN_LOG, WRITE_LOG
from desk_implementation.queries import plans, projects, works
from desk_implementation.tables import ImplementationLog

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


async def write_log(
    number: int,
    *,
    stage: UUID,
    day: date,
    begins: str,
    ends: str,
    work: str,
    by: Principal,
    problems: str = "",
    next_steps: str = "",
    comments: str = "",
    sent_as: UUID | None = None,
) -> ImplementationLog:
    """Note what was done on a day, from when to when, for which stage. Raises ``Invalid``."""
    found = await checked(number, WRITE_LOG, by=by)
    await plans.stage(stage, of=found.id)
    _check(day, begins, ends)
    made = await ImplementationLog.add(
        project=found.id,
        customer=found.customer,
        stage=stage,
        day=day,
        consultant=who(by) or found.lead,
        begins=begins,
        ends=ends,
        work=work.strip(),
        problems=problems.strip(),
        next_steps=next_steps.strip(),
        comments=comments.strip(),
        at=now(),
        sent_as=sent_as,
    )
    await say(LogWritten, found, by=by, log=str(made.id), day=str(day))
    return made


async def correct_log(
    number: int,
    log_id: UUID,
    *,
    begins: str,
    ends: str,
    work: str,
    by: Principal,
    problems: str = "",
    next_steps: str = "",
    comments: str = "",
) -> ImplementationLog:
    """Say it anew, as long as it isn't confirmed."""
    found = await checked(number, WRITE_LOG, by=by)
    log = await works.log(log_id, of=found.id)
    await checked_part(log, CORRECT_LOG, by=by)
    _check(log.day, begins, ends)
    texts = {"work": work, "problems": problems, "next_steps": next_steps, "comments": comments}
    await write(log, begins=begins, ends=ends, **{name: text.strip() for name, text in texts.items()})
    return log


async def confirm_log(number: int, log_id: UUID, *, by: Principal) -> ImplementationLog:
    """The consultant stands by it (IM-D1); now the customer may sign."""
    found = await checked(number, WRITE_LOG, by=by)
    log = await works.log(log_id, of=found.id)
    await checked_part(log, CONFIRM_LOG, by=by)
    await write(log, status=str(CONFIRM_LOG.to))
    await say(LogConfirmed, found, by=by, log=str(log.id), day=str(log.day))
    return log


async def sign_log(log_id: UUID, *, by: Principal) -> bool:
    """The customer signed it: it is valid. False where that isn't so, or was before."""
    sheet = await works.log_sheet(log_id)
    found = await projects.project_by_id(sheet["project"])
    log = await works.log(log_id, of=found.id)
    try:
        await checked_part(log, SIGN_LOG, by=by)
    except Refusal:
        return False
    await write(log, status=str(SIGN_LOG.to))
    await say(LogSigned, found, by=by, log=str(log.id), day=str(log.day))
    return True


def _check(day: date, begins: str, ends: str) -> None:
    faults = {}
    if day > to_zone(now(), current_scope().tenant.zone).date():
        faults["day"] = gettext(NOT_AFTER_TODAY)
    for name, clock in (("begins", begins), ("ends", ends)):
        if not _CLOCK.fullmatch(clock):
            faults[name] = gettext(NOT_READABLE)
    if not faults and ends <= begins:
        faults["ends"] = gettext(NOT_BEFORE)
    if faults:
        raise Invalid(faults)
