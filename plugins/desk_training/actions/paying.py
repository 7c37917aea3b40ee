"""What a payment of a fee means for who is registered; money itself is the platform's."""

from uuid import UUID

import msgspec
from asyncpg import Record

from desk.extend import (
    NewPayment,
    NewRefund,
    Principal,
    claim_payment,
    current_scope,
    gettext,
    language,
    own_currency,
    record,
    refund_payment,
)
from desk_training.actions._enrolling import save
from desk_training.events import FeePaid
from desk_training.queries import enrolments, teaching
from desk_training.states import EnrolmentStatus

KIND = "training.fee"


class Paid(msgspec.Struct):
    """What this plugin reads of ``payment.received``."""

    number: int
    kind: str
    subject: list[str | None]


class PaidBack(msgspec.Struct):
    """What this plugin reads of ``payment.refunded``."""

    number: int
    kind: str
    subject: list[str | None]
    whole: bool


def ourselves() -> Principal:
    """This plugin by itself: it may pay back what a cancelled session has cost, as its manifest says."""
    return Principal.plugin("training")


async def count_fee(paid: Paid, *, by: Principal) -> bool:
    """Somebody's fee is there. False when it isn't about a registration, or was counted already."""
    found = await _about(paid.kind, paid.subject)
    if found is None or found["payment"] is not None or found["status"] not in ("registered", "attended"):
        return False
    enrolment = await enrolments.enrolment(found["number"])
    changes: dict[str, object] = {"payment": paid.number}
    if enrolment.status == EnrolmentStatus.REGISTERED:
        changes["status"] = str(EnrolmentStatus.PAID)
    await save(enrolment, **changes)
    await record(
        FeePaid(
            enrolment.id,
            by=by,
            customer_id=enrolment.customer,
            number=found["session_number"],
            session=str(enrolment.session),
            payment=paid.number,
        )
    )
    return True


async def take_back(paid: PaidBack, *, by: Principal) -> bool:
    """The whole fee went back: who is still to come has it to pay again."""
    found = await _about(paid.kind, paid.subject)
    if found is None or not paid.whole or found["payment"] != paid.number:
        return False
    enrolment = await enrolments.enrolment(found["number"])
    changes: dict[str, object] = {"payment": None}
    if enrolment.status == EnrolmentStatus.PAID:
        changes["status"] = str(EnrolmentStatus.REGISTERED)
    await save(enrolment, **changes)
    return True


async def pay_back(enrolment_id: UUID) -> bool:
    """The session was cancelled: what was paid for it goes back, once however often it is heard."""
    found = await teaching.fee_of(enrolment_id)
    if found is None or found["payment"] is None:
        return False
    spoken = language.set(current_scope().tenant.locale)
    reason = gettext("The training session #{number} was cancelled.").format(number=found["session_number"])
    language.reset(spoken)
    await refund_payment(found["payment"], NewRefund(reason, reference=f"training:{enrolment_id}"), by=ourselves())
    return True


async def tell_fee(number: int, *, by: Principal) -> None:
    """A customer says that a fee is paid; it counts when somebody has verified it. Once for each registration."""
    found = await enrolments.sheet(number)
    await claim_payment(
        NewPayment(
            KIND,
            found["customer"],
            found["fee_cents"],
            currency=own_currency(),
            contact=by.id,
            subject_kind="enrolment",
            subject_id=found["id"],
            reference=f"training:{found['id']}",
        ),
        by=by,
    )


async def _about(kind: str, subject: list[str | None]) -> Record | None:
    if kind != KIND or len(subject) != 2 or subject[0] != "enrolment" or not subject[1]:
        return None
    return await teaching.fee_of(UUID(subject[1]))
