"""Operators hear of alerts."""

from collections.abc import Sequence

from desk.foundation.events import Fact
from desk.foundation.labels import label
from desk.foundation.notices import Notice, Person, Said, Text, Whom
from desk.foundation.translation import N_
from desk.headquarters import queries


async def _operators(_fact: Fact) -> Sequence[Whom]:
    return [Whom("member", one) for one in await queries.who_sees_to_alerts()]


async def _words(fact: Fact, _person: Person) -> Said:
    said = {name: str(fact.payload[name]) for name in ("partner", "value", "threshold")}
    return Said(said | {"what": label("partner_alert.kind", fact.payload["kind"])}, "/board")


NOTICES = (
    Notice(
        id="partner.alert_opened",
        label=N_("A figure of a partner beyond its threshold"),
        event="partner.alert_opened",
        audience="member",
        recipients=_operators,
        variables=_words,
        letter=Text(
            N_("{partner}: {what}"),
            N_("Hello {name},\n\n{partner}: {what}. It is {value}; the threshold is {threshold}.\n{link}"),
        ),
        line=Text(N_("{partner}: {what}"), N_("It is {value}; the threshold is {threshold}.")),
        channels=("inbox", "mail"),
        samples={"partner": "北辰软件", "what": "unassigned tickets", "value": "34", "threshold": "30"},
        consent="none",
    ),
)
