"""Other limits for a promise: version by version, for new ones or for open ones too, and tried out before."""

from dataclasses import dataclass
from uuid import UUID

import msgspec

from desk.calendars.queries import work_calendar
from desk.deadlines import queries
from desk.deadlines.actions import reckoning
from desk.deadlines.actions.recounting import recount
from desk.deadlines.engine import Terms
from desk.deadlines.events import PolicySet
from desk.deadlines.queries import Changes, Open, Policy
from desk.deadlines.tables import DeadlinePolicy
from desk.foundation import promises
from desk.foundation.errors import NotFound
from desk.foundation.events import record
from desk.foundation.later import later
from desk.foundation.principals import Principal
from desk.foundation.promises import Promise
from desk.kit.time import now

RUNNER = "deadlines.apply_policy"
TRIED = 5_000
"""Open deadlines that a trial looks at."""


@dataclass(frozen=True, slots=True)
class NewPolicy:
    """What shall count for a promise from now on."""

    basis: str
    amount: int
    ladder: str
    reminders: list[int] | None = None
    for_open: bool = False
    why: str = ""
    grades: dict[str, float] | None = None
    """Factors by the customer's grade; None: as declared."""
    priorities: dict[str, float] | None = None
    source: str = "own"
    """``own``, or ``profile`` for what comes with the chosen set."""

    def policy(self, promise: str) -> Policy:
        """As a policy that has no version yet."""
        return Policy(
            promise, 0, self.basis, self.amount, self.ladder, self.reminders, self.grades, self.priorities, self.source
        )


@dataclass(slots=True)
class Outlook:
    """What another policy would do to what is open now."""

    open: int = 0
    moved: int = 0
    breached: int = 0
    """Of those that are in time now."""
    is_whole: bool = True
    """Whether all were looked at."""


async def set_policy(promise_id: str, new: NewPolicy, *, by: Principal) -> int:
    """
    Set the next version of a policy; the answer is its number. What is open follows in a job, where it shall.

    Who may, and what headquarters allows, is asked by whoever calls. Raises ``NotFound``.
    """
    promise = promises.named(promise_id)
    if promise is None:
        raise NotFound
    before = await queries.policy(promise.id)
    made = await DeadlinePolicy.add(
        promise=promise.id,
        version=before.version + 1 if before else 1,
        basis=new.basis,
        amount=new.amount,
        ladder=new.ladder,
        reminders=new.reminders,
        applies="open" if new.for_open else "new",
        at=now(),
        by_kind=by.kind,
        by_id=by.id,
        why=new.why,
        grades=_factors(new.grades),
        priorities=_factors(new.priorities),
        source=new.source,
    )
    await record(PolicySet(made.id, by=by, promise=promise.id, version=made.version, applies=made.applies))
    if new.for_open:
        await later(RUNNER, made.id, now())
    return int(made.version)


async def outlook(promise_id: str, new: NewPolicy) -> Outlook:
    """
    How many open deadlines would move, and how many would be late at once. Changes nothing.

    It looks at the first so many; who has more open sees that there are more.
    """
    promise, found, after, at = _declared(promise_id), Outlook(), queries.FIRST, now()
    policy = new.policy(promise.id)
    while found.open < TRIED and (portion := await queries.portion(after, promise=promise.id)):
        grades = await _grades(portion)
        for one in portion:
            calendar = await work_calendar(customer_id=one.customer_id)
            due = reckoning.due_at(calendar, _terms(promise, policy, one, grades), one.log)
            was_late = one.due_at is not None and one.due_at < at
            found.moved += due != one.due_at
            found.breached += due is not None and due < at and not was_late
        found.open += len(portion)
        after = portion[-1].id
    found.is_whole = found.open < TRIED or not await queries.portion(after, promise=promise.id, size=1)
    return found


async def apply_portion(policy_id: UUID) -> bool:
    """Bring the next open deadlines under a version of a policy; whether more are left. May be run at any time."""
    version = await queries.policy_version(policy_id)
    promise = promises.named(version.promise)
    if promise is None:
        return False
    portion = await queries.portion(promise=promise.id, below=version.version, lock=True)
    grades, dropped, changes = await _grades(portion), Changes(), Changes()
    for one in portion:
        calendar = await work_calendar(customer_id=one.customer_id)
        terms = _terms(promise, version, one, grades)
        due = reckoning.due_at(calendar, terms, one.log)
        recount(changes, one, due, calendar, terms, ladder=version.ladder, policy_version=version.version)
        dropped.dropped.append(one.id)
        rungs = [rung for rung in reckoning.rungs_of(promise, version) if rung.mark not in one.done]
        changes.steps += reckoning.new_steps(
            calendar, rungs, terms, one.log, deadline=one.id, customer_id=one.customer_id, lane=one.lane
        )
    changes.moved.clear()
    for some in (dropped, changes):
        if some:
            await queries.write(some)
    return len(portion) == queries.PORTION


async def regrade_portion(customer_id: UUID, after: UUID) -> UUID | None:
    """
    Count the next open deadlines of a customer by the grade that they have now, where the policy counts for open ones.

    The answer is the last one's id, None at the end. May be run at any time.
    """
    portion = await queries.portion(after, regraded=customer_id, lock=True)
    grades, changes = await queries.grades_of([customer_id]), Changes()
    for one in portion:
        promise = promises.named(one.promise)
        if promise is None:
            continue
        policy = await queries.policy_of_version(one.promise, one.policy_version)
        terms, calendar = _terms(promise, policy, one, grades), await work_calendar(customer_id=customer_id)
        if terms != one.terms:
            recount(changes, one, reckoning.due_at(calendar, terms, one.log), calendar, terms)
    if changes:
        await queries.write(changes)
    return portion[-1].id if len(portion) == queries.PORTION else None


def _factors(factors: dict[str, float] | None) -> str | None:
    return None if factors is None else msgspec.json.encode(factors).decode()


def _declared(promise_id: str) -> Promise:
    promise = promises.named(promise_id)
    if promise is None:
        raise NotFound
    return promise


def _terms(promise: Promise, policy: Policy, one: Open, grades: dict[UUID, str]) -> Terms:
    """The limit for this one, with its customer's grade and its urgency; a moment that was named stays."""
    if one.fixed_at is not None:
        return one.terms
    priority = "urgent" if one.urgent and not promise.urgent else "normal"
    grade = grades.get(one.customer_id, "") if one.customer_id else ""
    return Terms(policy.basis, reckoning.amount_of(promise, policy, grade=grade, priority=priority))


async def _grades(portion: list[Open]) -> dict[UUID, str]:
    return await queries.grades_of([one.customer_id for one in portion if one.customer_id])
