"""The channel: a message in the vendor's template, handed over outside of any transaction."""

import msgspec

from desk.foundation.notices import Channel, Limits, Message, Outcome, Person, Rate
from desk.foundation.registry import scope_of
from desk.foundation.sealing import unseal
from desk.foundation.translation import N_
from desk.kit.phone import parse_phone
from desk.messaging.actions.ways import show
from desk.messaging.states import Why
from desk.settings import settings
from desk.sms import kinds, queries
from desk.sms.kinds import Account, ShortMessage

SMS = "sms"
PURPOSE = "desk short message accounts, 1"
PLACE = "text"
"""The one place of a template for all notices."""


def mobile_of(person: Person) -> str:
    """The number in one spelling, if it is a mobile one; abroad nobody can tell."""
    phone = parse_phone(person.mobile)
    if phone is None or phone.extension:
        return ""
    return "" if phone.e164.startswith("+86") and not phone.mobile else phone.e164


async def rate() -> Rate | None:
    """How many the gateway takes, as the tenant said; without an account nobody has to wait."""
    found = await queries.account()
    return Rate(found["per_second"]) if found else None


async def knows_ids() -> bool:
    """Whether the tenant's gateway takes a message of one id only once."""
    found = await queries.account()
    gateway = kinds.gateway(found["gateway"]) if found else None
    return gateway is not None and gateway.knows_ids


async def send(message: Message) -> Outcome:
    """By the tenant's account; a demo without one shows it in its log."""
    async with scope_of(message.tenant_id):
        found = await queries.account()
        gateway = kinds.gateway(found["gateway"]) if found else None
        template = await queries.template_for(message.kind, message.person.locale)
    if found is None or gateway is None:
        return Outcome("later", Why.NO_GATEWAY) if settings.environment == "production" else await show(message)
    if template is None and gateway.needs_template:
        return Outcome("failed", Why.NO_TEMPLATE)
    whole = template is None or not template["kind"]
    account = Account(found["url"], msgspec.json.decode(unseal(PURPOSE, found["said"])))
    return await gateway.send(
        account,
        ShortMessage(
            id=message.delivery_id,
            to=message.address,
            body=message.body,
            template=template["code"] if template else "",
            values={PLACE: message.body} if whole else message.values,
        ),
    )


CHANNEL = Channel(
    SMS,
    N_("Short message"),
    "line",
    mobile_of,
    send,
    Limits(characters=500, at_once=8, seconds=15.0),
    counts_segments=True,
    rate=rate,
    knows_ids=knows_ids,
    takes_values=True,
    page="/notices/sms",
    icon="phone",
)
