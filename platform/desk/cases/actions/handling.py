"""What a partner does with a complaint that headquarters transferred: takes it on, works it, and gives feedback."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from desk.cases import queries
from desk.cases.actions._saying import checked, facts_of, go_on
from desk.cases.events import CaseAccepted, CaseEvent, CaseHandled, CaseReported, ComplaintTransferred, FeedbackGiven
from desk.cases.kinds import HANDLE
from desk.cases.states import ACCEPT, END, FEED_BACK, REPORT, TRANSFER
from desk.cases.tables import CaseFeedback
from desk.foundation.database import rows
from desk.foundation.events import record
from desk.foundation.moves import Move
from desk.foundation.principals import Principal
from desk.foundation.reactions import is_heard
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import gettext, language
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.tasks import actions as tasks

SUPERVISOR = "service_supervisor"


@dataclass(frozen=True, slots=True)
class Feedback:
    """What headquarters reads when the handling ended (domain 20, hq_feedback)."""

    result: str
    done_on: date
    opinion: str
    """What the customer thinks of it now."""
    measures: str
    """What is done so that it doesn't happen again."""


async def accept_case(number: int, *, by: Principal, version: int | None = None) -> None:
    """Take a complaint on: from now on headquarters sees who works it."""
    await _go(number, version, ACCEPT, "", CaseAccepted, by=by)


async def report_case(number: int, body: str, *, by: Principal, version: int | None = None) -> None:
    """Tell headquarters how it stands."""
    await _go(number, version, REPORT, body, CaseReported, by=by)


async def end_handling(number: int, body: str, *, by: Principal, version: int | None = None) -> None:
    """The handling ended: the feedback is due within ``HQ-D1``. What was still to be done about it isn't any more."""
    case_id = await _go(number, version, END, body, CaseHandled, by=by)
    await tasks.withdraw(_key(case_id), "cases", by=by)


async def feed_back(number: int, feedback: Feedback, *, by: Principal, version: int | None = None) -> None:
    """Give headquarters the feedback; it closes the complaint or sends it back."""
    case = await checked(number, version, FEED_BACK, by=by)
    await CaseFeedback.insert(
        CaseFeedback(
            tenant_id=case["tenant_id"],
            id=uuid7(),
            hq_case=case["id"],
            author_name=by.name[:100],
            author_id=by.id,
            at=now(),
            **asdict(feedback),
        )
    )
    await go_on(case, FEED_BACK, "", by=by)
    await tasks.withdraw(_key(case["id"]), "cases", by=by)
    await record(FeedbackGiven(case["id"], by=by, **await facts_of(case)))


async def ask_for_handling(case_id: UUID, *, by: Principal) -> None:
    """Ask the supervisor to see to a transferred complaint. Nothing happens where a plugin hears of it and works it."""
    scope = current_scope().tenant
    if is_heard(ComplaintTransferred.name, scope.plugins):
        return
    case = await queries.by_id(rows, case_id)
    spoken = language.set(scope.locale)
    title = gettext("Complaint from headquarters: {title}").format(title=case["title"])[:200]
    language.reset(spoken)
    new = tasks.NewTask(
        kind=HANDLE.id,
        title=title,
        role=SUPERVISOR,
        subject_kind="case",
        subject_id=case_id,
        key=_key(case_id),
        asker="cases",
        reference=TRANSFER,
    )
    await tasks.ask(new, by=by)


def _key(case_id: UUID) -> str:
    return f"cases.handle:{case_id}"


async def _go(number: int, version: int | None, move: Move, body: str, fact: type[CaseEvent], *, by: Principal) -> UUID:
    case = await checked(number, version, move, by=by)
    await go_on(case, move, body, by=by)
    await record(fact(case["id"], by=by, **await facts_of(case)))
    found: UUID = case["id"]
    return found
