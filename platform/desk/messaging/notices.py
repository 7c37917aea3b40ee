"""What messaging itself has to say: a trial mail to whoever tries a mail server."""

from collections.abc import Sequence

from desk.foundation.events import Fact
from desk.foundation.notices import Notice, Person, Said, Text, Whom
from desk.foundation.translation import N_


async def _whoever_tried(fact: Fact) -> Sequence[Whom]:
    return [Whom("member", fact.by_id)] if fact.by_id is not None else []


async def _nothing_more(_fact: Fact, _person: Person) -> Said:
    return Said({}, "/notices/rules")


TRIAL = Text(
    N_("The mail server of {company} works"),
    N_("Hello {name},\n\nthis mail came by the mail server that is entered in Partner Desk.\n{link}"),
)
NOTICES = (
    Notice(
        id="mail_server.trial",
        label=N_("Trial of the mail server"),
        event="mail_server.tried",
        audience="member",
        recipients=_whoever_tried,
        variables=_nothing_more,
        letter=TRIAL,
        line=TRIAL,
        channels=("email",),
        consent="none",
        urgent=True,
    ),
)
