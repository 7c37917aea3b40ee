"""The plan of a project, who works on it, what sales handed over, and what may go wrong."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from asyncpg import Record

from desk.extend import NotFound, Thing, row, rows, value
from desk_implementation.tables import (
    ImplementationHandover,
    ImplementationPromise,
    ImplementationRisk,
    ImplementationStage,
    ImplementationTask,
)

_STAGE = """
select s.id, s.project, s.customer, s.name, s.begins_on, s.ends_on, s.owner, m.name as owner_name, s.deliverables,
       s.criteria, s.status, s.documents, s.summary, s.attendee, s.review, s.started_on, s.effective_at, s.rounds,
       s.signed_begins_on, s.signed_ends_on
  from implementation_stage s join member m on m.tenant_id = s.tenant_id and m.id = s.owner
"""
_TASK = """
select t.id, t.stage, t.name, t.begins_on, t.ends_on, t.owner, m.name as owner_name, t.milestone
  from implementation_task t join implementation_stage s on s.tenant_id = t.tenant_id and s.id = t.stage
  left join member m on m.tenant_id = t.tenant_id and m.id = t.owner
"""
PROMISED = """
select s.owner as member, s.customer as customer, '' as priority, s.name as title,
       '/implementation/' || p.number as url
  from implementation_stage s join implementation_project p on p.tenant_id = s.tenant_id and p.id = s.project
 where s.id = $1
"""
"""How the engine of promises reads a stage."""


async def things_of(ids: Sequence[UUID]) -> dict[UUID, Thing]:
    """Stages as pages point to them: by their project."""
    found = await rows(
        """select s.id, s.name, s.customer, p.number from implementation_stage s
             join implementation_project p on p.tenant_id = s.tenant_id and p.id = s.project where s.id = any($1)""",
        list(ids),
    )
    return {
        one["id"]: Thing(one["name"], f"/implementation/{one['number']}", "implementation.read", one["customer"])
        for one in found
    }


async def stages(project_id: UUID) -> list[Record]:
    """The stages, in the order in which they begin."""
    return await rows(f"{_STAGE} where s.project = $1 order by s.begins_on, s.ends_on, s.id", project_id)


async def stage_sheet(stage_id: UUID) -> Record:
    """One stage as it is printed. Raises ``NotFound``."""
    found = await row(f"{_STAGE} where s.id = $1", stage_id)
    if found is None:
        raise NotFound
    return found


async def tasks(project_id: UUID) -> list[Record]:
    """The tasks of all stages, in the order in which they begin."""
    return await rows(f"{_TASK} where s.project = $1 order by t.begins_on, t.ends_on, t.id", project_id)


async def is_staged(project_id: UUID) -> bool:
    """Whether there are stages, each with a task."""
    return bool(
        await value(
            """select count(*) > 0 and bool_and(exists (select from implementation_task t
                                                         where t.tenant_id = s.tenant_id and t.stage = s.id))
                 from implementation_stage s where s.project = $1""",
            project_id,
        )
    )


async def stage(stage_id: UUID, *, of: UUID) -> ImplementationStage:
    """One stage of a project, locked. Raises ``NotFound``."""
    mine = (ImplementationStage.id == stage_id) & (ImplementationStage.project == of)
    query = ImplementationStage.objects().where(mine).first()
    found: ImplementationStage | None = await query.lock_rows("UPDATE")
    if found is None:
        raise NotFound
    return found


async def task(task_id: UUID, *, of: UUID) -> tuple[ImplementationTask, ImplementationStage]:
    """One task of a project with its stage, both locked. Raises ``NotFound``."""
    query = ImplementationTask.objects().where(ImplementationTask.id == task_id).first()
    found: ImplementationTask | None = await query.lock_rows("UPDATE")
    if found is None:
        raise NotFound
    return found, await stage(found.stage, of=of)


async def task_days(stage_id: UUID) -> Record | None:
    """From when to when the tasks of a stage go; None for a stage without any."""
    found = await row(
        "select min(begins_on) as begins_on, max(ends_on) as ends_on from implementation_task where stage = $1",
        stage_id,
    )
    return found if found and found["begins_on"] else None


async def promise(promise_id: UUID, *, of: UUID) -> ImplementationPromise:
    """One promise of sales about a project, locked. Raises ``NotFound``."""
    mine = (ImplementationPromise.id == promise_id) & (ImplementationPromise.project == of)
    query = ImplementationPromise.objects().where(mine).first()
    found: ImplementationPromise | None = await query.lock_rows("UPDATE")
    if found is None:
        raise NotFound
    return found


async def risk(risk_id: UUID, *, of: UUID) -> ImplementationRisk:
    """One risk of a project, locked. Raises ``NotFound``."""
    mine = (ImplementationRisk.id == risk_id) & (ImplementationRisk.project == of)
    query = ImplementationRisk.objects().where(mine).first()
    found: ImplementationRisk | None = await query.lock_rows("UPDATE")
    if found is None:
        raise NotFound
    return found


async def handover(project_id: UUID) -> Record | None:
    """What sales knows, if it was written down."""
    return await row(
        """select h.requirements, h.risks, h.documents, h.at, m.name as by_name
             from implementation_handover h left join member m on m.tenant_id = h.tenant_id and m.id = h.by_id
            where h.project = $1""",
        project_id,
    )


async def handover_to_write(project_id: UUID) -> ImplementationHandover | None:
    """The same, locked."""
    query = ImplementationHandover.objects().where(ImplementationHandover.project == project_id).first()
    found: ImplementationHandover | None = await query.lock_rows("UPDATE")
    return found


async def promises(project_id: UUID) -> list[Record]:
    """What sales promised, the first first."""
    return await rows(
        """select id, promise, promised_by, promised_on, feasible from implementation_promise
            where project = $1 order by id""",
        project_id,
    )


async def risks(project_id: UUID) -> list[Record]:
    """What may go wrong: what isn't over first."""
    return await rows(
        """select r.id, r.risk, r.probability, r.impact, r.measure, r.owner, m.name as owner_name, r.over
             from implementation_risk r left join member m on m.tenant_id = r.tenant_id and m.id = r.owner
            where r.project = $1 order by r.over, r.id""",
        project_id,
    )


