"""Rules by which points are earned: proposed by who plans, approved by who leads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

import msgspec

from desk.extend import (
    NOT_A_CHOICE,
    Forbidden,
    Invalid,
    Principal,
    current_scope,
    gettext,
    label,
    now,
    payment_kinds,
    record,
    to_zone,
)
from desk_loyalty.errors import AT_LEAST_ONE, NOT_BEFORE, TOO_MANY, SameRuleTwice
from desk_loyalty.events import RuleApproved, RuleEnded
from desk_loyalty.queries import rules
from desk_loyalty.states import APPROVE_RULE, END_RULE, RuleStatus
from desk_loyalty.tables import LoyaltyRule

MOST = 100_000
"""Points for each hundred, at most."""
MOST_MONTHS = 1_200
MOST_PERCENT = 1_000


@dataclass(frozen=True, slots=True)
class NewRule:
    """How many points a kind of payment earns, and when the rule counts."""

    kind: str
    per_hundred: int
    begins_on: date
    ends_on: date | None = None
    months: int | None = None
    grades: Mapping[str, int] = field(default_factory=dict)
    """Per cent by grade; what isn't named gets 100."""


async def propose_rule(new: NewRule, *, by: Principal) -> LoyaltyRule:
    """Propose a rule. Raises ``Invalid`` with all that is wrong."""
    if not by.may("loyalty.plan"):
        raise Forbidden
    if faults := _faults(new):
        raise Invalid(faults)
    return await LoyaltyRule.add(
        kind=new.kind,
        per_hundred=new.per_hundred,
        grades=msgspec.json.encode(dict(new.grades)).decode(),
        months=new.months,
        begins_on=new.begins_on,
        ends_on=new.ends_on,
        proposed_by=by.id,
        proposed_at=now(),
    )


async def approve_rule(rule_id: UUID, *, by: Principal) -> None:
    """Let a rule count. Raises ``SameRuleTwice`` where another one counts for some of the same days."""
    rule = await rules.rule(rule_id)
    APPROVE_RULE.check(rule, by, _word)
    other = await rules.overlapping(rule.kind, rule.begins_on, rule.ends_on, rule.id)
    if other is not None:
        raise SameRuleTwice(begin=other["begins_on"])
    await _decide(rule, RuleStatus.APPROVED, by=by)
    await record(RuleApproved(rule.id, by=by, kind=rule.kind, per_hundred=rule.per_hundred))


async def end_rule(rule_id: UUID, *, by: Principal) -> None:
    """Let a rule count no longer: from tomorrow on, if it counts today."""
    rule = await rules.rule(rule_id)
    END_RULE.check(rule, by, _word)
    today = to_zone(now(), current_scope().tenant.zone).date()
    if rule.status == RuleStatus.APPROVED and rule.begins_on <= today:
        rule.ends_on = today if rule.ends_on is None else min(rule.ends_on, today)
        await rule.save([LoyaltyRule.ends_on])
    else:
        rule.ends_on = rule.begins_on - timedelta(days=1)
        await rule.save([LoyaltyRule.ends_on])
        await _decide(rule, RuleStatus.ENDED, by=by)
    await record(RuleEnded(rule.id, by=by, kind=rule.kind))


async def _decide(rule: LoyaltyRule, status: RuleStatus, *, by: Principal) -> None:
    rule.status, rule.decided_by, rule.decided_at = str(status), by.id, now()
    await rule.save([LoyaltyRule.status, LoyaltyRule.decided_by, LoyaltyRule.decided_at])


def _faults(new: NewRule) -> dict[str, str]:
    faults = {}
    if new.kind not in {one.id for one in payment_kinds()}:
        faults["kind"] = gettext(NOT_A_CHOICE)
    if not 0 <= new.per_hundred <= MOST:
        faults["per_hundred"] = gettext(TOO_MANY)
    if new.ends_on is not None and new.ends_on < new.begins_on:
        faults["ends_on"] = gettext(NOT_BEFORE)
    if new.months is not None and not 1 <= new.months <= MOST_MONTHS:
        faults["months"] = gettext(AT_LEAST_ONE)
    if any(not 0 <= one <= MOST_PERCENT for one in new.grades.values()):
        faults["grades"] = gettext(TOO_MANY)
    return faults


def _word(status: str) -> str:
    return label("loyalty.rule", status)
