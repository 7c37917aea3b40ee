"""What is printed and signed: the plan, the proposal with its scope, the minutes of the kickoff."""

from datetime import date
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
    format_money,
    gettext,
    label,
    language,
)
from desk_implementation.queries import people, plans, projects

Part = Facts | Grid | Prose | SignLines


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


async def kickoff(project_id: UUID, _copy: Copy, _by: Principal) -> Document:
    """The minutes of the kickoff. Raises ``NotFound`` before it was held."""
    found = await projects.sheet_by_id(project_id)
    if found["kickoff_on"] is None:
        raise NotFound
    parts: list[Part] = [Facts((*_head(found), (gettext("Day of the kickoff"), str(found["kickoff_on"]))))]
    parts += _prose(
        (gettext("Present from us"), found["kickoff_ours"]),
        (gettext("Present from the customer"), found["kickoff_theirs"]),
        (gettext("Decisions"), found["kickoff_decisions"]),
    )
    return _document(gettext("Minutes of the kickoff"), found, parts)


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
KINDS = (
    DocumentKind("implementation.plan", N_("Project plan"), PROJECT, plan, reads=READ, portal_reads=OWN, signer=signer),
    DocumentKind(
        "implementation.proposal",
        N_("Proposal and scope"),
        PROJECT,
        proposal,
        reads=READ,
        portal_reads=OWN,
        signer=signer,
    ),
    DocumentKind(
        "implementation.kickoff", N_("Minutes of the kickoff"), PROJECT, kickoff, reads=READ, portal_reads=OWN
    ),
)