async def templates() -> list[Record]:
    """Plans to begin with, by name."""
    return await rows("select id, name, stages, days from implementation_template order by name, id")


async def template(template_id: UUID) -> Record:
    """One of them. Raises ``NotFound``."""
    found = await row("select id, name, stages, days from implementation_template where id = $1", template_id)
    if found is None:
        raise NotFound
    return found


async def is_template(name: str) -> bool:
    """Whether there is a template of this name."""
    return bool(await value("select exists (select from implementation_template where name = $1)", name))


async def workload(since: date, until: date) -> list[Record]:
    """Who has how many working days of tasks in each week, by project, over all projects that go on."""
    return await rows(
        """select t.owner, m.name as owner_name, p.number as project, date_trunc('week', d.day)::date as week,
                  count(distinct d.day)::integer as days
             from implementation_task t
             join implementation_stage s on s.tenant_id = t.tenant_id and s.id = t.stage
             join implementation_project p on p.tenant_id = s.tenant_id and p.id = s.project
             join member m on m.tenant_id = t.tenant_id and m.id = t.owner
            cross join lateral generate_series(
                    greatest(t.begins_on, $1::date), least(t.ends_on, $2::date - 1), interval '1 day') d(day)
            where p.status in ('planned', 'ready', 'running', 'evaluating')
              and s.status not in ('effective', 'surveyed')
              and t.begins_on < $2::date and t.ends_on >= $1::date and extract(isodow from d.day) < 6
            group by t.owner, m.name, p.number, 4, m.name_key order by m.name_key, t.owner""",
        since,
        until,
    )
