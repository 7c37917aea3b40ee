"""Who is told when a mailbox can't be read any more."""

from collections.abc import Sequence
from uuid import UUID

from desk.foundation.errors import NotFound
from desk.foundation.events import Fact
from desk.foundation.labels import label
from desk.foundation.notices import Notice, Person, Said, Text, Whom
from desk.foundation.translation import N_
from desk.mail import queries


async def _told(fact: Fact) -> Sequence[Whom]:
    return [Whom("member", UUID(one)) for one in fact.payload["told"]]


async def _stopped(fact: Fact, _person: Person) -> Said | None:
    assert fact.subject_id is not None
    try:
        box = await queries.box(fact.subject_id)
    except NotFound:
        return None
    said = {"address": box["address"], "why": label("mailbox.why", fact.payload["why"])}
    return Said(said, f"/mailboxes/{box['id']}")


NOTICES = (
    Notice(
        id="mailbox.stopped",
        label=N_("A mailbox can't be read"),
        event="mailbox.stopped",
        audience="member",
        recipients=_told,
        variables=_stopped,
        letter=Text(
            N_("{address} can't be read"),
            N_("Hello {name},\n\nno mail comes in from {address} for now.\n{why}\n{link}"),
        ),
        line=Text(N_("{address} can't be read"), N_("{why}")),
        channels=("inbox", "email"),
        samples={"address": "support@company.cn", "why": N_("no connection to the server")},
        urgent=True,
    ),
)
