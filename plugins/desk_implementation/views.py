"""Projects as pages see them: with words for what is stored."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.extend import (
    CustomerThing,
    Panel,
    Principal,
    current_principal,
    current_signature,
    format_money,
    gettext,
    label,
    language,
    ngettext,
    printable,
    signable,
    words,
)
from desk_implementation.moves import SIGNATURES
from desk_implementation.queries import people, plans, projects
from desk_implementation.states import BEFORE, ProjectStatus

LOOKS = {
    "needed": ("amber", "inbox"),
    "applied": ("blue", "edit"),
    "assigned": ("blue", "people"),
    "planned": ("violet", "pen"),
    "ready": ("green", "check"),
    "running": ("accent", "play"),
    "dropped": ("grey", "ban"),
}
CURRENCY = "CNY"
OPEN = (*BEFORE, ProjectStatus.RUNNING)


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
    fee = found["fee_cents"]
    return project_row(found) | {
        **{name: found[name] for name in (*same, *more)},
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
    return {"application": application, "proposal": proposal}


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
    """The papers that the customer signs: whether they are signed as they are now, and the way to sign."""
    ways = {one["url"].split("/")[2]: one["url"] for one in signable("implementation_project", found["id"], by)}
    said = []
    for kind in SIGNATURES.values():
        given = await current_signature(kind, found["id"], by=by)
        said.append(
            {
                "name": label("implementation.paper", kind.rpartition(".")[2]),
                "url": ways.get(kind, ""),
                "print_url": f"/documents/{kind}/{found['id']}",
                "signer": given.signer if given else "",
                "signed_at": given.at if given else None,
            }
        )
    return said


async def offers(found: Record) -> dict[str, Sequence[tuple[str, str]]]:
    """What may be chosen in the forms of a project."""
    everybody = [(str(one["id"]), one["name"]) for one in await people.members()]
    team = [(str(one["id"]), one["name"]) for one in await people.team(found["id"])]
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
        **{name: [*words(kind).items()] for name, kind in WORDS.items()},
    }


WORDS = {
    "sources": "implementation.source",
    "degrees": "implementation.degree",
    "feasible": "implementation.feasible",
}


def prints(found: Record, by: Principal) -> list[dict[str, Any]]:
    """What can be printed of a project now: the minutes once there are some."""
    every = printable("implementation_project", found["id"], by)
    return [one for one in every if found["kickoff_on"] or "implementation.kickoff" not in one["url"]]


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
