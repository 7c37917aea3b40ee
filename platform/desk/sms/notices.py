"""A trial, to whoever asked for it."""

from collections.abc import Sequence

from desk.foundation.events import Fact
from desk.foundation.notices import Notice, Person, Said, Text, Whom
from desk.foundation.translation import N_
from desk.sms.actions import SMS


async def _whoever_tried(fact: Fact) -> Sequence[Whom]:
    return [Whom("member", fact.by_id)] if fact.by_id is not None else []


async def _nothing_more(_fact: Fact, _person: Person) -> Said:
    return Said({})


_TRIAL = Text(N_("Short messages of {company} work"), N_("Short messages of {company} work: this one reached {name}."))
NOTICES = (
    Notice(
        id="sms_account.trial",
        label=N_("Trial of short messages"),
        event="sms_account.tried",
        audience="member",
        recipients=_whoever_tried,
        variables=_nothing_more,
        letter=_TRIAL,
        line=_TRIAL,
        channels=(SMS,),
        consent="none",
        urgent=True,
    ),
)
