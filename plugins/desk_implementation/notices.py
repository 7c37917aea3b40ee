"""What customers are told about their projects: that the plan can be signed, and that it runs."""

from collections.abc import Sequence

from desk.extend import N_, Fact, Notice, Person, Said, Text, Whom
from desk_implementation.queries import people, projects

CHANNELS = ("inbox", "email", "sms")
SAMPLES = {"project": N_("Introducing the ledger"), "day": "2026-12-01"}


async def _owner(fact: Fact) -> Sequence[Whom]:
    """Whoever owns the project at the customer."""
    assert fact.subject_id is not None
    return [Whom("contact", one) for one in await people.to_tell(fact.subject_id)]


async def _of_project(fact: Fact, _person: Person) -> Said | None:
    assert fact.subject_id is not None
    found = await projects.sheet_by_id(fact.subject_id)
    return Said(
        {"project": found["title"], "day": str(found["kickoff_on"] or "")}, f"/implementation/{found['number']}"
    )


def _notice(name: str, label: str, letter: Text, line: Text) -> Notice:
    return Notice(
        id=f"implementation.{name}",
        label=label,
        event=f"implementation.{name}",
        audience="contact",
        recipients=_owner,
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
)
