"""What customers are told about their projects: what they can sign, that it runs, each change of a stage (IM-D5)."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from desk.extend import N_, Fact, Notice, Person, Said, Text, Whom
from desk_implementation.queries import people, projects

CHANNELS = ("inbox", "email", "sms")
SAMPLES = {"project": N_("Introducing the ledger"), "day": "2026-12-01", "stage": N_("Survey")}

STAGE_LETTER = N_("Hello {name},\n\nthis is how “{project}” stands:\n{link}\n\n{company}")


async def _owner(fact: Fact) -> Sequence[Whom]:
    """Whoever owns the project at the customer."""
    assert fact.subject_id is not None
    return [Whom("contact", one) for one in await people.to_tell(fact.subject_id)]


async def _owner_of_stage(fact: Fact) -> Sequence[Whom]:
    """The same, of a fact about a stage."""
    return [Whom("contact", one) for one in await people.to_tell(UUID(fact.payload["project"]))]


async def _of_project(fact: Fact, _person: Person) -> Said | None:
    found = await projects.sheet(fact.payload["number"])
    values = {"day": str(found["kickoff_on"] or ""), "stage": fact.payload.get("name_of", "")}
    return Said({"project": found["title"], **values}, f"/implementation/{found['number']}")


def _notice(name: str, label: str, letter: Text, line: Text, recipients: Any = _owner) -> Notice:
    return Notice(
        id=f"implementation.{name}",
        label=label,
        event=f"implementation.{name}",
        audience="contact",
        recipients=recipients,
        variables=_of_project,
        letter=letter,
        line=line,
        channels=CHANNELS,
        samples=SAMPLES,
    )


NOTICES = (
    _notice(
        "planned",
        N_("Project plan to be signed"),
        Text(
            N_("The plan of “{project}” is ready"),
            N_(
                "Hello {name},\n\nplan and proposal of “{project}” are ready. We begin when you have signed both:\n"
                "{link}\n\n{company}"
            ),
        ),
        Text(N_("The plan of “{project}” is ready"), N_("We begin when you have signed plan and proposal.")),
    ),
    _notice(
        "started",
        N_("Project has started"),
        Text(
            N_("“{project}” has started"),
            N_("Hello {name},\n\n“{project}” has started on {day}. The plan stands here:\n{link}\n\n{company}"),
        ),
        Text(N_("“{project}” has started"), N_("The kickoff was on {day}.")),
    ),
    _notice(
        "stage_begun",
        N_("Stage has begun"),
        Text(N_("{project}: {stage} has begun"), STAGE_LETTER),
        Text(N_("{project}: {stage} has begun"), N_("The plan stands in the portal.")),
    ),
    _notice(
        "stage_reviewed",
        N_("Stage to be signed"),
        Text(N_("{project}: {stage} is ready to be signed"), STAGE_LETTER),
        Text(N_("{project}: {stage} is ready to be signed"), N_("You can sign it in the portal.")),
    ),
    _notice(
        "stage_completed",
        N_("Stage completed"),
        Text(N_("{project}: {stage} is completed"), STAGE_LETTER),
        Text(N_("{project}: {stage} is completed"), N_("Thank you for working with us.")),
        _owner_of_stage,
    ),
    _notice(
        "log_confirmed",
        N_("Log to be signed"),
        Text(N_("A log of “{project}” is ready to be signed"), STAGE_LETTER),
        Text(N_("A log of “{project}” is ready to be signed"), N_("You can sign it in the portal.")),
    ),
    _notice(
        "change_explained",
        N_("Change of the plan to be signed"),
        Text(N_("A change of the plan of “{project}” is ready to be signed"), STAGE_LETTER),
        Text(N_("A change of the plan of “{project}” is ready to be signed"), N_("Nothing changes before you sign.")),
    ),
    _notice(
        "passed",
        N_("Final acceptance to be signed"),
        Text(N_("The final acceptance of “{project}” is ready to be signed"), STAGE_LETTER),
        Text(N_("The final acceptance of “{project}” is ready to be signed"), N_("You can sign it in the portal.")),
    ),
)
