"""What is kept about payments besides: the index, the task to verify one, and that a list was taken out."""

from datetime import timedelta
from uuid import UUID

from desk.foundation.events import record
from desk.foundation.principals import SYSTEM, Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_, gettext, language
from desk.kit.money import format_money
from desk.kit.time import now
from desk.payments import kinds, queries, settings
from desk.payments.events import PaymentsExported
from desk.payments.states import Status
from desk.search import actions as search
from desk.tasks import actions as tasks
from desk.tasks import queries as asked

PATIENCE = timedelta(days=1)
"""Until a claim should be decided [assumed]."""
SAID = N_("{customer} says they paid {amount}: is it there?")
LONGEST = 200


def _key(payment_id: UUID) -> str:
    return f"{kinds.VERIFY.id}:{payment_id}"


async def index_payment(payment_id: UUID) -> None:
    """Let a payment be found by its numbers and by who paid."""
    words = await queries.words_of(payment_id)
    numbers = [one for one in (str(words["number"]), words["receipt"], words["invoice"], words["reference"]) if one]
    await search.index(
        kind="payment",
        subject_id=payment_id,
        title=f"#{words['number']} {words['customer_name']}",
        detail=" · ".join(filter(None, (words["receipt"], words["invoice"]))),
        url=f"/payments/{words['number']}",
        words=[words["customer_name"], *numbers],
        digits=numbers,
        at=words["paid_at"],
    )


async def ask_for_verification(payment_id: UUID) -> None:
    """Ask those who verify to look whether the money is there; once, and only while nobody has decided."""
    payment = await queries.payment_by_id(payment_id)
    if payment.status != Status.CLAIMED:
        return
    tenant = current_scope().tenant
    spoken = language.set(tenant.locale)
    amount = format_money(payment.amount_cents, payment.currency, tenant.locale)
    title = gettext(SAID).format(customer=await queries.name_of(payment.customer), amount=amount)
    language.reset(spoken)
    await tasks.ask(
        tasks.NewTask(
            kinds.VERIFY.id,
            title[:LONGEST],
            role=settings.verifiers(tenant.settings),
            subject_kind="payment",
            subject_id=payment_id,
            key=_key(payment_id),
            due_at=now() + PATIENCE,
            asker="payments",
            reference=str(payment.number),
        ),
        by=SYSTEM,
    )


async def end_verification(payment_id: UUID) -> None:
    """Somebody has decided: the task is done, if there was one."""
    task_id = await asked.open_with(_key(payment_id))
    if task_id is not None:
        await tasks.finish_task(task_id, "done", by=SYSTEM)


async def note_export(count: int, *, by: Principal) -> None:
    """Note that somebody took payments out as a table."""
    await record(PaymentsExported(by.id, by=by, count=count))
