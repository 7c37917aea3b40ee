"""Demo payments from the tenant's sample folder. Filling again adds nothing."""

from datetime import timedelta
from typing import Any

from desk.foundation.principals import SYSTEM
from desk.kit.time import as_of, now
from desk.payments import actions, kinds, queries


async def fill(words: dict[str, Any]) -> None:
    """Record the payments of the sample file, each under a reference of its own, and lead it to where it stands."""
    for one in sorted(words.get("payments", []), key=lambda one: -one.get("days_ago", 0)):
        reference = f"sample:{one['key']}"
        customer = await queries.customer_by_key(one["customer"])
        if customer is None or await queries.was_recorded(reference):
            continue
        people = await queries.contacts_of(customer)
        with as_of(now() - timedelta(days=one.get("days_ago", 0), hours=1)):
            new = actions.NewPayment(
                one.get("kind", kinds.OTHER.id),
                customer,
                one["amount_cents"],
                method=one.get("method", "transfer"),
                contact=people[0]["id"] if people else None,
                invoice=one.get("invoice", ""),
                reference=reference,
                told=one.get("told", ""),
                note=one.get("note", ""),
            )
            if one.get("claimed"):
                number = (await actions.claim_payment(new, by=SYSTEM)).payment.number
            else:
                number = (await actions.record_payment(new, by=SYSTEM)).payment.number
        if one.get("refused"):
            await actions.refuse_payment(number, one["refused"], by=SYSTEM)
        if one.get("refund_cents"):
            await actions.refund_payment(number, actions.NewRefund(one["why"], one["refund_cents"]), by=SYSTEM)
