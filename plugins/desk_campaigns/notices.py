"""What a campaign says: one notice for each kind of content, so that contacts agree to and refuse kinds."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from desk.extend import N_, Fact, Notice, Person, Said, Text, Whom, current_scope, filled
from desk_campaigns.labels import LABELS
from desk_campaigns.states import CHANNELS, NEEDS_CONSENT, URGENT, Content, audience_kind

TRIAL = "campaigns.trial"
WORDS = Text(N_("{subject}"), N_("{text}"))
SAMPLES = {"subject": N_("Our service on the holidays"), "text": N_("We are there for you from 9 to 12 each day.")}


def _recipients(content: str) -> Any:
    async def whoever_is_meant(fact: Fact) -> Sequence[Whom]:
        named = fact.payload["contacts"] if fact.payload["content"] == content else ()
        return [Whom("contact", UUID(one)) for one in named]

    return whoever_is_meant


async def _whoever_tried(fact: Fact) -> Sequence[Whom]:
    return [Whom("member", fact.by_id)] if fact.by_id is not None else []


async def _words(fact: Fact, person: Person) -> Said:
    said, values = fact.payload, {"name": person.name, "company": current_scope().tenant.name}
    texts = {"subject": filled(said["subject"], values), "text": filled(said["body"], values)}
    return Said(texts, channels=tuple(said["channels"]))


def _of(content: Content) -> Notice:
    urgent = content in URGENT
    return Notice(
        id=audience_kind(content),
        label=LABELS["campaigns.content"][content],
        event="campaigns.alert" if urgent else "campaigns.batch",
        audience="contact",
        recipients=_recipients(content),
        variables=_words,
        letter=WORDS,
        line=WORDS,
        channels=CHANNELS,
        samples=SAMPLES,
        consent="needed" if content in NEEDS_CONSENT else "assumed",
        urgent=urgent,
        bulk=not urgent,
    )


NOTICES = (
    *(_of(one) for one in Content),
    Notice(
        id=TRIAL,
        label=N_("Trial of a campaign"),
        event="campaigns.tried",
        audience="member",
        recipients=_whoever_tried,
        variables=_words,
        letter=WORDS,
        line=WORDS,
        channels=CHANNELS,
        samples=SAMPLES,
        consent="none",
    ),
)
