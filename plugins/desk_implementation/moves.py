"""Who may take what from where to where, and on which conditions: the domain's tables as data."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from desk.extend import Move, Principal, Refusal, gettext
from desk_implementation.errors import MISSING, Unmet
from desk_implementation.states import (
    BEFORE,
    EFFECTIVE,
    GOING,
    PLANNING,
    STAFFED,
    ChangeStatus,
    LogStatus,
    ProjectStatus,
    StageStatus,
)


class Condition(StrEnum):
    """What must be so before a Move; each has its sentence in ``errors.MISSING``."""

    STAGED = "staged"
    PROPOSED = "proposed"
    PLAN_SIGNED = "plan_signed"
    PROPOSAL_SIGNED = "proposal_signed"
    PAUSE_AGREED = "pause_agreed"
    COMPANY_AGREES = "company_agrees"
    WAS_PAUSED = "was_paused"
    WAS_EVALUATING = "was_evaluating"
    STAGES_EFFECTIVE = "stages_effective"
    PASSED = "passed"
    FAILED_STAGES = "failed_stages"
    FAILED_FOR_GOOD = "failed_for_good"
    ACCEPTANCE_SIGNED = "acceptance_signed"
    DOCUMENTS_COMPLETE = "documents_complete"
    OTHER_REVIEWER = "other_reviewer"
    DELIVERABLE_SIGNED = "deliverable_signed"
    CHANGE_SIGNED = "change_signed"
    LOG_SIGNED = "log_signed"


SIGNATURES = {
    Condition.PLAN_SIGNED: "implementation.plan",
    Condition.PROPOSAL_SIGNED: "implementation.proposal",
    Condition.ACCEPTANCE_SIGNED: "implementation.acceptance",
    Condition.DELIVERABLE_SIGNED: "implementation.deliverable",
    Condition.CHANGE_SIGNED: "implementation.change",
    Condition.LOG_SIGNED: "implementation.log",
}
"""Conditions that the customer fulfils: by signing this document in the version that counts."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a thing stands: its status, and which conditions are fulfilled."""

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


def guarded(*conditions: Condition) -> Callable[[Standing, Principal], Refusal | None]:
    """A guard of these conditions."""
    return Guard(conditions)


S, C = ProjectStatus, Condition
DECIDE, LEAD, WORK, COMPANY = (f"implementation.{one}" for one in ("decide", "lead", "work", "company"))
BOTH_SIGNED = guarded(C.PLAN_SIGNED, C.PROPOSAL_SIGNED)

APPLY = Move("apply", (S.NEEDED,), S.APPLIED, "implementation.apply")
ASSIGN = Move("assign", (S.APPLIED,), S.ASSIGNED, DECIDE)
REASSIGN = Move("reassign", STAFFED, None, DECIDE)
DROP = Move("drop", BEFORE, S.DROPPED, DECIDE)
HAND_OVER = Move("hand_over", (S.APPLIED, *STAFFED), None, "implementation.hand_over")
PROPOSE = Move("propose", PLANNING, None, LEAD)
PLAN = Move("plan", PLANNING, None, LEAD)
KEEP_PLAN = Move("keep_plan", STAFFED, None, LEAD)
WEIGH = Move("weigh", STAFFED, None, LEAD)
FINISH_PLAN = Move("finish_plan", (S.ASSIGNED,), S.PLANNED, LEAD, guarded(C.STAGED, C.PROPOSED))
SIGN_PLAN = Move("sign_plan", (S.PLANNED,), S.READY, LEAD, BOTH_SIGNED)
KICK_OFF = Move("kick_off", (S.READY,), S.RUNNING, LEAD, BOTH_SIGNED)

NOTE_POINT = Move("note_point", GOING, None, WORK)
WRITE_LOG = Move("write_log", (S.RUNNING, S.EVALUATING), None, WORK)
WRITE_CHANGE = Move("write_change", GOING, None, LEAD)
WORK_ON = Move("work_on", (S.RUNNING,), None, WORK)
"""What is done with stages: only while the project runs."""
CHECK_STAGE = Move("check_stage", (S.RUNNING,), None, LEAD)
REQUEST_PAUSE = Move("request_pause", (S.RUNNING,), S.PAUSE_REQUESTED, WORK)
AGREE_PAUSE = Move("agree_pause", (S.PAUSE_REQUESTED,), None, LEAD)
PAUSE = Move("pause", (S.PAUSE_REQUESTED,), S.PAUSED, DECIDE, guarded(C.PAUSE_AGREED))
REFUSE_PAUSE = Move("refuse_pause", (S.PAUSE_REQUESTED,), S.RUNNING, LEAD)
RESUME = Move("resume", (S.PAUSED,), S.RUNNING, LEAD)
GIVE_UP = Move("give_up", (S.PAUSED,), S.TERMINATION_REQUESTED, WORK)
GIVE_UP_FAILED = Move("give_up_failed", (S.EVALUATING,), S.TERMINATION_REQUESTED, WORK, guarded(C.FAILED_FOR_GOOD))
AGREE_TERMINATION = Move("agree_termination", (S.TERMINATION_REQUESTED,), None, COMPANY)
TERMINATE = Move("terminate", (S.TERMINATION_REQUESTED,), S.TERMINATED, DECIDE, guarded(C.COMPANY_AGREES))
BACK_TO_PAUSE = Move("back_to_pause", (S.TERMINATION_REQUESTED,), S.PAUSED, DECIDE, guarded(C.WAS_PAUSED))
BACK_TO_EVALUATION = Move(
    "back_to_evaluation",
    (S.TERMINATION_REQUESTED,),
    S.EVALUATING,
    DECIDE,
    guarded(C.STAGES_EFFECTIVE, C.WAS_EVALUATING),
)

