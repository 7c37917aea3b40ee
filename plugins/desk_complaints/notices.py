"""What members are told: that the report of a month is there."""

from collections.abc import Sequence

from desk.extend import N_, Fact, Notice, Person, Said, Text, Whom
from desk_complaints.queries import reports


async def _leaders(_fact: Fact) -> Sequence[Whom]:
    return [Whom("member", one) for one in await reports.readers()]


async def _issued(fact: Fact, _person: Person) -> Said | None:
    month = fact.payload["month"]
    return Said({"month": month}, f"/complaints/reports/{month}")


NOTICES = (
    Notice(
        id="complaints.report_issued",
        label=N_("Complaint analysis report issued"),
        event="complaints.report_issued",
        audience="member",
        recipients=_leaders,
        variables=_issued,
        letter=Text(
            N_("Complaint analysis report {month}"),
            N_("Hello {name},\n\nthe complaint analysis report of {month} is there.\n{link}\n\n{company}"),
        ),
        line=Text(N_("Complaint analysis report {month}"), N_("Read what customers complained of, and why.")),
        channels=("inbox", "email"),
        samples={"month": "2026-10"},
    ),
)
