"""
The table ``[deadlines]`` of a tenant file.

    [deadlines]
    profile = "contract_service"

    [deadlines.limits]
    HL-D5 = { hours = 2 }
    HL-D10 = { working_days = 1, ladder = "L2", reminders = [50, 80] }
    RM-D1 = { minutes = 90, of = "any time", grades = { vip = 0.5 }, priorities = { urgent = 0.5 } }

What is left out stays as it is. Limits count for what begins from then on; the page changes open ones, too.
"""

from dataclasses import replace
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from desk.customers.labels import GRADES
from desk.deadlines import actions, queries
from desk.deadlines.actions import NewPolicy
from desk.deadlines.labels import limit_words
from desk.deadlines.queries import Policy
from desk.foundation import promises
from desk.foundation.principals import SYSTEM
from desk.foundation.promises import Promise
from desk.foundation.tenants import Change

Count = Annotated[int, Meta(ge=1, le=100_000)]
Factor = Annotated[float, Meta(ge=0.1, le=10)]
Share = Annotated[int, Meta(ge=1, le=99)]


class LimitSaid(msgspec.Struct, forbid_unknown_fields=True):
    """One line of the table: a length in one of four units, and what else is said of the promise."""

    hours: Count | None = None
    minutes: Count | None = None
    working_days: Count | None = None
    calendar_days: Count | None = None
    of: Literal["working time", "any time"] = "working time"
    ladder: Literal["L0", "L1", "L2", "L3", "L4"] | None = None
    reminders: list[Share] | None = None
    grades: dict[str, Factor] | None = None
    priorities: dict[str, Factor] | None = None


class Said(msgspec.Struct, forbid_unknown_fields=True):
    """The table."""

    profile: Literal["software_partner", "contract_service", "hall"] | None = None
    limits: dict[str, LimitSaid] = {}


def read(said: Any) -> Said:
    """The table as a struct. Raises ``ValueError`` with what is wrong."""
    found = msgspec.convert(said, Said)
    for name, one in found.limits.items():
        if promises.registered().get(name) is None:
            raise ValueError(f"deadlines.limits: there is no promise {name}")
        if sum(value is not None for value in (one.hours, one.minutes, one.working_days, one.calendar_days)) > 1:
            raise ValueError(f"deadlines.limits.{name}: one unit, please")
        if unknown := set(one.grades or ()) - set(GRADES):
            raise ValueError(f"deadlines.limits.{name}: no such grade: {', '.join(sorted(unknown))}")
    return found


async def changes(wanted: Said) -> list[Change]:
    """What the table says differently from what counts."""
    found = []
    profile = actions.profile_of(await queries.chosen_profile())
    if wanted.profile and wanted.profile != profile:
        found.append(Change("deadlines.profile", profile, wanted.profile))
    for promise, policy, new in await _limits(wanted):
        if not _is_same(policy, new):
            old, then = limit_words(policy.basis, policy.amount), limit_words(new.basis, new.amount)
            found.append(Change(f"deadlines.limits.{promise.id}", old, then))
    return found


async def apply(wanted: Said) -> None:
    """Choose the set and set the limits so."""
    if wanted.profile and wanted.profile != actions.profile_of(await queries.chosen_profile()):
        await actions.choose_profile(wanted.profile, for_open=False, by=SYSTEM)
    for promise, policy, new in await _limits(wanted):
        if not _is_same(policy, new):
            await actions.change_limit(promise.id, new, by=SYSTEM)


async def _limits(wanted: Said) -> list[tuple[Promise, Policy, NewPolicy]]:
    """Each promise that is named, with what counts and what shall."""
    found = []
    for name, said in wanted.limits.items():
        promise = actions.promise_here(name)
        policy = await actions.policy_now(promise)
        found.append((promise, policy, _new(policy, said)))
    return found


def _new(policy: Policy, said: LimitSaid) -> NewPolicy:
    new = NewPolicy(policy.basis, policy.amount, said.ladder or policy.ladder, policy.reminders, grades=policy.grades)
    new = replace(new, priorities=policy.priorities)
    if said.working_days:
        new = replace(new, basis="wd", amount=said.working_days)
    elif said.calendar_days:
        new = replace(new, basis="cd", amount=said.calendar_days)
    elif seconds := (said.hours or 0) * 3600 + (said.minutes or 0) * 60:
        new = replace(new, basis="clock" if said.of == "any time" else "work", amount=seconds)
    for name in ("reminders", "grades", "priorities"):
        if (given := getattr(said, name)) is not None:
            new = replace(new, **{name: given})
    return new


def _is_same(policy: Policy, new: NewPolicy) -> bool:
    names = ("basis", "amount", "ladder", "reminders", "grades", "priorities")
    return all(getattr(policy, name) == getattr(new, name) for name in names)
