"""What people are told: customers where their complaint stands, whoever answers for one, and who leads."""

from collections.abc import Awaitable, Callable, Sequence

from asyncpg import Record

from desk.extend import N_, Fact, NotFound, Notice, Person, Said, Text, Whom, address, current_scope
from desk_complaints.queries import complaints, reports

CHANNELS = ("inbox", "email", "sms")
SAMPLES = {"number": "17"}


async def _complainant(fact: Fact) -> Sequence[Whom]:
    """Whoever complained, where they are somebody in the portal."""
    found = await _found(fact)
    return [Whom("contact", found["contact"])] if found and found["contact"] else []


async def _assignee(fact: Fact) -> Sequence[Whom]:
    found = await _found(fact)
    return [Whom("member", found["assignee"])] if found and found["assignee"] else []


async def _of_complaint(fact: Fact, _person: Person) -> Said | None:
    number = fact.payload["number"]
    return Said({"number": str(number)}, f"/complaints/{number}")


async def _found(fact: Fact) -> Record | None:
    assert fact.subject_id is not None
    try:
        return await complaints.sheet_by_id(fact.subject_id)
    except NotFound:
        return None


async def _leaders(_fact: Fact) -> Sequence[Whom]:
    return [Whom("member", one) for one in await reports.readers()]


async def _issued(fact: Fact, _person: Person) -> Said | None:
    month = fact.payload["month"]
    paper = address(current_scope().tenant.hosts["workspace"], f"/documents/complaints.report/{fact.subject_id}")
    return Said({"month": month, "paper": paper}, f"/complaints/reports/{month}")


def _to_customer(name: str, label: str, subject: str, body: str, line: str) -> Notice:
    return _notice(name, label, "contact", _complainant, Text(subject, body), Text(subject, line))


def _notice(
    name: str,
    label: str,
    audience: str,
    recipients: Callable[[Fact], Awaitable[Sequence[Whom]]],
    letter: Text,
    line: Text,
) -> Notice:
    return Notice(
        id=f"complaints.{name}",
        label=label,
        event=f"complaints.{name}",
        audience="contact" if audience == "contact" else "member",
        recipients=recipients,
        variables=_of_complaint,
        letter=letter,
        line=line,
        channels=CHANNELS if audience == "contact" else ("inbox", "email"),
        samples=SAMPLES,
    )


NOTICES = (
    _to_customer(
        "received",
        N_("Complaint received"),
        N_("We have your complaint #{number}"),
        N_(
            "Hello {name},\n\nwe have your complaint #{number}. Somebody who wasn't part of it looks into it and"
            " answers you.\n{link}\n\n{company}"
        ),
        N_("Somebody who wasn't part of it looks into it."),
    ),
    _to_customer(
        "responded",
        N_("Complaint answered"),
        N_("An answer to your complaint #{number}"),
        N_("Hello {name},\n\nthere is an answer to your complaint #{number}.\n{link}\n\n{company}"),
        N_("Read what we answered."),
    ),
    _to_customer(
        "explained",
        N_("Complaint explained"),
        N_("About your complaint #{number}"),
        N_(
            "Hello {name},\n\nwe looked into your complaint #{number} and wrote down what we found."
            "\n{link}\n\n{company}"
        ),
        N_("Read what we found."),
    ),
    _to_customer(
        "result_returned",
        N_("Complaint handled"),
        N_("Is your complaint #{number} solved?"),
        N_("Hello {name},\n\nplease tell us whether your complaint #{number} is solved.\n{link}\n\n{company}"),
        N_("Please tell us."),
    ),
    _to_customer(
        "escalated",
        N_("Complaint handed up"),
        N_("Your complaint #{number} is with headquarters"),
        N_(
            "Hello {name},\n\nwe handed your complaint #{number} up to headquarters, and tell you as soon as they"
            " answer.\n{link}\n\n{company}"
        ),
        N_("We tell you as soon as they answer."),
    ),
    _notice(
        "assigned",
        N_("Complaint passed on"),
        "member",
        _assignee,
        Text(
            N_("Complaint #{number} is yours"),
            N_(
                "Hello {name},\n\ncomplaint #{number} was passed on to you: name cause and measure within 24"
                " hours.\n{link}\n\n{company}"
            ),
        ),
        Text(N_("Complaint #{number} is yours"), N_("Name cause and measure within 24 hours.")),
    ),
    Notice(
        id="complaints.report_issued",
        label=N_("Complaint analysis report issued"),
        event="complaints.report_issued",
        audience="member",
        recipients=_leaders,
        variables=_issued,
        letter=Text(
            N_("Complaint analysis report {month}"),
            N_(
                "Hello {name},\n\nthe complaint analysis report of {month} is there.\n{link}\n\nTo print: {paper}"
                "\n\n{company}"
            ),
        ),
        line=Text(N_("Complaint analysis report {month}"), N_("Read what customers complained of, and why.")),
        channels=("inbox", "email"),
        samples={"month": "2026-10", "paper": "https://desk.example/documents/1"},
    ),
)
