"""What is printed and signed: the plan, the proposal with its scope, the minutes of the kickoff."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from asyncpg import Record

from desk.extend import (
    N_,
    Copy,
    Document,
    DocumentKind,
    Facts,
    Grid,
    NotFound,
    Principal,
    Prose,
    Signer,
    SignLines,
    current_scope,
    files_of,
    format_money,
    gettext,
    label,
    language,
    to_zone,
)
from desk_implementation.actions.bringing import PHOTOS_OF
from desk_implementation.actions.changing import moves_of
from desk_implementation.queries import people, plans, projects, works
from desk_implementation.states import EFFECTIVE, ChangeStatus, LogStatus, ProjectStatus, StageStatus

Part = Facts | Grid | Prose | SignLines
S = ProjectStatus
ACCEPTING = (S.FINAL_ACCEPTANCE, S.DOCUMENT_REVIEW, S.MANAGER_REVIEW, S.ARCHIVED)


async def plan(project_id: UUID, copy: Copy, by: Principal) -> Document:
    """Stages and tasks with dates and people; our copy has the risks, too, which the customer never sees."""
    found = await projects.sheet_by_id(project_id)
    stages, tasks = await plans.stages(project_id), await plans.tasks(project_id)
    team = "、".join(one["name"] for one in await people.team(project_id))
    facts = (
        *_head(found),
        (gettext("Project manager"), found["lead_name"] or ""),
        (gettext("Team"), team),
        (gettext("From – to"), _span(found)),
    )
    parts: list[Part] = [Facts(facts), _stages(stages)]
    parts += [_tasks(one, [task for task in tasks if task["stage"] == one["id"]]) for one in stages]
    parts += _prose((gettext("What you expect"), found["expectations"]), (gettext("What you do"), found["duties"]))
    if copy == Copy.OURS and by.kind != "contact":
        parts += await _risks(project_id)
    return _document(gettext("Project plan"), found, parts, sign=True)


async def proposal(project_id: UUID, _copy: Copy, _by: Principal) -> Document:
    """What is proposed, and what belongs to it."""
    found = await projects.sheet_by_id(project_id)
    fee = "" if found["fee_cents"] is None else format_money(found["fee_cents"], "CNY", language.get())
    facts = (
        *_head(found),
        (gettext("Products and modules"), found["products"]),
        (gettext("Estimated days"), str(found["days"] or "")),
        (gettext("Fee"), fee),
    )
    parts: list[Part] = [Facts(facts)]
    parts += _prose((gettext("Proposal"), found["proposal"]), (gettext("Scope"), found["scope"]))
    return _document(gettext("Proposal and scope"), found, parts, sign=True)


SIGNED_BEFORE = (("implementation.plan", N_("Signed plan")), ("implementation.proposal", N_("Signed proposal")))
"""The papers to which the minutes of a kickoff refer."""


async def kickoff(project_id: UUID, _copy: Copy, _by: Principal) -> Document:
    """The minutes of the kickoff. Raises ``NotFound`` before it was held."""
    found = await projects.sheet_by_id(project_id)
    if found["kickoff_on"] is None:
        raise NotFound
    signed = [
        (gettext(word), f"{given['signer']} · {_day(given['at'])} · {given['code']}")
        for kind, word in SIGNED_BEFORE
        if (given := await works.last_signature(kind, project_id, until=found["started_at"]))
    ]
    facts = (*_head(found), (gettext("Day of the kickoff"), str(found["kickoff_on"])), *signed)
    parts: list[Part] = [Facts(facts)]
    parts += _prose(
        (gettext("Present from us"), found["kickoff_ours"]),
        (gettext("Present from the customer"), found["kickoff_theirs"]),
        (gettext("Decisions"), found["kickoff_decisions"]),
    )
    return _document(gettext("Minutes of the kickoff"), found, parts)


async def log(log_id: UUID, _copy: Copy, _by: Principal) -> Document:
    """What was done on a day. Raises ``NotFound`` before it is confirmed."""
    one = await works.log_sheet(log_id)
    if one["status"] == LogStatus.DRAFT:
        raise NotFound
    found = await projects.sheet_by_id(one["project"])
    facts = (
        *_head(found),
        (gettext("Day"), str(one["day"])),
        (gettext("From – to"), f"{one['begins']} – {one['ends']}"),
        (gettext("Consultant"), one["consultant_name"]),
        (gettext("Stage"), one["stage_name"]),
    )
    parts: list[Part] = [Facts(facts)]
    parts += _prose(
        (gettext("Work done"), one["work"]),
        (gettext("Problems"), one["problems"]),
        (gettext("Next steps"), one["next_steps"]),
        (gettext("What the customer says"), one["comments"]),
    )
    if photos := (await files_of(PHOTOS_OF, [log_id])).get(log_id):
        parts.append(Grid(gettext("Photos"), (gettext("Name"),), tuple((photo.name,) for photo in photos)))
    return _document(gettext("Implementation log"), found, parts, sign=True)


async def deliverable(stage_id: UUID, _copy: Copy, _by: Principal) -> Document:
    """What a stage delivered, the cover that is signed. Raises ``NotFound`` before it was reviewed."""
    one = await plans.stage_sheet(stage_id)
    if one["status"] not in (StageStatus.REVIEWED, *EFFECTIVE):
        raise NotFound
    found = await projects.sheet_by_id(one["project"])
    facts = (
        *_head(found),
        (gettext("Stage"), one["name"]),
        (gettext("Round"), str(one["rounds"] + 1)),
        (gettext("Accepted when"), one["criteria"]),
        (gettext("Present from the customer's management"), one["attendee"]),
    )
    parts: list[Part] = [Facts(facts), Grid(gettext("Documents"), (gettext("Document"),), _lines(one["documents"]))]
    parts += _prose((gettext("Summary"), one["summary"]), (gettext("Review of the project manager"), one["review"]))
    return _document(gettext("Deliverable of a stage"), found, parts, sign=True)


async def change(change_id: UUID, _copy: Copy, _by: Principal) -> Document:
    """A change of the plan, with its effects, and which stages move. Raises ``NotFound`` before it was explained."""
    one = await works.change_sheet(change_id)
    if one["status"] == ChangeStatus.DRAFT:
        raise NotFound
    found = await projects.sheet_by_id(one["project"])
    facts = (
        *_head(found),
        (gettext("Change"), str(one["number"])),
        (gettext("Effect on time"), one["on_time"]),
        (gettext("Effect on cost"), one["on_cost"]),
        (gettext("Effect on scope"), one["on_scope"]),
    )
    parts: list[Part] = [Facts(facts), *_prose((gettext("What changes"), one["what"]), (gettext("Why"), one["why"]))]
    names = {stage["id"]: stage["name"] for stage in await plans.stages(found["id"])}
    moved = tuple((names[move.stage], f"{move.days:+d}") for move in moves_of(one["moves"]) if move.stage in names)
    if moved:
        parts.append(Grid(gettext("Stages that move"), (gettext("Stage"), gettext("Days")), moved, (1,)))
    return _document(gettext("Change of the plan"), found, parts, sign=True)


async def acceptance(project_id: UUID, _copy: Copy, _by: Principal) -> Document:
    """That all is done as agreed: the certificate of the final acceptance. Raises ``NotFound`` before it passed."""
    found = await projects.sheet_by_id(project_id)
    if found["status"] not in ACCEPTING:
        raise NotFound
    stages = tuple(
        (one["name"], one["deliverables"], _day(one["effective_at"])) for one in await plans.stages(project_id)
    )
    head = (gettext("Stage"), gettext("Delivers"), gettext("Signed on"))
    parts: list[Part] = [Facts(_head(found)), Grid(gettext("Stages"), head, stages)]
    text = gettext("All stages are delivered and signed. The customer accepts the project as a whole.")
    return _document(gettext("Final acceptance"), found, [*parts, Prose("", text)], sign=True)


async def archive(project_id: UUID, copy: Copy, by: Principal) -> Document:
    """The final report with the list of documents. Raises ``NotFound`` before it was written."""
    found = await projects.sheet_by_id(project_id)
    if not found["checklist"]:
        raise NotFound
    parts: list[Part] = [
        Facts(_head(found)),
        Grid(gettext("Documents"), (gettext("Document"),), _lines(found["checklist"])),
    ]
    parts += _prose((gettext("Summary"), found["summary"]))
    if copy == Copy.OURS and by.kind != "contact":
        parts += _prose((gettext("Lessons"), found["lessons"]))
    return _document(gettext("Final report and list of documents"), found, parts)


async def signer_of_log(log_id: UUID) -> Signer:
    """Likewise for a log."""
    return await signer((await works.log_sheet(log_id))["project"])


async def signer_of_stage(stage_id: UUID) -> Signer:
    """Likewise for what a stage delivered."""
    return await signer((await plans.stage_sheet(stage_id))["project"])


async def signer_of_change(change_id: UUID) -> Signer:
    """Likewise for a change."""
    return await signer((await works.change_sheet(change_id))["project"])


async def signer(project_id: UUID) -> Signer:
    """Whoever owns the project at the customer."""
    found = await projects.sheet_by_id(project_id)
    place = f"/implementation/{found['number']}"
    return Signer(found["contact"], found["contact_name"] or "", found["customer"], place)


def _head(found: Record) -> tuple[tuple[str, str], ...]:
    return (
        (gettext("Customer"), found["customer_name"]),
        (gettext("Project"), found["title"]),
        (gettext("Contract number"), found["contract"]),
        (gettext("Project owner at the customer"), found["contact_name"] or ""),
    )


def _span(found: Record) -> str:
    return f"{found['begins_on']} – {found['ends_on']}" if found["begins_on"] else ""


def _stages(stages: list[Record]) -> Grid:
    head = (gettext("Stage"), gettext("Begins"), gettext("Ends"), gettext("Responsible"))
    more = (gettext("Delivers"), gettext("Accepted when"))
    rows = tuple((one["name"], *_days(one), one["owner_name"], one["deliverables"], one["criteria"]) for one in stages)
    return Grid(gettext("Stages"), (*head, *more), rows)


def _tasks(stage: Record, tasks: list[Record]) -> Grid:
    head = (gettext("Task"), gettext("Begins"), gettext("Ends"), gettext("Responsible"), "")
    rows = tuple(
        (
            one["name"],
            *_days(one),
            one["owner_name"] or gettext("the customer"),
            gettext("milestone") if one["milestone"] else "",
        )
        for one in tasks
    )
    return Grid(stage["name"], head, rows)


async def _risks(project_id: UUID) -> list[Part]:
    found = [one for one in await plans.risks(project_id) if not one["over"]]
    head = (gettext("Risk"), gettext("Probability"), gettext("Impact"), gettext("Measure"), gettext("Responsible"))
    weights = ("probability", "impact")
    rows = tuple(
        (
            one["risk"],
            *(label("implementation.degree", one[name]) for name in weights),
            one["measure"],
            one["owner_name"] or "",
        )
        for one in found
    )
    return [Grid(gettext("Risks"), head, rows)] if rows else []


def _day(moment: datetime | None) -> str:
    return str(to_zone(moment, current_scope().tenant.zone).date()) if moment else ""


def _lines(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple((line.strip(),) for line in text.splitlines() if line.strip())


def _days(one: Record) -> tuple[str, str]:
    begins, ends = one["begins_on"], one["ends_on"]
    assert isinstance(begins, date)
    assert isinstance(ends, date)
    return begins.isoformat(), ends.isoformat()


def _prose(*said: tuple[str, str]) -> list[Part]:
    return [Prose(title, text) for title, text in said if text]


def _document(title: str, found: Record, parts: list[Part], *, sign: bool = False) -> Document:
    spoken: Literal["en", "zh-CN"] = "en" if language.get() == "en" else "zh-CN"
    lines = [SignLines((gettext("Signature of the customer"), gettext("Date")))] if sign else []
    return Document(title=title, number=f"#{found['number']}", parts=(*parts, *lines), language=spoken)


PROJECT = "implementation_project"
READ, OWN = "implementation.read", "implementation.own"
Content = Callable[[UUID, Copy, Principal], Awaitable[Document]]
Signs = Callable[[UUID], Awaitable[Signer]]


def _signed(name: str, label: str, subject: str, content: Content, signs: Signs) -> DocumentKind:
    return DocumentKind(f"implementation.{name}", label, subject, content, READ, OWN, signer=signs)


KINDS = (
    _signed("plan", N_("Project plan"), PROJECT, plan, signer),
    _signed("proposal", N_("Proposal and scope"), PROJECT, proposal, signer),
    DocumentKind("implementation.kickoff", N_("Minutes of the kickoff"), PROJECT, kickoff, READ, OWN),
    _signed("log", N_("Implementation log"), "implementation_log", log, signer_of_log),
    _signed("deliverable", N_("Deliverable of a stage"), "implementation_stage", deliverable, signer_of_stage),
    _signed("change", N_("Change of the plan"), "implementation_change", change, signer_of_change),
    _signed("acceptance", N_("Final acceptance"), PROJECT, acceptance, signer),
    DocumentKind("implementation.archive", N_("Final report and list of documents"), PROJECT, archive, READ, OWN),
)
