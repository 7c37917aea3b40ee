"""What contacts are told: what became of the changes that they wanted."""

from collections.abc import Sequence

from desk.customers import queries
from desk.foundation.errors import NotFound
from desk.foundation.events import Fact
from desk.foundation.labels import label, listed
from desk.foundation.notices import Notice, Person, Said, Text, Whom
from desk.foundation.translation import N_, gettext


async def _whoever_proposed(fact: Fact) -> Sequence[Whom]:
    """The contact whose word it was."""
    assert fact.subject_id is not None
    try:
        proposal = await queries.proposal(fact.subject_id)
    except NotFound:
        return []
    return [Whom("contact", proposal.contact)]


async def _answered(fact: Fact, _person: Person) -> Said | None:
    kind = f"{fact.payload['about']}_field"
    words = [listed(label(kind, one) for one in fact.payload[part]) for part in ("accepted", "refused")]
    none = gettext("nothing")
    return Said({"accepted": words[0] or none, "refused": words[1] or none}, "/profile#proposals")


NOTICES = (
    Notice(
        id="customers.proposal_answered",
        label=N_("A proposed change was answered"),
        event="proposal.answered",
        audience="contact",
        recipients=_whoever_proposed,
        variables=_answered,
        letter=Text(
            N_("Your data at {company}"),
            N_(
                "Hello {name},\n\nyou wanted your data changed. Taken over: {accepted}. Not taken over: {refused}.\n"
                "The reasons stand here:\n{link}"
            ),
        ),
        line=Text(N_("Your data"), N_("Taken over: {accepted}. Not taken over: {refused}.")),
        channels=("inbox", "email"),
        samples={"accepted": N_("Mobile"), "refused": N_("Position")},
    ),
)
