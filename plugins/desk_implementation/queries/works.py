"""What happens while a project runs: logs, changes, open points, and what was asked and decided about it."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from asyncpg import Record

from desk.extend import NotFound, Principal, row, rows, value
from desk_implementation.tables import (
    ImplementationChange,
    ImplementationEvaluation,
    ImplementationLog,
    ImplementationPoint,
    ImplementationRequest,
)

_LOG = """
select l.id, l.project, l.customer, l.stage, s.name as stage_name, l.day, l.consultant, m.name as consultant_name,
       l.begins, l.ends, l.work, l.problems, l.next_steps, l.comments, l.status, l.at
  from implementation_log l
  join implementation_stage s on s.tenant_id = l.tenant_id and s.id = l.stage
  join member m on m.tenant_id = l.tenant_id and m.id = l.consultant
"""
_CHANGE = """
select h.id, h.project, h.customer, h.number, h.status, h.what, h.why, h.on_time, h.on_cost, h.on_scope, h.moves, h.at,
       m.name as by_name
  from implementation_change h left join member m on m.tenant_id = h.tenant_id and m.id = h.by_id
"""


async def logs(project_id: UUID, *, most: int, drafts: bool = True) -> list[Record]:
    """The logs of a project, the latest day first; without drafts for customers."""
    return await rows(
        f"{_LOG} where l.project = $1 and ($2 or l.status <> 'draft') order by l.day desc, l.id desc limit $3",
        project_id,
        drafts,
        most,
    )


async def log_sheet(log_id: UUID) -> Record:
    """One log as it is printed. Raises ``NotFound``."""
    found = await row(f"{_LOG} where l.id = $1", log_id)
    if found is None:
        raise NotFound
    return found


async def log(log_id: UUID, *, of: UUID) -> ImplementationLog:
    """One log of a project, locked. Raises ``NotFound``."""
    mine = (ImplementationLog.id == log_id) & (ImplementationLog.project == of)
    found: ImplementationLog | None = await ImplementationLog.objects().where(mine).first().lock_rows("UPDATE")
    if found is None:
        raise NotFound
    return found


async def log_sent(sent_as: UUID, consultant: UUID) -> ImplementationLog | None:
    """The log that this member sent under this name, if there is one."""
    mine = (ImplementationLog.sent_as == sent_as) & (ImplementationLog.consultant == consultant)
    found: ImplementationLog | None = await ImplementationLog.objects().where(mine).first()
    return found


async def may_see_photos(log_id: UUID, by: Principal) -> bool:
    """Members who see projects, and contacts from the moment at which they see the log."""
    if by.kind != "contact":
        return by.may("implementation.read")
    return by.may("implementation.own") and bool(
        await value("select exists (select from implementation_log where id = $1 and status <> 'draft')", log_id)
    )


async def stages_under_way(member_id: UUID) -> list[Record]:
    """The stages that run, those of one's own projects first, with who there usually signs."""
    return await rows(
        """select s.id, s.name, p.number, p.title, coalesce(k.name, '') as signer
             from implementation_stage s
             join implementation_project p on p.tenant_id = s.tenant_id and p.id = s.project
             left join contact k on k.tenant_id = p.tenant_id and k.id = p.contact
            where p.status = 'running' and s.status in ('running', 'delivered', 'reviewed')
            order by not exists (select from implementation_member t where t.project = p.id and t.member = $1),
                     p.number desc, s.begins_on, s.id""",
        member_id,
    )


async def days_without_log(project_id: UUID, since: date, until: date) -> list[date]:
    """Working days of stages that run for which nobody has confirmed a log, the latest first."""
    found = await rows(
        """select d.day::date as day from generate_series($2::date, $3::date, interval '1 day') d(day)
            where extract(isodow from d.day) < 6
              and exists (select from implementation_stage s
                           where s.project = $1 and s.started_on <= d.day::date
                             and (s.effective_at is null or s.effective_at::date >= d.day::date))
              and not exists (select from implementation_log l
                               where l.project = $1 and l.day = d.day::date and l.status <> 'draft')
            order by 1 desc""",
        project_id,
        since,
        until,
    )
    return [one["day"] for one in found]


async def changes(project_id: UUID, *, drafts: bool = True) -> list[Record]:
    """The changes of a plan, the latest first; without drafts for customers."""
    return await rows(
        f"{_CHANGE} where h.project = $1 and ($2 or h.status <> 'draft') order by h.number desc", project_id, drafts
    )


async def change_sheet(change_id: UUID) -> Record:
    """One change as it is printed. Raises ``NotFound``."""
    found = await row(f"{_CHANGE} where h.id = $1", change_id)
    if found is None:
        raise NotFound
    return found


async def change(change_id: UUID, *, of: UUID) -> ImplementationChange:
    """One change of a project, locked. Raises ``NotFound``."""
    mine = (ImplementationChange.id == change_id) & (ImplementationChange.project == of)
    found: ImplementationChange | None = await ImplementationChange.objects().where(mine).first().lock_rows("UPDATE")
    if found is None:
        raise NotFound
    return found


async def next_change(project_id: UUID) -> int:
    """The number of a project's next change; the project is locked by whoever asks."""
    return int(
        await value("select coalesce(max(number), 0) + 1 from implementation_change where project = $1", project_id)
    )


