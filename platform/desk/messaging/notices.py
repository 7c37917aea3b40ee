"""What messaging itself has to say: of promises that fall due, and a trial mail to whoever tries a mail server."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from desk.foundation import promises, subjects
from desk.foundation.events import Fact
from desk.foundation.labels import label
from desk.foundation.notices import Notice, Person, Said, Text, Whom
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_, gettext, language
from desk.kit.time import moment, now, span
from desk.messaging import kinds


async def _whoever_tried(fact: Fact) -> Sequence[Whom]:
    return [Whom("member", fact.by_id)] if fact.by_id is not None else []


async def _nothing_more(_fact: Fact, _person: Person) -> Said:
    return Said({}, "/notices/rules")


TRIAL = Text(
    N_("The mail server of {company} works"),
    N_("Hello {name},\n\nthis mail came by the mail server that is entered in Partner Desk.\n{link}"),
)


# -- promises: the engine says who is to hear of it, and when it may ring


async def _whoever_is_told(fact: Fact) -> Sequence[Whom]:
    return [Whom("member", UUID(one)) for one in fact.payload["told"]]


async def _promise(fact: Fact, _person: Person) -> Said | None:
    assert fact.subject_id is not None
    key = (fact.subject_kind, fact.subject_id)
    thing = (await subjects.things_of([key])).get(key)
    promise = promises.named(fact.payload["promise"])
    if thing is None or promise is None:
        return None
    due, lang = datetime.fromisoformat(fact.payload["due_at"]), language.get()
    values = {
        "promise": gettext(promise.what),
        "subject": thing.name,
        "due": moment(due, now(), current_scope().tenant.zone, lang),
        "late": span(fact.payload["late_seconds"], lang),
    }
    return Said(values, thing.url, datetime.fromisoformat(fact.payload["rings_at"]))


def _of_promise(event: str, label: str, subject: str) -> Notice:
    return Notice(
        id=event,
        label=label,
        event=event,
        audience="member",
        recipients=_whoever_is_told,
        variables=_promise,
        letter=Text(subject, PROMISE),
        line=Text(subject, N_("{subject}")),
        channels=("inbox",),
        samples={
            "promise": N_("First answer"),
            "subject": N_("#1024 The report prints blank pages"),
            "due": "14:00",
            "late": N_("20 min"),
        },
        urgent=True,
    )


PROMISE = N_("Hello {name},\n\n{subject}\n{promise}, due {due}.\n{link}")
OF_PROMISES = (
    _of_promise("deadline.reminded", N_("Promise soon due"), N_("Soon due: {promise}, {due}")),
    _of_promise("deadline.missed", N_("Promise missed"), N_("Missed: {promise}, due {due}")),
    _of_promise("deadline.climbed", N_("Promise still open"), N_("Still open after {late}: {promise}")),
)


async def _channel(fact: Fact, _person: Person) -> Said:
    found = kinds.channels().get(fact.payload["channel"])
    word = gettext(found[1].label) if found else fact.payload["channel"]
    return Said({"channel": word, "why": label("delivery.why", fact.payload["why"])}, "/notices/channels")


ALARM = Notice(
    id="channel.tripped",
    label=N_("A channel keeps failing"),
    event="channel.tripped",
    audience="member",
    recipients=_whoever_is_told,
    variables=_channel,
    letter=Text(
        N_("{channel} keeps failing"),
        N_("Hello {name},\n\nnothing goes out by this channel for now: {channel}.\n{why}\n{link}"),
    ),
    line=Text(N_("{channel} keeps failing"), N_("{why}")),
    channels=("inbox", "email"),
    samples={"channel": N_("Mail"), "why": N_("no connection to the server")},
    urgent=True,
)
NOTICES = (
    *OF_PROMISES,
    ALARM,
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
