"""What a gateway tells at the tenant's address: receipts, and what people wrote back."""

from desk.foundation.tenancy import current_scope
from desk.messaging import actions as messaging
from desk.sms import kinds, links, queries
from desk.sms.actions.sending import SMS
from desk.sms.errors import NotUnderstood, NotYours
from desk.sms.kinds import Gateway, Receipt

MOST = 1_000
"""What a gateway may tell at once."""


async def hear(token: str, body: bytes) -> Gateway:
    """
    Take down what a gateway tells; the answer is the gateway, which wants to hear something back.

    Messages that nobody here knows are passed over: an account may be used by other programs, too. Raises ``NotYours``
    and ``NotUnderstood``.
    """
    found = await queries.account()
    gateway = kinds.gateway(found["gateway"]) if found else None
    if found is None or gateway is None or not links.is_token(token, current_scope().tenant.id, found["id"]):
        raise NotYours
    try:
        told = gateway.heard(body)
    except (ValueError, OverflowError):
        raise NotUnderstood from None
    if len(told) > MOST:
        raise NotUnderstood
    for one in told:
        if isinstance(one, Receipt):
            said = messaging.Heard(one.reference, one.arrived, one.note, one.segments, one.message_id)
            await messaging.hear_receipt(SMS, said)
        else:
            await messaging.hear_reply(SMS, one.sender, one.body, one.reference, one.at)
    return gateway
