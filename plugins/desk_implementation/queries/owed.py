"""Which logs are owed."""

from datetime import date

from desk.extend import rows


async def without_word(day: date) -> list[int]:
    """Running projects with a stage under way of which nobody has said yet that this day's log is owed."""
    found = await rows(
        """select p.number from implementation_project p
            where p.status = 'running'
              and exists (select from implementation_stage s where s.tenant_id = p.tenant_id and s.project = p.id
                                                               and s.status in ('running', 'delivered'))
              and not exists (select from implementation_log l where l.tenant_id = p.tenant_id and l.project = p.id
                                                                 and l.day = $1 and l.status <> 'draft')
              and p.log_owed_on is distinct from $1
            order by p.id""",
        day,
    )
    return [one["number"] for one in found]
