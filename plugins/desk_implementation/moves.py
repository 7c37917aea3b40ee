"""Who may take a project from where to where, and on which conditions: the domain's table as data."""

from dataclasses import dataclass
from enum import StrEnum

from desk.extend import Move, Principal, Refusal, gettext
from desk_implementation.errors import MISSING, Unmet
from desk_implementation.states import BEFORE, PLANNING, STAFFED, ProjectStatus


class Condition(StrEnum):
    """What must be so before a Move; each has its sentence in ``errors.MISSING``."""

    STAGED = "staged"
    PROPOSED = "proposed"
    PLAN_SIGNED = "plan_signed"
    PROPOSAL_SIGNED = "proposal_signed"


SIGNATURES = {
    Condition.PLAN_SIGNED: "implementation.plan",
    Condition.PROPOSAL_SIGNED: "implementation.proposal",
}
"""Conditions that the customer fulfils: by signing this document in the version that counts."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a project stands: its status, and which conditions are fulfilled."""

    status: str
    met: frozenset[Condition] = frozenset()


@dataclass(frozen=True, slots=True)
class Guard:
    """All these conditions; the first that isn't fulfilled is what the refusal says."""

    conditions: tuple[Condition, ...]

    def __call__(self, standing: Standing, _by: Principal) -> Refusal | None:
        """What is missing, or None."""
        for one in self.conditions:
            if one not in standing.met:
                return Unmet(what=gettext(MISSING[one]))
        return None


def guarded(*conditions: Condition) -> Guard:
    """A guard of these conditions."""
    return Guard(conditions)


S, C = ProjectStatus, Condition
APPLY = Move("apply", (S.NEEDED,), S.APPLIED, "implementation.apply")
ASSIGN = Move("assign", (S.APPLIED,), S.ASSIGNED, "implementation.decide")
REASSIGN = Move("reassign", STAFFED, None, "implementation.decide")
DROP = Move("drop", BEFORE, S.DROPPED, "implementation.decide")
HAND_OVER = Move("hand_over", (S.APPLIED, *STAFFED), None, "implementation.hand_over")
PROPOSE = Move("propose", PLANNING, None, "implementation.lead")
PLAN = Move("plan", PLANNING, None, "implementation.lead")
KEEP_PLAN = Move("keep_plan", STAFFED, None, "implementation.lead")
WEIGH = Move("weigh", STAFFED, None, "implementation.lead")
FINISH_PLAN = Move("finish_plan", (S.ASSIGNED,), S.PLANNED, "implementation.lead", guarded(C.STAGED, C.PROPOSED))
SIGN_PLAN = Move("sign_plan", (S.PLANNED,), S.READY, "implementation.lead", guarded(C.PLAN_SIGNED, C.PROPOSAL_SIGNED))
KICK_OFF = Move("kick_off", (S.READY,), S.RUNNING, "implementation.lead", guarded(C.PLAN_SIGNED, C.PROPOSAL_SIGNED))

MOVES = (APPLY, ASSIGN, REASSIGN, DROP, HAND_OVER, PROPOSE, PLAN, KEEP_PLAN, WEIGH, FINISH_PLAN, SIGN_PLAN, KICK_OFF)
