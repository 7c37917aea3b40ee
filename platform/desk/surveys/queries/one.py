"""One survey, how a tenant asks, and what is read while one is asked and answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import msgspec
from asyncpg import Record

from desk.foundation.database import row, rows, value
from desk.foundation.errors import NotFound
from desk.foundation.subjects import Thing
from desk.surveys.kinds import SurveyKind
from desk.surveys.tables import Survey

PLAN = """
insert into survey (tenant_id, id, kind, subject_kind, subject_id, cause_id, title, customer, contact, member,
                    planned_at, ask_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict (tenant_id, kind, cause_id) do nothing
"""
OF_CAUSE = "select id from survey where kind = $1 and cause_id = $2"
SUPERSEDE = """
update survey set status = 'skipped', why = 'over', token_hash = '', token_until = null
 where kind = $1 and subject_id = $2 and id <> $3 and status <> 'answered'
"""
HANDLE = "update survey set handled_at = $2 where id = $1 and handled_at is null"
KEEP_WORDING = """
insert into survey_wording (tenant_id, id, kind, active, wait_hours, intro, texts, changed_at)
values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8)
    on conflict (tenant_id, kind) do update set active = excluded.active, wait_hours = excluded.wait_hours,
       intro = excluded.intro, texts = excluded.texts, changed_at = excluded.changed_at returning id
"""
PROMISED = """
select (select t.assignee from task t join task_asker k on k.tenant_id = t.tenant_id and k.task = t.id
         where k.asker = 'surveys' and k.reference = s.id::text and t.status in ('open', 'taken') limit 1) as member,
       s.customer, 'normal' as priority, s.title, '/surveys/' || s.id as url
  from survey s where s.id = $1
"""
"""How the engine of promises reads a survey: whose it is to talk to who isn't satisfied."""


@dataclass(frozen=True, slots=True)
class Wording:
    """How a tenant asks: whether, how long after, and the words, those of the kind where nobody wrote others."""

    is_on: bool
    wait_hours: int
    intro: str
    texts: dict[str, str]


async def survey(survey_id: UUID, *, lock: bool = False) -> Survey:
    """One survey. Raises ``NotFound``."""
    query = Survey.objects().where(Survey.id == survey_id).first()
    found = await (query.lock_rows("UPDATE") if lock else query)
    if found is None:
        raise NotFound
    return found


async def with_token(token_hash: str, at: datetime) -> UUID | None:
    """The survey whose link this is, while it is good or when it was answered; None for any other."""
    found: UUID | None = await value(
        """select id from survey
            where token_hash = $1 and $1 <> '' and (token_until > $2 or status = 'answered')""",
        token_hash,
        at,
    )
    return found


async def waiting_of(cause_id: UUID) -> list[UUID]:
    """What is still to be asked because of a fact."""
    found = await rows("select id from survey where cause_id = $1 and status = 'waiting' order by id", cause_id)
    return [one["id"] for one in found]


async def asked_since(contact_id: UUID, moment: datetime) -> bool:
    """Whether somebody was asked anything since a moment; who asks waits here for whoever asks them too."""
    await value("select id from contact where id = $1 for update", contact_id)
    return bool(await value("select true from survey where contact = $1 and asked_at > $2 limit 1", contact_id, moment))


async def is_there(contact_id: UUID) -> bool:
    """Whether a contact still is with the customer."""
    return bool(await value("select true from contact where id = $1 and status = 'active'", contact_id))


async def wording(kind: SurveyKind) -> Wording:
    """How this tenant asks."""
    found = await row("select active, wait_hours, intro, texts from survey_wording where kind = $1", kind.id)
    if found is None:
        return Wording(True, kind.wait_hours, "", {})
    texts = msgspec.json.decode(found["texts"], type=dict[str, str])
    return Wording(found["active"], found["wait_hours"], found["intro"], texts)


async def told_of(survey_id: UUID) -> Record | None:
    """What people are told about a survey."""
    return await row("select title, status, contact from survey where id = $1", survey_id)


async def things_of(ids: Sequence[UUID]) -> dict[UUID, Thing]:
    """Surveys as others point to them."""
    found = await rows("select id, title, customer from survey where id = any($1)", list(ids))
    return {one["id"]: Thing(one["title"], f"/surveys/{one['id']}", "survey.read", one["customer"]) for one in found}


async def facts_named(name: str) -> list[Record]:
    """The facts of a name after which nobody was asked yet, for the sample."""
    return await rows(
        """select f.id, f.name, f.at, f.subject_kind, f.subject_id, f.customer_id from event f
            where f.name = $1 and not exists (select from survey s where s.cause_id = f.id) order by f.at, f.id""",
        name,
    )


async def unanswered(most: int) -> list[Record]:
    """Surveys that nobody has answered, where nobody has answered any: the sample is filled once."""
    return await rows(
        """select id, kind from survey where not exists (select from survey_answer)
            order by planned_at, id limit $1""",
        most,
    )
