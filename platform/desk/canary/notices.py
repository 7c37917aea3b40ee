"""The alarm: what leaked is told to headquarters at any hour."""

from collections.abc import Sequence

from desk.canary import queries
from desk.foundation.events import Fact
from desk.foundation.notices import Notice, Person, Said, Text, Whom
from desk.foundation.translation import N_


async def _operators(_fact: Fact) -> Sequence[Whom]:
    return [Whom("member", one["id"]) for one in await queries.operators()]


async def _words(fact: Fact, _person: Person) -> Said:
    return Said({"leaked": str(fact.payload["leaked"]), "steps": str(fact.payload["steps"])}, "/canary")


ALARM = Text(
    N_("Something leaked from one tenant to another"), N_("{leaked} of {steps} steps leaked. Please look at once.")
)
NOTICES = (
    Notice(
        id="canary.leaked",
        label=N_("Something leaked between tenants"),
        event="canary.leaked",
        audience="member",
        recipients=_operators,
        variables=_words,
        letter=Text(
            ALARM.subject,
            N_("Hello {name},\n\n{leaked} of {steps} steps leaked from one tenant to another. What exactly:\n{link}"),
        ),
        line=ALARM,
        channels=("inbox", "mail"),
        samples={"leaked": "1", "steps": "800"},
        consent="none",
        urgent=True,
    ),
)
