"""Projects as pages see them: with words for what is stored."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.extend import (
    CustomerThing,
    Panel,
    Principal,
    current_principal,
    current_scope,
    current_signature,
    files_of,
    format_money,
    gettext,
    label,
    language,
    ngettext,
    now,
    printable,
    signable,
    to_zone,
    words,
)
from desk_implementation.actions.bringing import PHOTOS_OF
from desk_implementation.actions.changing import moves_of
from desk_implementation.documents import ACCEPTING
from desk_implementation.queries import people, plans, projects, works
from desk_implementation.states import BEFORE, GOING, OPEN

LOOKS = {
    "needed": ("amber", "inbox"),
    "applied": ("blue", "edit"),
    "assigned": ("blue", "people"),
    "planned": ("violet", "pen"),
    "ready": ("green", "check"),
    "running": ("accent", "play"),
    "pause_requested": ("amber", "pause"),
    "paused": ("amber", "pause"),
    "evaluating": ("blue", "star"),
    "final_acceptance": ("violet", "pen"),
    "document_review": ("blue", "list"),
    "manager_review": ("blue", "list"),
    "archived": ("green", "check"),
    "termination_requested": ("red", "ban"),
    "terminated": ("red", "ban"),
    "dropped": ("grey", "ban"),
}
PART_LOOKS = {
    "stage": {
        "planned": ("grey", "clock"),
        "running": ("accent", "play"),
        "delivered": ("blue", "upload"),
        "reviewed": ("violet", "pen"),
        "effective": ("green", "check"),
        "surveyed": ("green", "star"),
    },
    "log": {"draft": ("grey", "edit"), "confirmed": ("violet", "pen"), "signed": ("green", "check")},
    "change": {
        "draft": ("grey", "edit"),
        "explained": ("violet", "pen"),
        "signed": ("blue", "check"),
        "executed": ("green", "check"),
        "withdrawn": ("grey", "ban"),
    },
}
CURRENCY = "CNY"
LOG_DAYS = 14
"""For how long a missing log is shown."""


def look_of(part: str, status: str) -> dict[str, str]:
    """A part's status as a mark."""
    tint, sign = PART_LOOKS[part][status]
    return {"word": label(f"implementation.{part}", status), "tint": tint, "sign": sign}


def project_row(found: Mapping[str, Any], words_of: str = "implementation.project") -> dict[str, Any]:
    """One project for a list, a panel or a page."""
    tint, sign = LOOKS[found["status"]]
    same = ("id", "number", "title", "status", "needed_at", "begins_on", "ends_on", "version")
    return {
        **{name: found[name] for name in same},
        "customer": {"id": found["customer"], "name": found["customer_name"]},
        "lead": found["lead_name"] or "",
        "word": label(words_of, found["status"]),
        "tint": tint,
        "sign": sign,
    }


def project_sheet(found: Record) -> dict[str, Any]:
    """One project with what its page says besides."""
    same = ("need", "contract", "products", "wanted_on", "days", "proposal", "scope", "expectations", "duties")
    more = ("kickoff_on", "kickoff_ours", "kickoff_theirs", "kickoff_decisions", "reason", "applied_at", "started_at")
    end = ("paused_on", "summary", "checklist", "missing", "lessons", "payment")
    fee = found["fee_cents"]
    return project_row(found) | {
        **{name: found[name] for name in (*same, *more, *end)},
        "contact": found["contact_name"] or "",
        "source": label("implementation.source", found["source"]),
        "fee": "" if fee is None else format_money(fee, CURRENCY, language.get()),
    }


def sheet_values(found: Record) -> dict[str, dict[str, str]]:
    """What the forms of a project show at first, by the noun of their door."""
    application = {
        **{name: str(found[name] or "") for name in ("title", "need", "products", "source", "contract", "contact")},
        **{"wanted_on": str(found["wanted_on"] or ""), "work_days": str(found["days"] or "")},
        "fee": "" if found["fee_cents"] is None else f"{found['fee_cents'] / 100:g}",
    }
    proposal = {name: found[name] for name in ("proposal", "scope", "expectations", "duties")}
    report = {name: found[name] for name in ("summary", "checklist", "lessons")}
    return {"application": application, "proposal": proposal, "report": report}


def part_values(part: Mapping[str, Any]) -> dict[str, str]:
    """A part of a project as its form shows it at first."""
    plain = {name: "" if given is None else str(given) for name, given in part.items()}
    return plain | {name: "yes" if part[name] else "" for name in ("milestone", "over") if name in part}


async def plan_of(project_id: UUID) -> list[dict[str, Any]]:
    """Stages, each with its tasks."""
    tasks = [dict(one) for one in await plans.tasks(project_id)]
    return [
        {**dict(one), "tasks": [task for task in tasks if task["stage"] == one["id"]]}
        for one in await plans.stages(project_id)
    ]


