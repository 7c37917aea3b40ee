"""Messages for programs: what was sent, and what contacts want."""

from typing import Any
from uuid import UUID

from asyncpg import Record
from litestar import Request, get, put
from litestar.params import FromPath, FromQuery

from desk.foundation.errors import Invalid
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web.api import Listed, Whom, answer, read_object
from desk.foundation.web.forms import REQUIRED, read_values
from desk.foundation.web.paging import decode, size_of
from desk.foundation.web.request import current_principal
from desk.messaging import actions, answers, queries
from desk.messaging.forms import ConsentForm, read_wanted
from desk.messaging.states import Source

CONSENT = "/customers/{customer_id:uuid}/contacts/{contact_id:uuid}/consent"
LOG = N_("What was sent to whom, the latest first, by kind, channel, status, person, cause and subject.")
REPLIES = N_("What people answered to messages, the latest first; of one contact, or of all.")
SAY = N_("Write down what a contact wants of a kind by a channel. Without a kind it is everything by the channel.")


@get("/deliveries", name="api.messaging.log", opt=needs("delivery.read", says=LOG))
async def log(
    kind: FromQuery[str] = "",
    channel: FromQuery[str] = "",
    status: FromQuery[answers.StatusWord | None] = None,
    person: FromQuery[UUID | None] = None,
    cause: FromQuery[UUID | None] = None,
    subject: FromQuery[UUID | None] = None,
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Listed[answers.DeliveryRow]:
    """The log, the latest first; ``next`` is the cursor of what follows."""
    size = size_of(limit)
    after = decode(cursor, UUID)[0] if cursor else None
    named = {"kind": kind, "channel": channel, "status": status}
    ids = {name: str(one) for name, one in (("person", person), ("cause", cause), ("subject", subject)) if one}
    wanted = read_wanted({name: value for name, value in named.items() if value} | ids)
    listed = queries.page_of(await queries.deliveries(wanted, most=size + 1, after=after), size)
    return Listed([answer(answers.DeliveryRow, one, **_about(one)) for one in listed.items], listed.next)


@get(
    "/deliveries/{delivery_id:uuid}",
    name="api.messaging.delivery",
    opt=needs("delivery.read", says=N_("One delivery.")),
)
async def delivery(delivery_id: FromPath[UUID]) -> answers.Delivery:
    """One delivery with its text."""
    found = await queries.delivery(delivery_id)
    return answer(answers.Delivery, found, **_about(found))


@get("/replies", name="api.messaging.replies", opt=needs("delivery.read", says=REPLIES))
async def replies(
    contact: FromQuery[UUID | None] = None, limit: FromQuery[int | None] = None, cursor: FromQuery[str | None] = None
) -> Listed[answers.Reply]:
    """What people answered; ``next`` is the cursor of what follows."""
    size, after = size_of(limit), decode(cursor, UUID)[0] if cursor else None
    listed = queries.page_of(await queries.replies(contact=contact, most=size + 1, after=after), size)
    return Listed([answer(answers.Reply, one) for one in listed.items], listed.next)


@get(CONSENT, name="api.messaging.consent", opt=needs("customer.read", says=N_("What a contact wants to get.")))
async def consent(customer_id: FromPath[UUID], contact_id: FromPath[UUID]) -> Listed[answers.Consent]:
    """What a contact said, by channel and kind; of what isn't there, they said nothing."""
    await queries.contact_of(contact_id, of=customer_id)
    return await _consents(contact_id)


@put(
    CONSENT,
    name="api.messaging.say",
    opt=needs(
        "consent.edit",
        says=SAY,
        body=ConsentForm,
        example={"channel": "email", "kind": "ticket.solved", "allowed": False},
    ),
)
async def say(
    request: Request[Any, Any, Any], customer_id: FromPath[UUID], contact_id: FromPath[UUID]
) -> Listed[answers.Consent]:
    """Write down what a contact wants."""
    sent, by = await read_object(request), current_principal()
    form = read_values(sent, ConsentForm)
    if "allowed" not in sent:
        raise Invalid({"allowed": gettext(REQUIRED)})
    more: dict[str, Any] = {"allowed": form.allowed, "source": Source.PROGRAM, "by": by, "of": customer_id}
    await actions.say(contact_id, form.channel, form.kind, **more)
    return await _consents(contact_id)


async def _consents(contact_id: UUID) -> Listed[answers.Consent]:
    return Listed([answer(answers.Consent, one) for one in await queries.consents_of([contact_id])])


def _about(found: Record) -> dict[str, Whom]:
    return {
        "person": Whom(found["person_kind"], found["person_id"]),
        "subject": Whom(found["subject_kind"], found["subject_id"]),
    }


HANDLERS = (log, delivery, replies, consent, say)
