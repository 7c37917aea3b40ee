"""Rules by which points are earned."""

from datetime import date
from uuid import UUID

from asyncpg import Record

from desk.extend import NotFound, row, rows
from desk_loyalty.tables import LoyaltyRule

_RULES = """
select r.id, r.kind, r.status, r.per_hundred, r.grades, r.months, r.begins_on, r.ends_on, r.proposed_at, r.decided_at,
       p.name as proposed_by_name, d.name as decided_by_name
  from loyalty_rule r
  left join member p on p.tenant_id = r.tenant_id and p.id = r.proposed_by
  left join member d on d.tenant_id = r.tenant_id and d.id = r.decided_by
 order by r.status = 'ended', r.kind, r.begins_on desc, r.id limit 200
"""


async def rules() -> list[Record]:
    """All rules, those that count before those that ended."""
    return await rows(_RULES)


async def rule(rule_id: UUID) -> LoyaltyRule:
    """One rule, locked. Raises ``NotFound``."""
    query = LoyaltyRule.objects().where(LoyaltyRule.id == rule_id).first()
    found: LoyaltyRule | None = await query.lock_rows("UPDATE")
    if found is None:
        raise NotFound
    return found


async def rule_on(kind: str, day: date) -> Record | None:
    """The approved rule that counts for a kind of payment on a day."""
    return await row(
        """select id, per_hundred, grades, months from loyalty_rule
            where kind = $1 and status = 'approved' and begins_on <= $2 and (ends_on is null or ends_on >= $2)
            order by begins_on desc, id desc limit 1""",
        kind,
        day,
    )


async def is_ruled(kind: str) -> bool:
    """Whether the tenant has ever approved a rule for a kind of payment: then the usual ratio counts no more."""
    found = await row(
        "select from loyalty_rule where kind = $1 and decided_at is not null and status <> 'proposed' limit 1", kind
    )
    return found is not None


async def overlapping(kind: str, begins_on: date, ends_on: date | None, but: UUID) -> Record | None:
    """An approved rule for the same kind and some of the same days."""
    return await row(
        """select begins_on from loyalty_rule
            where kind = $1 and status = 'approved' and id <> $4
              and (ends_on is null or ends_on >= $2) and ($3::date is null or begins_on <= $3)
            order by begins_on limit 1""",
        kind,
        begins_on,
        ends_on,
        but,
    )
