"""Scores, certificates and vouchers."""

from uuid import UUID

from asyncpg import Record

from desk.extend import NotFound, row, rows, value
from desk_training.tables import TrainingVoucher

SCORE = """
insert into training_score (tenant_id, id, enrolment, customer, score, passed, remark, recorded_at, recorded_by)
values ($1, $2, $3, $4, $5, $6, coalesce($7, ''), $8, $9)
    on conflict (tenant_id, enrolment)
    do update set score = excluded.score, passed = excluded.passed, remark = coalesce($7, training_score.remark),
                  recorded_at = excluded.recorded_at, recorded_by = excluded.recorded_by
"""
FED_BACK = """
update training_score set fed_back_at = $2
 where fed_back_at is null
   and enrolment in (select e.id from training_enrolment e where e.session = $1)
"""
_CERTIFICATE = """
select t.id, t.number, t.code, t.enrolment, t.customer, t.holder, t.qualification, t.issued_on, t.valid_to_on,
       u.name as customer_name, s.number as session_number, c.hours, p.score
  from training_certificate t
  join training_enrolment e on e.tenant_id = t.tenant_id and e.id = t.enrolment
  join training_session s on s.tenant_id = e.tenant_id and s.id = e.session
  join training_course c on c.tenant_id = s.tenant_id and c.id = s.course
  join customer u on u.tenant_id = t.tenant_id and u.id = t.customer
  left join training_score p on p.tenant_id = t.tenant_id and p.enrolment = t.enrolment
"""


async def scores(session_id: UUID) -> dict[UUID, Record]:
    """The scores of a session, by enrolment."""
    found = await rows(
        """select p.enrolment, p.score, p.passed, p.remark, p.recorded_at, p.fed_back_at from training_score p
             join training_enrolment e on e.tenant_id = p.tenant_id and e.id = p.enrolment where e.session = $1""",
        session_id,
    )
    return {one["enrolment"]: one for one in found}


async def scores_of(customer_id: UUID) -> dict[UUID, Record]:
    """A customer's scores, by enrolment; in the portal those that were fed back."""
    found = await rows("select enrolment, score, passed, remark from training_score where customer = $1", customer_id)
    return {one["enrolment"]: one for one in found}


async def examined(session_id: UUID) -> list[Record]:
    """Who was there: with their score, where there is one."""
    return await rows(
        """select e.id, e.number, e.customer, e.status, k.name as holder, p.score, p.passed, p.remark
             from training_enrolment e
             join contact k on k.tenant_id = e.tenant_id and k.id = e.contact
             left join training_score p on p.tenant_id = e.tenant_id and p.enrolment = e.id
            where e.session = $1 and e.status in ('attended', 'passed', 'failed') order by e.number""",
        session_id,
    )


async def certificates(session_id: UUID) -> list[Record]:
    """The certificates that were issued after a session."""
    return await rows(f"{_CERTIFICATE} where e.session = $1 order by t.number", session_id)


async def certificates_of(customer_id: UUID) -> list[Record]:
    """A customer's certificates, the latest first."""
    return await rows(f"{_CERTIFICATE} where t.customer = $1 order by t.number desc", customer_id)


async def certificate(certificate_id: UUID) -> Record:
    """One certificate. Raises ``NotFound``."""
    found = await row(f"{_CERTIFICATE} where t.id = $1", certificate_id)
    if found is None:
        raise NotFound
    return found


async def certificate_with(code: str) -> Record | None:
    """The certificate with this code."""
    return await row(f"{_CERTIFICATE} where t.code = $1", code)


async def voucher_of(request_id: UUID) -> TrainingVoucher | None:
    """The voucher that a request asked for, locked."""
    query = TrainingVoucher.objects().where(TrainingVoucher.request_id == request_id).first()
    found: TrainingVoucher | None = await query.lock_rows("UPDATE")
    return found


async def voucher_on(enrolment_id: UUID) -> TrainingVoucher | None:
    """The voucher that pays for an enrolment, locked."""
    query = TrainingVoucher.objects().where(TrainingVoucher.enrolment == enrolment_id).first()
    found: TrainingVoucher | None = await query.lock_rows("UPDATE")
    return found


async def open_voucher(customer_id: UUID) -> TrainingVoucher | None:
    """A customer's oldest voucher that nobody has used, locked."""
    mine = TrainingVoucher.customer == customer_id
    query = TrainingVoucher.objects().where(mine, TrainingVoucher.status == "open").order_by(TrainingVoucher.at).first()
    found: TrainingVoucher | None = await query.lock_rows("UPDATE")
    return found


async def open_vouchers(customer_id: UUID) -> int:
    """How many vouchers a customer has left."""
    return int(
        await value("select count(*) from training_voucher where customer = $1 and status = 'open'", customer_id)
    )