REQUEST_EVALUATION = Move("request_evaluation", (S.RUNNING,), S.EVALUATING, WORK, guarded(C.STAGES_EFFECTIVE))
EVALUATE = Move("evaluate", (S.EVALUATING,), None, LEAD)
PASS = Move("pass", (S.EVALUATING,), S.FINAL_ACCEPTANCE, DECIDE, guarded(C.STAGES_EFFECTIVE, C.PASSED))
REWORK = Move("rework", (S.EVALUATING,), S.RUNNING, DECIDE, guarded(C.FAILED_STAGES))
ACCEPT = Move(
    "accept", (S.FINAL_ACCEPTANCE,), S.DOCUMENT_REVIEW, LEAD, guarded(C.STAGES_EFFECTIVE, C.ACCEPTANCE_SIGNED)
)
REPORT = Move("report", (S.FINAL_ACCEPTANCE, S.DOCUMENT_REVIEW), None, LEAD)
REVIEW = Move("review", (S.DOCUMENT_REVIEW,), S.MANAGER_REVIEW, LEAD, guarded(C.DOCUMENTS_COMPLETE))
RETURN_DOCUMENTS = Move("return_documents", (S.MANAGER_REVIEW,), S.DOCUMENT_REVIEW, DECIDE)
ARCHIVE = Move("archive", (S.MANAGER_REVIEW,), S.ARCHIVED, DECIDE, guarded(C.ACCEPTANCE_SIGNED, C.OTHER_REVIEWER))

OF_PROJECT = (
    *(APPLY, ASSIGN, REASSIGN, DROP, HAND_OVER, PROPOSE, PLAN, KEEP_PLAN, WEIGH, FINISH_PLAN, SIGN_PLAN, KICK_OFF),
    *(NOTE_POINT, WRITE_LOG, WRITE_CHANGE, WORK_ON, CHECK_STAGE),
    *(REQUEST_PAUSE, AGREE_PAUSE, PAUSE, REFUSE_PAUSE, RESUME, GIVE_UP, GIVE_UP_FAILED, AGREE_TERMINATION, TERMINATE),
    *(BACK_TO_PAUSE, BACK_TO_EVALUATION, REQUEST_EVALUATION, EVALUATE, PASS, REWORK, ACCEPT, REPORT, REVIEW),
    *(RETURN_DOCUMENTS, ARCHIVE),
)

T = StageStatus
START = Move("start", (T.PLANNED,), T.RUNNING, WORK)
DELIVER = Move("deliver", (T.RUNNING,), T.DELIVERED, WORK)
REVIEW_STAGE = Move("review", (T.DELIVERED,), T.REVIEWED, LEAD)
RETURN_STAGE = Move("return", (T.DELIVERED,), T.RUNNING, LEAD)
SIGN_STAGE = Move("sign", (T.REVIEWED,), T.EFFECTIVE, LEAD, guarded(C.DELIVERABLE_SIGNED))
SURVEY_STAGE = Move("survey", (T.EFFECTIVE,), T.SURVEYED, LEAD)
REDO = Move("redo", EFFECTIVE, T.RUNNING, DECIDE)
OF_STAGE = (START, DELIVER, REVIEW_STAGE, RETURN_STAGE, SIGN_STAGE, SURVEY_STAGE, REDO)

H = ChangeStatus
EXPLAIN = Move("explain", (H.DRAFT,), H.EXPLAINED, LEAD)
SIGN_CHANGE = Move("sign", (H.EXPLAINED,), H.SIGNED, LEAD, guarded(C.CHANGE_SIGNED))
EXECUTE = Move("execute", (H.SIGNED,), H.EXECUTED, LEAD, guarded(C.CHANGE_SIGNED))
WITHDRAW = Move("withdraw", (H.DRAFT, H.EXPLAINED), H.WITHDRAWN, LEAD)
OF_CHANGE = (EXPLAIN, SIGN_CHANGE, EXECUTE, WITHDRAW)

CORRECT_LOG = Move("correct", (LogStatus.DRAFT,), None, WORK)
CONFIRM_LOG = Move("confirm", (LogStatus.DRAFT,), LogStatus.CONFIRMED, WORK)
SIGN_LOG = Move("sign", (LogStatus.CONFIRMED,), LogStatus.SIGNED, WORK, guarded(C.LOG_SIGNED))
OF_LOG = (CORRECT_LOG, CONFIRM_LOG, SIGN_LOG)
