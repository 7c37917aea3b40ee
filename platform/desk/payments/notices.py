"""What people are told about payments: the contact who paid, that it came or that it couldn't be found."""

from collections.abc import Sequence

from asyncpg import Record

from desk.foundation.events import Fact
from desk.foundation.notices import Notice, Person, Said, Text, Whom
from desk.foundation.translation import N_, language
from desk.kit.money import format_money
from desk.kit.text import clip
from desk.payments import kinds, queries

LONGEST = 1_000
SAMPLES = {
    "number": "21",
    "amount": "CNY 3,600.00",
    "kind": N_("Other payments"),
    "receipt": "2026-000021",
    "reason": N_("No transfer of this amount came in November."),
}


async def _whoever_paid(fact: Fact) -> Sequence[Whom]:
    """The contact of the payment, or the one who said that it was paid."""
    payment = await _payment(fact)
    if payment is None:
        return []
    contact = payment["contact"] or (payment["by_id"] if payment["by_kind"] == "contact" else None)
    return [Whom("contact", contact)] if contact else []


async def _received(fact: Fact, _person: Person) -> Said | None:
    payment = await _payment(fact)
    if payment is None:
        return None
    return Said(_words(payment) | {"receipt": payment["receipt"]}, "/payments")


async def _refused(fact: Fact, _person: Person) -> Said | None:
    payment = await _payment(fact)
    if payment is None:
        return None
    return Said(_words(payment) | {"reason": clip(payment["reason"], LONGEST)}, "/payments")


async def _payment(fact: Fact) -> Record | None:
    assert fact.subject_id is not None
    return await queries.told_of(fact.subject_id)


def _words(payment: Record) -> dict[str, str]:
    return {
        "number": str(payment["number"]),
        "amount": format_money(payment["amount_cents"], payment["currency"], language.get()),
        "kind": kinds.word_of(payment["kind"]),
    }


def _of(*names: str) -> dict[str, str]:
    return {name: SAMPLES[name] for name in ("number", "amount", "kind", *names)}


NOTICES = (
    Notice(
        id="payment.received",
        label=N_("Payment received"),
        event="payment.received",
        audience="contact",
        recipients=_whoever_paid,
        variables=_received,
        letter=Text(
            N_("We have received {amount}"),
            N_("Hello {name},\n\nthank you: {amount} for “{kind}” have come, receipt {receipt}.\n{link}\n\n{company}"),
        ),
        line=Text(N_("We have received {amount}"), N_("{kind}, receipt {receipt}")),
        channels=("inbox", "email"),
        samples=_of("receipt"),
    ),
    Notice(
        id="payment.refused",
        label=N_("Payment not found"),
        event="payment.refused",
        audience="contact",
        recipients=_whoever_paid,
        variables=_refused,
        letter=Text(
            N_("We couldn't find {amount}"),
            N_(
                "Hello {name},\n\nwe looked for {amount} for “{kind}” and couldn't find them:\n\n{reason}\n{link}"
                "\n\n{company}"
            ),
        ),
        line=Text(N_("We couldn't find {amount}"), N_("{reason}")),
        channels=("inbox", "email"),
        samples=_of("reason"),
    ),
)
