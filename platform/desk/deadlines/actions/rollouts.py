"""
Minimums in stages, and trials: what a change would do is asked of every partner before it is made.

A minimum reaches some partners first, then all; it is halted, goes on, or is taken back, and what counted before counts
again. A trial is answered by each partner's own job with counts, so headquarters never sees which deadlines they are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import msgspec

from desk.calendars.queries import CalendarAt, work_calendar
from desk.calendars.states import DayKind, StatutoryDay, calendar_of
from desk.deadlines import queries
from desk.deadlines.actions import reckoning
from desk.deadlines.actions.limits import MEASURED, looser, policy_now
from desk.deadlines.actions.policies import TRIED, NewPolicy, Outlook, outlook
from desk.deadlines.errors import NothingIsRolledOut, NotThatBasis
from desk.deadlines.events import MinimumSpread
from desk.deadlines.queries import Minimum, rollouts
from desk.deadlines.queries.rollouts import Trial
from desk.deadlines.states import MORE, OF_REACH
from desk.foundation import promises
from desk.foundation.crossing import publishing
from desk.foundation.database import execute
from desk.foundation.errors import Forbidden, NotFound
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.promises import Limit, Promise
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7
from desk.kit.time import now

STEPS = {one.action: one for one in OF_REACH}


@dataclass(frozen=True, slots=True)
class Days:
    """Dates of a country that would be a holiday, or worked."""

    country: str
    kind: DayKind
    days: Sequence[date]


async def spread_minimum(promise_id: str, act: str, partners: Sequence[str] = (), *, by: Principal) -> None:
    """
    Lead a minimum that is being rolled out on: to more partners, to all, or back; halt it, or let it go on.

    Raises ``NothingIsRolledOut`` where no version is on its way, or not in a status from which this goes.
    """
    _allow(by)
    move, found = STEPS[act], await rollouts.running(promise_id)
    if found is None:
        raise NothingIsRolledOut
    async with publishing() as connection:
        frm = [str(one) for one in move.frm]
        if not await connection.fetchval(rollouts.REACH, found["id"], frm, str(move.to)):
            raise NothingIsRolledOut
        if act == MORE.action:
            await connection.execute(rollouts.ADD_STAGE, found["id"], list(partners), by.name[:100], now())
        said = {"promise": promise_id, "version": found["version"], "act": act}
        await record(MinimumSpread(found["id"], by=by, **said))


async def try_minimum(promise_id: str, limit: Limit, *, by: Principal) -> UUID:
    """Ask every partner what a minimum would do there. Raises ``NotFound``, ``NotThatBasis``."""
    promise = promises.registered().get(promise_id)
    if promise is None:
        raise NotFound
    if promise.basis not in MEASURED or promise.act or limit.basis not in MEASURED:
        raise NotThatBasis
    return await _ask("minimum", promise_id, limit.basis, limit.amount, "", {}, by=by)


async def try_days(said: Days, *, by: Principal) -> UUID:
    """Ask every partner what published days would do there."""
    days = {day.isoformat(): said.kind.value for day in said.days}
    return await _ask("days", "", None, None, said.country, days, by=by)


async def answer_trial(trial_id: UUID) -> None:
    """At a partner: count what would move and what would be late at once, and answer with the counts."""
    trial = await rollouts.trial(trial_id)
    if trial.kind == "days":
        found, is_looser = await _outlook_of_days(trial), False
    else:
        found, is_looser = await _outlook_of_minimum(trial)
    said = (found.open, found.moved, found.breached, is_looser, found.is_whole, now())
    await execute(rollouts.ANSWER, current_scope().tenant.id, trial_id, *said)


async def _outlook_of_minimum(trial: Trial) -> tuple[Outlook, bool]:
    """What keeping it would do to what is open, and whether the partner promises more time now."""
    promise = promises.known_to(current_scope().tenant.plugins).get(trial.promise)
    if promise is None or trial.basis is None or trial.amount is None:
        return Outlook(), False
    policy = await policy_now(promise)
    minimum = Minimum(trial.promise, 0, trial.basis, trial.amount, "", trial.at)
    if not await looser(promise, policy, minimum):
        return Outlook(open=(await queries.open_by_promise()).get(promise.id, 0)), False
    return await outlook(promise.id, _kept(promise, trial.basis, trial.amount, policy.ladder)), True


def _kept(promise: Promise, basis: str, amount: int, ladder: str) -> NewPolicy:
    """The loosest policy that keeps a minimum: nobody waits longer than it says."""
    grades = {name: min(1.0, factor) for name, factor in promise.grades.items()}
    priorities = {name: min(1.0, factor) for name, factor in promise.priorities.items()}
    return NewPolicy(basis, amount, ladder, grades=grades, priorities=priorities)


async def _outlook_of_days(trial: Trial) -> Outlook:
    """What other days would do to everything that is open; it looks at the first so many."""
    days = {date.fromisoformat(day): StatutoryDay(DayKind(kind), "", "") for day, kind in trial.days.items()}
    found, after, at = Outlook(), queries.FIRST, now()
    while found.open < TRIED and (portion := await queries.portion(after)):
        for one in portion:
            calendar = await work_calendar(customer_id=one.customer_id)
            before = reckoning.due_at(calendar, one.terms, one.log)
            due = reckoning.due_at(_with(calendar, trial.country, days), one.terms, one.log)
            found.moved += due != before
            found.breached += due is not None and due < at and not (before is not None and before < at)
        found.open += len(portion)
        after = portion[-1].id
    found.is_whole = found.open < TRIED or not await queries.portion(after, size=1)
    return found


def _with(calendar: CalendarAt, country: str, days: Mapping[date, StatutoryDay]) -> CalendarAt:
    if calendar.hours.country != country:
        return calendar
    statutory = {**calendar.statutory, **days}
    return calendar_of(calendar.id, calendar.version, calendar.hours, calendar.days, statutory)


async def _ask(
    kind: str,
    promise: str,
    basis: str | None,
    amount: int | None,
    country: str,
    days: Mapping[str, str],
    *,
    by: Principal,
) -> UUID:
    _allow(by)
    made = uuid7()
    said = (made, kind, promise, basis, amount, country, msgspec.json.encode(days).decode(), by.name[:100], now())
    async with publishing() as connection:
        await connection.execute(rollouts.ADD_TRIAL, *said)
    current_scope().wakes = True
    return made


def _allow(by: Principal) -> None:
    if not by.may("minimum.publish"):
        raise Forbidden
