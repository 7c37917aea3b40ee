"""What contacts are told: that we would like to know what they think; by mail with a link of its own."""

from collections.abc import Mapping, Sequence

from asyncpg import Record

from desk.foundation.events import Fact
from desk.foundation.notices import Notice, Person, Said, Text, Whom
from desk.foundation.principals import SYSTEM
from desk.foundation.translation import N_
from desk.surveys import actions, queries
from desk.surveys.states import Status


async def _whoever_is_asked(fact: Fact) -> Sequence[Whom]:
    survey = await _survey(fact)
    return [Whom("contact", survey["contact"])] if survey and survey["contact"] else []


async def _asks(fact: Fact, _person: Person) -> Said | None:
    survey = await _survey(fact)
    if survey is None or survey["status"] == Status.ANSWERED:
        return None
    return Said({"title": survey["title"]}, f"/surveys/{fact.subject_id}")


async def _link(fact: Fact, _person: Person) -> Mapping[str, str] | None:
    assert fact.subject_id is not None
    url = await actions.make_link(fact.subject_id, by=SYSTEM)
    return {"link": url} if url else None


async def _survey(fact: Fact) -> Record | None:
    assert fact.subject_id is not None
    return await queries.told_of(fact.subject_id)


SUBJECT = N_("How did we do? {title}")
LETTER = N_(
    "Hello {name},\n\nwe have finished “{title}”. A few short questions, one click each: how did we do?\n{link}\n\n"
    "The link is good once, and without signing in. Thank you.\n{company}"
)
SAMPLES = {"title": N_("The report prints blank pages")}
NOTICES = (
    Notice(
        id="survey.mail",
        label=N_("Question how we did, with a link"),
        event="survey.asked",
        audience="contact",
        recipients=_whoever_is_asked,
        variables=_asks,
        letter=Text(SUBJECT, LETTER),
        line=Text(SUBJECT, N_("A few short questions: {link}")),
        channels=("email",),
        samples=SAMPLES,
        secret=("link",),
        secrets=_link,
    ),
    Notice(
        id="survey.inbox",
        label=N_("Question how we did, in the portal"),
        event="survey.asked",
        audience="contact",
        recipients=_whoever_is_asked,
        variables=_asks,
        letter=Text(SUBJECT, LETTER),
        line=Text(SUBJECT, N_("A few short questions.")),
        channels=("inbox",),
        samples=SAMPLES,
    ),
)