async def points(project_id: UUID) -> list[Record]:
    """Open points, what is settled last."""
    return await rows(
        """select p.id, p.point, p.owner, m.name as owner_name, p.due_on, p.closed_on, p.result
             from implementation_point p left join member m on m.tenant_id = p.tenant_id and m.id = p.owner
            where p.project = $1 order by p.closed_on is not null, p.due_on nulls last, p.id""",
        project_id,
    )


async def point(point_id: UUID, *, of: UUID) -> ImplementationPoint:
    """One point of a project, locked. Raises ``NotFound``."""
    mine = (ImplementationPoint.id == point_id) & (ImplementationPoint.project == of)
    found: ImplementationPoint | None = await ImplementationPoint.objects().where(mine).first().lock_rows("UPDATE")
    if found is None:
        raise NotFound
    return found


async def requests(project_id: UUID) -> list[Record]:
    """Pauses and ends that were asked for, the latest first."""
    return await rows(
        """select r.id, r.kind, r.came_from, r.reason, r.description, r.evidence, r.asked_at, a.name as asked_by_name,
                  r.agreed_at, g.name as agreed_by_name, r.agreed, r.decided_at, d.name as decided_by_name, r.decision,
                  r.granted
             from implementation_request r
             left join member a on a.tenant_id = r.tenant_id and a.id = r.asked_by
             left join member g on g.tenant_id = r.tenant_id and g.id = r.agreed_by
             left join member d on d.tenant_id = r.tenant_id and d.id = r.decided_by
            where r.project = $1 order by r.asked_at desc, r.id desc""",
        project_id,
    )


async def undecided(project_id: UUID) -> ImplementationRequest | None:
    """What was asked for and not decided yet, locked."""
    mine = (ImplementationRequest.project == project_id) & (ImplementationRequest.decided_at.is_null())
    found: ImplementationRequest | None = await ImplementationRequest.objects().where(mine).first().lock_rows("UPDATE")
    return found


async def asked(project_id: UUID) -> Record | None:
    """The same, to be looked at."""
    return await row(
        "select reason, came_from, agreed_at from implementation_request where project = $1 and decided_at is null",
        project_id,
    )


async def company_reason(project_id: UUID) -> Record | None:
    """Why it fails, where a promise or the product is the reason: as an end was asked for, or else as evaluated."""
    return await row(
        """select reason, description, evidence from (
               select reason, description, evidence, asked_at as at, 1 as rank from implementation_request
                where project = $1 and kind = 'termination' and reason in ('product_need', 'presales_promise')
                union all
               select case verdict when 'product_requirement' then 'product_need' else verdict end, results, open_items,
                      at, 2 from implementation_evaluation
                where project = $1 and verdict in ('product_requirement', 'presales_promise')) said
            order by rank, at desc limit 1""",
        project_id,
    )


async def surveys_to_answer(stage_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """The surveys that wait for the customer's answer, by stage."""
    found = await rows(
        """select subject_id, id from survey
            where subject_kind = 'implementation_stage' and subject_id = any($1) and status = 'asked'""",
        list(stage_ids),
    )
    return {one["subject_id"]: one["id"] for one in found}


async def evaluations(project_id: UUID) -> list[Record]:
    """How it was evaluated, the latest first."""
    return await rows(
        """select e.id, e.results, e.open_items, e.verdict, e.stages, e.at, e.over, m.name as by_name
             from implementation_evaluation e left join member m on m.tenant_id = e.tenant_id and m.id = e.by_id
            where e.project = $1 order by e.at desc, e.id desc""",
        project_id,
    )


async def verdict(project_id: UUID) -> Record | None:
    """The evaluation that counts now: the latest that wasn't decided upon."""
    return await row(
        """select id, verdict, stages from implementation_evaluation
            where project = $1 and not over order by at desc, id desc limit 1""",
        project_id,
    )


async def evaluation(evaluation_id: UUID) -> ImplementationEvaluation | None:
    """One of them, locked."""
    query = ImplementationEvaluation.objects().where(ImplementationEvaluation.id == evaluation_id).first()
    found: ImplementationEvaluation | None = await query.lock_rows("UPDATE")
    return found


async def last_signature(kind: str, project_id: UUID, *, until: datetime | None = None) -> Record | None:
    """Who signed a paper last, or last until a moment, whatever it said then."""
    return await row(
        """select signer, signed_at as at, code from signature
            where kind = $1 and subject_id = $2 and ($3::timestamptz is null or signed_at <= $3)
            order by signed_at desc limit 1""",
        kind,
        project_id,
        until,
    )


async def are_effective(project_id: UUID) -> bool:
    """Whether there are stages, and the customer has signed each."""
    return bool(
        await value(
            """select count(*) > 0 and bool_and(status in ('effective', 'surveyed'))
                 from implementation_stage where project = $1""",
            project_id,
        )
    )


async def stage_numbers(ids: Sequence[UUID]) -> dict[UUID, Record]:
    """The projects of stages, by the stage's id."""
    found = await rows(
        """select s.id, s.name, p.number, p.customer, p.contact, p.lead, s.owner from implementation_stage s
             join implementation_project p on p.tenant_id = s.tenant_id and p.id = s.project where s.id = any($1)""",
        list(ids),
    )
    return {one["id"]: one for one in found}
