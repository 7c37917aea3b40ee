"""
What a tenant says of its promises: single limits, and the set that it starts from, within what headquarters allows.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from desk.calendars.queries import work_calendar
from desk.deadlines import queries
from desk.deadlines.actions import reckoning
from desk.deadlines.actions.policies import NewPolicy, Outlook, outlook, set_policy
from desk.deadlines.engine import Terms, later_than
from desk.deadlines.errors import LooserThanMinimum, NotThatBasis
from desk.deadlines.events import ProfileChosen
from desk.deadlines.labels import limit_words
from desk.deadlines.queries import Minimum, Policy
from desk.deadlines.states import LADDERS
from desk.deadlines.tables import DeadlineProfile
from desk.foundation import promises
from desk.foundation.errors import Forbidden, NotFound
from desk.foundation.events import record
from desk.foundation.labels import label
from desk.foundation.principals import Principal
from desk.foundation.promises import PROFILES, Promise
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import gettext, language
from desk.kit.time import moment, now

MEASURED = ("work", "clock", "wd", "cd")
"""Bases that one may choose between: the others name a moment, which no limit replaces."""


def promise_here(promise_id: str) -> Promise:
    """A promise of this tenant. Raises ``NotFound``, also for one of a plugin that is off."""
    found = promises.known_to(current_scope().tenant.plugins).get(promise_id)
    if found is None:
        raise NotFound
    return found


async def policy_now(promise: Promise) -> Policy:
    """What counts for a promise that begins now."""
    return reckoning.policy_of(promise, await queries.policy(promise.id), await queries.chosen_profile())


async def change_limit(promise_id: str, new: NewPolicy, *, by: Principal) -> int:
    """
    Set another limit for a promise; the answer is the number of its version.

    Raises ``Forbidden``, ``NotFound``, ``NotThatBasis``, ``LooserThanMinimum``.
    """
    _allow(by)
    await check_limit(promise_id, new)
    return await set_policy(promise_id, new, by=by)


async def check_limit(promise_id: str, new: NewPolicy) -> None:
    """Raise what ``change_limit`` would refuse."""
    promise = promise_here(promise_id)
    usual = promise.limit_of(PROFILES[0]).basis
    fits = new.basis in MEASURED if usual in MEASURED else new.basis == usual
    if not fits or new.ladder not in LADDERS:
        raise NotThatBasis
    if minimum := (await queries.minimums()).get(promise.id):
        why = await looser(promise, new.policy(promise.id), minimum)
        if why:
            raise LooserThanMinimum(promise=promise.what, why=why)


async def usual_limit(promise: Promise, profile: str) -> NewPolicy:
    """What a set of limits says of a promise."""
    limit = promise.limit_of(profile)
    return NewPolicy(limit.basis, limit.amount, promise.ladder, source="profile")


async def choose_profile(profile: str, *, for_open: bool, why: str = "", by: Principal) -> int:
    """
    Start from another set of limits; what was set for a promise itself stays. The answer is how many limits change.

    Raises ``Forbidden``, ``NotFound``, ``LooserThanMinimum``, which names all that would be looser.
    """
    _allow(by)
    if profile not in PROFILES:
        raise NotFound
    changing = await changing_with(profile)
    await _refuse_looser(changing)
    before = await queries.last_profile_version()
    made = await DeadlineProfile.add(
        version=before + 1,
        profile=profile,
        applies="open" if for_open else "new",
        at=now(),
        by_kind=by.kind,
        by_id=by.id,
        why=why,
    )
    for promise, new in changing:
        await set_policy(promise.id, replace(new, for_open=for_open, why=why), by=by)
    await record(ProfileChosen(made.id, by=by, profile=profile, applies=made.applies))
    return len(changing)


async def changing_with(profile: str) -> list[tuple[Promise, NewPolicy]]:
    """The promises whose limit would become another with a set, each with what it would be."""
    stored, chosen = await queries.policies(), await queries.chosen_profile()
    found = []
    for promise in promises.known_to(current_scope().tenant.plugins).values():
        own = stored.get(promise.id)
        if own is not None and own.source == "own":
            continue
        now_is, new = reckoning.policy_of(promise, own, chosen), await usual_limit(promise, profile)
        if (now_is.basis, now_is.amount) != (new.basis, new.amount):
            found.append((promise, new))
    return found


async def outlook_of_profile(profile: str) -> Outlook:
    """What a set would do to all that is open now. Changes nothing. Raises ``LooserThanMinimum``."""
    if profile not in PROFILES:
        raise NotFound
    changing, total = await changing_with(profile), Outlook()
    await _refuse_looser(changing)
    for promise, new in changing:
        found = await outlook(promise.id, new)
        total.open += found.open
        total.moved += found.moved
        total.breached += found.breached
        total.is_whole = total.is_whole and found.is_whole
    return total


async def _refuse_looser(changing: Iterable[tuple[Promise, NewPolicy]]) -> None:
    minimums = await queries.minimums()
    sentences = []
    for promise, new in changing:
        if minimum := minimums.get(promise.id):
            why = await looser(promise, new.policy(promise.id), minimum)
            sentences += [f"{promise.id} {gettext(promise.what)}{gettext(': ')}{why}"] if why else []
    if sentences:
        raise LooserThanMinimum(promise="", why=" ".join(sentences))


async def looser(promise: Promise, policy: Policy, minimum: Minimum) -> str:
    """Why a policy is looser than what headquarters requires, as a sentence; empty when it isn't."""
    if policy.basis not in MEASURED:
        return ""
    at_most, own = limit_words(minimum.basis, minimum.amount), limit_words(policy.basis, policy.amount)
    amount, whom = largest(promise, policy)
    if policy.basis == minimum.basis:
        if policy.amount > minimum.amount:
            return gettext("Headquarters requires {minimum} at most; {limit} is longer.").format(
                minimum=at_most, limit=own
            )
        if amount > minimum.amount:
            return gettext(
                "Headquarters requires {minimum} at most; with its factor, {whom} would wait {limit}."
            ).format(minimum=at_most, whom=whom, limit=limit_words(policy.basis, amount))
        return ""
    found = await _example(Terms(policy.basis, amount), Terms(minimum.basis, minimum.amount))
    if found is None:
        return ""
    zone, lang = current_scope().tenant.zone, language.get()
    begins, latest, due = (moment(one, now(), zone, lang) for one in found)
    return gettext(
        "Headquarters requires {minimum} at most; with {limit}, what begins {begins} is due {due} instead of {latest}."
    ).format(minimum=at_most, limit=own, begins=begins, due=due, latest=latest)


def largest(promise: Promise, policy: Policy) -> tuple[int, str]:
    """The longest that a policy can give to anybody, and to whom."""
    grades = promise.grades if policy.grades is None else policy.grades
    priorities = promise.priorities if policy.priorities is None else policy.priorities
    grade = max(grades, key=lambda one: grades[one], default="")
    priority = max(priorities, key=lambda one: priorities[one], default="")
    found = {}
    if grades.get(grade, 1.0) > 1:
        found[grade] = label("grade", grade)
    if priorities.get(priority, 1.0) > 1:
        found[priority] = label("deadline.priority", priority)
    return reckoning.amount_of(
        promise, policy, grade=grade if grade in found else "", priority=priority if priority in found else ""
    ), ", ".join(found.values())


async def _example(own: Terms, most: Terms) -> tuple[datetime, datetime, datetime] | None:
    """A beginning in the next weeks from which one's own due time is later: it, the latest allowed, and one's own."""
    calendar = (await work_calendar()).calendar
    start = now().replace(minute=0, second=0, microsecond=0)
    starts = (start + timedelta(hours=one) for one in range(21 * 24))
    return later_than(calendar, own, most, starts)


def _allow(by: Principal) -> None:
    if not by.may("deadline.set"):
        raise Forbidden
