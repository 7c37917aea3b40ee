"""Training as a gift: a request for a voucher is taken at once, and pays for the customer's next seat with a fee."""

from uuid import UUID

from desk.extend import Principal, current_scope, finish_request, gettext, language, now, take_request
from desk_training.actions._enrolling import save as save_enrolment
from desk_training.queries import enrolments, results, teaching
from desk_training.states import COMING, VoucherStatus
from desk_training.tables import TrainingVoucher

REQUEST = "requests.training_voucher"
SLUG = "training"


def ourselves() -> Principal:
    """This plugin by itself: it may do what it is asked for, as its manifest says."""
    return Principal.plugin(SLUG)


async def take(request_id: UUID, number: int, customer: UUID) -> bool:
    """Take a request for a voucher. False when it was taken before."""
    if await results.voucher_of(request_id) is not None:
        return False
    await take_request(number, by=ourselves(), provider=SLUG)
    await TrainingVoucher.add(customer=customer, request_id=request_id, request_number=number, at=now())
    return True


async def use(enrolment_id: UUID) -> bool:
    """Let a voucher pay for somebody who was registered. False where there is no fee, or no voucher."""
    found = await teaching.fee_of(enrolment_id)
    if found is None or not found["fee_cents"] or found["payment"] is not None or found["status"] not in COMING:
        return False
    enrolment = await enrolments.enrolment(found["number"])
    voucher = await results.open_voucher(enrolment.customer)
    if voucher is None:
        return False
    await save_enrolment(enrolment, fee_cents=0)
    is_first = voucher.enrolment is None
    await _save(voucher, VoucherStatus.USED, enrolment_id)
    if is_first:
        spoken = language.set(current_scope().tenant.locale)
        told = gettext("A seat in the training session #{number}.").format(number=found["session_number"])
        language.reset(spoken)
        await finish_request(voucher.request_number, told=told, by=ourselves(), provider=SLUG)
    return True


async def free(enrolment_id: UUID) -> bool:
    """Whom it paid for doesn't come: it pays for the next one. False where none paid."""
    voucher = await results.voucher_on(enrolment_id)
    if voucher is None or voucher.status != VoucherStatus.USED:
        return False
    await _save(voucher, VoucherStatus.OPEN, enrolment_id)
    return True


async def drop(request_id: UUID) -> bool:
    """Nobody needs the voucher any more. False where there is none to drop."""
    voucher = await results.voucher_of(request_id)
    if voucher is None or voucher.status != VoucherStatus.OPEN:
        return False
    await _save(voucher, VoucherStatus.CANCELLED, None)
    return True


async def _save(voucher: TrainingVoucher, status: VoucherStatus, enrolment: UUID | None) -> None:
    voucher.status, voucher.enrolment = str(status), enrolment
    await voucher.save([TrainingVoucher.status, TrainingVoucher.enrolment])
