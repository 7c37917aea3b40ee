"""What is done with a complaint, step by step: each is one row of the domain's table of transitions."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from desk.extend import REQUIRED, Invalid, Move, Principal, chosen, gettext, now, record
from desk_complaints import events, settings, states
from desk_complaints.actions._saying import checked, save, say
from desk_complaints.errors import (
    COMPLAINED_ABOUT,
    NOBODY_HERE,
    NOT_OF_CATEGORY,
    ONLY_SERVICE,
    FeedbackFirst,
    TooLate,
)
from desk_complaints.queries import people, transfers
from desk_complaints.states import ITEMS, Category, Kind, Level
from desk_complaints.tables import ComplaintsComplaint


@dataclass(frozen=True, slots=True)
class Said:
    """What a step is given; each asks for some of it."""

    text: str = ""
    level: str = ""
    category: str = ""
    item: str = ""
    position: str = ""
    department: str = ""
    assignee: UUID | None = None
    corrective: str = ""
    preventive: str = ""
    motive: str = ""


Write = Callable[[ComplaintsComplaint, Said, Principal], Awaitable[dict[str, Any]]]
"""What a step changes; the answer is what its fact says besides the number. Raises ``Invalid``."""


@dataclass(frozen=True, slots=True)
class Step:
    """One way on: the move, what its text becomes, whether it needs one, the fact, and what changes besides."""

    move: Move
    fact: type[events.ComplaintEvent]
    entry: Kind | None = None
    wants_text: bool = True
    write: Write | None = None
    asks: tuple[str, ...] = ()
    """The fields that its form shows besides the text."""


async def take_step(number: int, name: str, said: Said, *, by: Principal, version: int | None = None) -> None:
    """Go on by one step. Raises what refuses it: ``CannotMove``, ``AboutYou``, ``Invalid``, ``Stale``."""
    step = STEPS[name]
    found = await checked(number, step.move, version, by=by)
    if step.entry and step.wants_text and not said.text.strip():
        raise Invalid({"text": gettext(REQUIRED)})
    told = await step.write(found, said, by) if step.write else {}
    await save(found, **({"status": str(step.move.to)} if step.move.to else {}))
    if step.entry:
        await say(found, step.entry, said.text, by=by)
    await record(step.fact(found.id, by=by, customer_id=found.customer, number=number, **told))


async def _grade(found: ComplaintsComplaint, said: Said, by: Principal) -> dict[str, Any]:
    """Level, category, item and position; the first time it is judged valid with it."""
    faults: dict[str, str] = {}
    if said.level not in list(Level):
        faults["level"] = gettext(REQUIRED)
    if said.category not in ITEMS:
        faults["category"] = gettext(REQUIRED)
    elif said.item not in ITEMS[said.category]:
        faults["item"] = gettext(NOT_OF_CATEGORY)
    if said.category == Category.SERVICE and said.position not in list(states.Position):
        faults["position"] = gettext(REQUIRED)
    elif said.category != Category.SERVICE and said.position:
        faults["position"] = gettext(ONLY_SERVICE)
    if faults:
        raise Invalid(faults)
    was, graded = found.level, {name: getattr(said, name) for name in ("level", "category", "item", "position")}
    await save(found, **{**graded, "position": said.position or None})
    if said.level == Level.SERIOUS and was != Level.SERIOUS:
        await record(events.Serious(found.id, by=by, customer_id=found.customer, number=found.number))
    return graded


async def _accept(found: ComplaintsComplaint, said: Said, by: Principal) -> dict[str, Any]:
    graded = await _grade(found, said, by)
    await save(found, valid=True, judged_at=now(), motive=said.motive or None)
    return graded | {"key": found.key_customer}


async def _explain(found: ComplaintsComplaint, _said: Said, _by: Principal) -> dict[str, Any]:
    """Not valid; the customer reads why, and that is the answer."""
    await save(found, valid=False, judged_at=now())
    await first_answer(found)
    return {}


async def _take(found: ComplaintsComplaint, _said: Said, by: Principal) -> dict[str, Any]:
    await save(found, assignee=by.id if by.is_staff else None)
    return {}


async def _assign(found: ComplaintsComplaint, said: Said, _by: Principal) -> dict[str, Any]:
    """To a department, and whoever answers for it there; never to whom it is about."""
    faults: dict[str, str] = {}
    if not said.department.strip():
        faults["department"] = gettext(REQUIRED)
    if said.assignee is None:
        faults["assignee"] = gettext(REQUIRED)
    elif said.assignee in (found.about_person, found.about_manager):
        faults["assignee"] = gettext(COMPLAINED_ABOUT)
    elif not await people.are_here([said.assignee]):
        faults["assignee"] = gettext(NOBODY_HERE)
    if faults:
        raise Invalid(faults)
    await save(found, department=said.department.strip(), assignee=said.assignee)
    return {}


async def _reply(found: ComplaintsComplaint, _said: Said, _by: Principal) -> dict[str, Any]:
    return {"first": await first_answer(found)}


async def first_answer(found: ComplaintsComplaint) -> bool:
    """Note when the customer was first answered, which is never overwritten; whether this was it."""
    first: bool = found.responded_at is None
    if first:
        await save(found, responded_at=now())
    return first


async def _verify(found: ComplaintsComplaint, _said: Said, by: Principal) -> dict[str, Any]:
    await save(found, verified_at=now(), satisfied=True)
    return {"by_customer": by.kind == "contact"}


async def _not_solved(found: ComplaintsComplaint, _said: Said, _by: Principal) -> dict[str, Any]:
    await save(found, loops=found.loops + 1)
    return {"loops": found.loops}


async def _measures(found: ComplaintsComplaint, said: Said, by: Principal) -> dict[str, Any]:
    """The text is the cause; what was done about it, and what keeps it from happening again."""
    faults = {name: gettext(REQUIRED) for name in ("corrective", "preventive") if not getattr(said, name).strip()}
    if faults:
        raise Invalid(faults)
    await say(found, Kind.CORRECTIVE, said.corrective, by=by)
    await say(found, Kind.PREVENTIVE, said.preventive, by=by)
    return {}


async def _archive(found: ComplaintsComplaint, _said: Said, _by: Principal) -> dict[str, Any]:
    """What headquarters transferred stays open until it has the feedback (CP-D3)."""
    if found.hq_case is not None and (case := await transfers.case(found.hq_case))["status"] not in transfers.FED_BACK:
        raise FeedbackFirst(number=case["number"])
    await save(found, archived_at=now())
    return {"valid": found.valid is True}


async def _withdraw(found: ComplaintsComplaint, _said: Said, _by: Principal) -> dict[str, Any]:
    """It stays valid or not as it was judged."""
    await save(found, archived_at=now())
    return {}


async def _reopen(found: ComplaintsComplaint, _said: Said, _by: Principal) -> dict[str, Any]:
    _in_time(found)
    await save(found, reopened=found.reopened + 1, archived_at=None, satisfied=None)
    return {}


async def _appeal(found: ComplaintsComplaint, _said: Said, _by: Principal) -> dict[str, Any]:
    """It is reviewed once more; until then it counts as it was judged."""
    _in_time(found)
    await save(found, appealed_at=now(), archived_at=None, satisfied=None)
    return {}


async def _sent_back(found: ComplaintsComplaint, _said: Said, _by: Principal) -> dict[str, Any]:
    await save(found, archived_at=None, satisfied=None)
    return {}


def _in_time(found: ComplaintsComplaint) -> None:
    """Raises ``TooLate`` for what lies too long in the archive."""
    days = chosen(settings.REOPENING)
    if found.archived_at is not None and now() - found.archived_at > timedelta(days=days):
        raise TooLate(days=days)


GRADING = ("level", "category", "item", "position")
STEPS: dict[str, Step] = {
    one.move.action: one
    for one in (
        Step(states.ACCEPT, events.Accepted, Kind.REVIEW, write=_accept, asks=(*GRADING, "motive")),
        Step(states.EXPLAIN, events.Explained, Kind.EXPLANATION, write=_explain),
        Step(states.TAKE, events.Taken, Kind.ADVICE, wants_text=False, write=_take),
        Step(states.ASSIGN, events.Assigned, Kind.ADVICE, write=_assign, asks=("department", "assignee")),
        Step(states.INSTRUCT, events.Instructed, Kind.INSTRUCTION),
        Step(states.REPLY, events.Responded, Kind.REPLY, write=_reply),
        Step(states.RESULT, events.ResultReturned, Kind.RESULT),
        Step(states.VERIFY, events.Verified, Kind.VERIFICATION, write=_verify),
        Step(states.NOT_SOLVED, events.NotSolved, Kind.VERIFICATION, write=_not_solved),
        Step(states.ESCALATE, events.Escalated),
        Step(states.ANSWER, events.Answered),
        Step(states.SENT_BACK, events.SentBack, write=_sent_back),
        Step(states.MEASURES, events.MeasuresRecorded, Kind.CAUSE, write=_measures, asks=("corrective", "preventive")),
        Step(states.ARCHIVE, events.Closed, Kind.NOTE, wants_text=False, write=_archive),
        Step(states.REGRADE, events.Regraded, Kind.REVIEW, write=_grade, asks=GRADING),
        Step(states.REOPEN, events.Reopened, Kind.NOTE, write=_reopen),
        Step(states.APPEALED, events.Appealed, Kind.OPINION, write=_appeal),
        Step(states.WITHDRAW, events.Withdrawn, Kind.NOTE, write=_withdraw),
        Step(states.NOTE, events.Noted, Kind.NOTE),
        Step(states.CONFIRM, events.Verified, Kind.OPINION, wants_text=False, write=_verify),
        Step(states.OBJECT, events.NotSolved, Kind.OPINION, write=_not_solved),
        Step(states.TAKE_BACK, events.Withdrawn, Kind.OPINION, wants_text=False, write=_withdraw),
        Step(states.APPEAL, events.Appealed, Kind.OPINION, write=_appeal),
    )
}
"""All steps by their name, in the order in which pages offer them."""
OF_CUSTOMER = ("confirm", "object", "take_back", "appeal")
OF_CASES = ("escalate", "answer", "sent_back")
"""Taken by what happens to the case at headquarters, not by a button."""
OF_STAFF = tuple(name for name in STEPS if name not in (*OF_CUSTOMER, *OF_CASES))
