"""A trial, to whoever asked for it."""

from collections.abc import Sequence

from desk.chats.actions import CHAT
from desk.foundation.events import Fact
from desk.foundation.notices import Notice, Person, Said, Text, Whom
from desk.foundation.translation import N_


async def _whoever_tried(fact: Fact) -> Sequence[Whom]:
    return [Whom("member", fact.by_id)] if fact.by_id is not None else []


async def _nothing_more(_fact: Fact, _person: Person) -> Said:
    return Said({})


_TRIAL = Text(N_("The group chat of {company} works"), N_("Notices for {name} can be read here."))
NOTICES = (
    Notice(
        id="chat_robot.trial",
        label=N_("Trial of the group chat"),
        event="chat_robot.tried",
        audience="member",
        recipients=_whoever_tried,
        variables=_nothing_more,
        letter=_TRIAL,
        line=_TRIAL,
        channels=(CHAT,),
        consent="none",
        urgent=True,
    ),
)