async def papers(found: Record, by: Principal) -> list[dict[str, Any]]:
    """The papers of a project that the customer signs: whether they are signed as they are now, and the way to sign."""
    ways = {one["url"].split("/")[2]: one["url"] for one in signable(PROJECT, found["id"], by)}
    kinds = [*PLAN_PAPERS, *([ACCEPTANCE] if found["status"] in ACCEPTING else [])]
    return [await _paper(kind, found, ways.get(kind, ""), by) for kind in kinds]


async def _paper(kind: str, found: Record, url: str, by: Principal) -> dict[str, Any]:
    """One of them. Once a project has begun its plan moves by changes alone, each of which is signed itself."""
    given = await current_signature(kind, found["id"], by=by)
    last = None if given or found["status"] in BEFORE else await works.last_signature(kind, found["id"])
    return {
        "name": label("implementation.paper", kind.rpartition(".")[2]),
        "url": "" if last else url,
        "print_url": f"/documents/{kind}/{found['id']}",
        "signer": given.signer if given else last["signer"] if last else "",
        "signed_at": given.at if given else last["at"] if last else None,
        "changed": last is not None,
    }


async def logs_of(project_id: UUID, *, most: int, drafts: bool = True) -> list[dict[str, Any]]:
    """Logs, each with its mark and its photos; without drafts for customers."""
    found = await works.logs(project_id, most=most, drafts=drafts)
    photos = await files_of(PHOTOS_OF, [one["id"] for one in found])
    return [dict(one) | look_of("log", one["status"]) | {"photos": photos.get(one["id"], [])} for one in found]


def ways_to_sign(kind: str, part_id: UUID, by: Principal) -> list[dict[str, Any]]:
    """The way to sign a part of a project."""
    return signable(kind, part_id, by)


def change_view(found: Mapping[str, Any]) -> dict[str, Any]:
    """One change, with how many stages it moves."""
    return {**found, **look_of("change", found["status"]), "moves": [one.days for one in moves_of(found["moves"])]}


async def unlogged(found: Record) -> list[date]:
    """Days of the last two weeks on which somebody worked and nobody confirmed a log."""
    if found["status"] not in GOING:
        return []
    today = to_zone(now(), current_scope().tenant.zone).date()
    return await works.days_without_log(found["id"], today - timedelta(days=LOG_DAYS), today - timedelta(days=1))


async def offers(found: Record) -> dict[str, Sequence[tuple[str, str]]]:
    """What may be chosen in the forms of a project."""
    everybody = [(str(one["id"]), one["name"]) for one in await people.members()]
    team = [(str(one["id"]), one["name"]) for one in await people.team(found["id"])]
    stages = [(str(one["id"]), one["name"]) for one in await plans.stages(found["id"])]
    return {
        "members": everybody,
        "team": team,
        "team_or_customer": [("", gettext("The customer")), *team],
        "team_or_nobody": [("", gettext("Nobody yet")), *team],
        "contacts": [
            ("", gettext("Nobody yet")),
            *((str(one["id"]), one["name"]) for one in await people.contacts(found["customer"])),
        ],
        "templates": [(str(one["id"]), one["name"]) for one in await plans.templates()],
        "stages": stages,
        "stages_or_none": [("", gettext("No stage moves")), *stages],
        **{name: [*words(kind).items()] for name, kind in WORDS.items()},
    }


PROJECT = "implementation_project"
PLAN_PAPERS, ACCEPTANCE = ("implementation.plan", "implementation.proposal"), "implementation.acceptance"
WORDS = {
    "sources": "implementation.source",
    "degrees": "implementation.degree",
    "feasible": "implementation.feasible",
    "reasons": "implementation.reason",
    "verdicts": "implementation.verdict",
}


def prints(found: Record, by: Principal) -> list[dict[str, Any]]:
    """What can be printed of a project now: the minutes, the acceptance and the report once there are some."""
    there = {
        "implementation.kickoff": bool(found["kickoff_on"]),
        ACCEPTANCE: found["status"] in ACCEPTING,
        "implementation.archive": bool(found["checklist"]),
    }
    every = printable(PROJECT, found["id"], by)
    return [one for one in every if there.get(one["url"].split("/")[2], True)]


async def panels(customer: CustomerThing) -> list[Panel]:
    """A customer's projects."""
    by = current_principal()
    if not by.may("implementation.read"):
        return []
    found = await projects.of_customer(customer.id, most=5)
    running = sum(one["status"] in OPEN for one in found)
    context = {
        "customer_id": customer.id,
        "projects": [project_row(one) for one in found],
        "may_ask": by.may("implementation.ask"),
    }
    figure = ngettext("%(num)s is open", "%(num)s are open", running) % {"num": running} if running else ""
    return [Panel(gettext("Projects"), "implementation/_panel.html", context, "layers", figure)]
