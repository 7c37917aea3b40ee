"""One payment: as a row to be changed, as a sheet to be shown; and the numbers of receipts."""

from collections.abc import Sequence
from uuid import UUID

from asyncpg import Record

from desk.foundation.database import row, rows, value
from desk.foundation.errors import NotFound
from desk.foundation.principals import Principal
from desk.foundation.subjects import Thing
from desk.payments.tables import Payment

MOST = 200
LARGEST = 2**31 - 1
"""Numbers beyond this nothing has."""
INSERT = """
insert into payment (tenant_id, id, number, kind, status, customer, contact, amount_cents, currency, method, paid_at,
                     subject_kind, subject_id, cause_id, grade, receipt, invoice, reference, told, note, by_kind,
                     by_id, recorded_at)
values ($1, $2, $3, $4, 'claimed', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, '', $15, $16, $17, $18, $19, $20, $21)
    on conflict (tenant_id, reference) where reference <> '' and status <> 'refused' do nothing
"""
"""As a claim; what a clerk records is given its receipt in the same transaction."""
NEXT = """
insert into payment_counter (tenant_id, id, series, year, last) values ($1, $2, $3, $4, 1)
    on conflict (tenant_id, series, year) do update set last = payment_counter.last + 1 returning last
"""
"""The next number of a series. It waits for whoever draws one, so that none is ever left out."""

PROMISED = """
select p.decided_by as member, p.customer, 'normal' as priority, '#' || p.number as title,
       '/payments/' || p.number as url
  from payment p where p.id = $1
"""
"""How the engine of promises reads a payment."""


async def payment(number: int, *, lock: bool = False) -> Payment:
    """One payment by its number. Raises ``NotFound``."""
    if number > LARGEST:
        raise NotFound
    query = Payment.objects().where(Payment.number == number).first()
    found = await (query.lock_rows("UPDATE") if lock else query)
    if found is None:
        raise NotFound
    return found


async def payment_by_id(payment_id: UUID) -> Payment:
    """One payment by its id. Raises ``NotFound``."""
    found = await Payment.objects().where(Payment.id == payment_id).first()
    if found is None:
        raise NotFound
    return found


async def with_reference(reference: str) -> Payment | None:
    """The payment that has another system's reference and wasn't refused."""
    found = await value(
        "select number from payment where reference = $1 and reference <> '' and status <> 'refused'", reference
    )
    return await payment(found) if found is not None else None


async def refund_with(reference: str) -> Record | None:
    """The refund that has another system's reference."""
    return await row(
        "select payment, number, amount_cents from payment_refund where reference = $1 and reference <> ''", reference
    )


async def sheet(number: int) -> Record:
    """One payment with what its page shows. Raises ``NotFound``."""
    if number > LARGEST:
        raise NotFound
    found = await row(
        """select p.*, c.name as customer_name, k.name as contact_name, m.name as decided_by_name,
                  coalesce(b.name, k2.name, '') as by_name
             from payment p
             join customer c on c.tenant_id = p.tenant_id and c.id = p.customer
             left join contact k on k.tenant_id = p.tenant_id and k.id = p.contact
             left join member m on m.tenant_id = p.tenant_id and m.id = p.decided_by
             left join member b on b.tenant_id = p.tenant_id and b.id = p.by_id
             left join contact k2 on k2.tenant_id = p.tenant_id and k2.id = p.by_id
            where p.number = $1""",
        number,
    )
    if found is None:
        raise NotFound
    return found


async def refunds(payment_id: UUID) -> list[Record]:
    """What was paid back of a payment, the first time first."""
    return await rows(
        """select r.id, r.number, r.amount_cents, r.method, r.reason, r.reference, r.at, m.name as by_name
             from payment_refund r left join member m on m.tenant_id = r.tenant_id and m.id = r.by_id
            where r.payment = $1 order by r.at, r.id limit $2""",
        payment_id,
        MOST,
    )


async def facts(payment_id: UUID) -> list[Record]:
    """What happened to a payment, oldest first."""
    return await rows(
        """select f.id, f.name, f.at, f.payload, coalesce(m.name, k.name, '') as by_name from event f
             left join member m on m.tenant_id = f.tenant_id and m.id = f.by_id
             left join contact k on k.tenant_id = f.tenant_id and k.id = f.by_id
            where f.subject_id = $1 order by f.at, f.id limit $2""",
        payment_id,
        MOST,
    )


async def words_of(payment_id: UUID) -> Record:
    """By what a payment may be found. Raises ``NotFound``."""
    found = await row(
        """select p.number, p.receipt, p.invoice, p.reference, p.paid_at, p.kind, c.name as customer_name
             from payment p join customer c on c.tenant_id = p.tenant_id and c.id = p.customer where p.id = $1""",
        payment_id,
    )
    if found is None:
        raise NotFound
    return found


async def told_of(payment_id: UUID) -> Record | None:
    """What people are told about a payment."""
    return await row(
        """select p.number, p.kind, p.status, p.contact, p.by_kind, p.by_id, p.amount_cents, p.currency, p.receipt,
                  p.reason, c.name as customer_name
             from payment p join customer c on c.tenant_id = p.tenant_id and c.id = p.customer where p.id = $1""",
        payment_id,
    )


async def contacts_of(customer_id: UUID) -> list[Record]:
    """The people of a customer who are there, by name."""
    return await rows(
        "select id, name, title from contact where customer = $1 and status = 'active' order by name_key, id",
        customer_id,
    )


async def things_of(ids: Sequence[UUID]) -> dict[UUID, Thing]:
    """Payments as others point to them."""
    found = await rows("select id, number, customer from payment where id = any($1)", list(ids))
    return {
        one["id"]: Thing(f"#{one['number']}", f"/payments/{one['number']}", "payment.read", one["customer"])
        for one in found
    }


async def may_read_payment(payment_id: UUID, principal: Principal) -> bool:
    """Who sees a payment may fetch the proof that was sent along; the walls have hidden what is another's."""
    if not principal.may("payment.own" if principal.kind == "contact" else "payment.read"):
        return False
    return bool(await value("select true from payment where id = $1", payment_id))


async def claimed_before(customer_id: UUID, *, most: int) -> int:
    """How many claims of a customer nobody has looked at yet."""
    return int(
        await value(
            """select count(*) from (select from payment where customer = $1 and status = 'claimed' limit $2) x""",
            customer_id,
            most,
        )
    )


async def name_of(customer_id: UUID) -> str | None:
    """The name of a customer."""
    found: str | None = await value("select name from customer where id = $1", customer_id)
    return found


async def was_recorded(reference: str) -> bool:
    """Whether a payment with this reference was ever noted, refused ones too."""
    return bool(await value("select true from payment where reference = $1 limit 1", reference))


async def customer_by_key(key: str) -> UUID | None:
    """The customer with this external key."""
    found: UUID | None = await value("select id from customer where external_key = $1 and $1 <> ''", key)
    return found
