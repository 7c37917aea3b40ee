"""What the engine reads and writes while it follows a fact: one statement each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from desk.deadlines.engine import Segment, Terms
from desk.foundation.database import execute, row
from desk.foundation.promises import subject_sql
from desk.foundation.tenancy import current_scope

OPEN = "('running', 'paused')"
_OPEN_COLUMNS = """
d.id, d.promise, d.subject_kind, d.subject_id, d.customer_id, d.member, d.status, d.turn, d.basis, d.amount,
d.fixed_at, d.started_at, d.due_at, d.missed_at, d.calendar_id, d.calendar_version, d.policy_version, d.ladder,
d.urgent, d.lane,
(select jsonb_agg(jsonb_build_object('from_at', g.from_at, 'state', g.state, 'turn', g.turn, 'event', g.event)
                  order by g.position)
   from deadline_segment g where g.tenant_id = d.tenant_id and g.deadline = d.id) as segments,
coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'mark', s.mark, 'at', s.at) order by s.id)
            from deadline_step s where s.tenant_id = d.tenant_id and s.deadline = d.id and s.outcome = ''),
         '[]') as steps,
coalesce((select jsonb_agg(s.mark) from deadline_step s
           where s.tenant_id = d.tenant_id and s.deadline = d.id and s.outcome <> ''), '[]') as done
"""
_NO_SUBJECT = "select null::uuid as member, null::uuid as customer where $1::uuid is null"
# Deadlines first, steps after them: whoever locks both does so in this order.
_MATTER = """
with subject as ({subject}),
     held as materialized (
       select d.* from deadline d
        where d.subject_id = $1 and d.promise = any($3) and d.status in {open} order by d.id for update)
select (select to_jsonb(s)::text from subject s) as subject,
       (select c.grade from customer c where c.id = coalesce($2, (select s.customer from subject s))) as grade,
       (select jsonb_agg(p)::text from (
          select distinct on (promise) promise, version, basis, amount, ladder, reminders, grades, priorities, source
            from deadline_policy where promise = any($3) order by promise, version desc) p) as policies,
       (select f.profile from deadline_profile f order by f.version desc limit 1) as profile,
       (select jsonb_agg(o)::text from (select {columns} from held d) o) as open
"""
_MADE = """
id uuid, promise text, subject_kind text, subject_id uuid, customer_id uuid, member uuid, title text, url text,
status text, turn text, urgent boolean, lane text, policy_version integer, basis text, amount integer,
fixed_at timestamptz, ladder text, calendar_id uuid, calendar_version integer, started_at timestamptz,
due_at timestamptz, cause_id uuid, waits boolean
"""
_CHANGED = """
id uuid, status text, turn text, member uuid, amount integer, basis text, ladder text, policy_version integer,
calendar_id uuid, calendar_version integer, due_at timestamptz, met_at timestamptz, missed_at timestamptz,
ended_at timestamptz, late_seconds integer
"""
_LOGGED = """
id uuid, deadline uuid, customer_id uuid, position smallint, from_at timestamptz, state text, turn text, event text,
event_id uuid
"""
_STEPS = """
id uuid, deadline uuid, customer_id uuid, what text, mark text, rungs varchar(40)[], lane text, at timestamptz
"""


def _names(columns: str, of: str = "") -> str:
    return ", ".join(of + one.split()[0] for one in columns.replace("\n", " ").split(",") if one.strip())


_KEPT = ("id", "met_at", "missed_at")
_SET = ", ".join(f"{one} = r.{one}" for one in _names(_CHANGED).split(", ") if one not in _KEPT)
# What was kept or missed first stays as it was: nothing that comes later is the true first time.
_WRITE = f"""
with made as (
  insert into deadline (tenant_id, {_names(_MADE)}) select $1, {_names(_MADE, "r.")}
    from jsonb_to_recordset($2::jsonb) as r ({_MADE})),
changed as (
  update deadline d set met_at = coalesce(d.met_at, r.met_at), missed_at = coalesce(d.missed_at, r.missed_at), {_SET}
    from jsonb_to_recordset($3::jsonb) as r ({_CHANGED}) where d.tenant_id = $1 and d.id = r.id),
logged as (
  insert into deadline_segment (tenant_id, {_names(_LOGGED)}) select $1, {_names(_LOGGED, "r.")}
    from jsonb_to_recordset($4::jsonb) as r ({_LOGGED})),
dropped as (delete from deadline_step where tenant_id = $1 and deadline = any($5::uuid[]) and outcome = ''),
moved as (
  update deadline_step s set at = r.at, fired_at = null
    from jsonb_to_recordset($6::jsonb) as r (id uuid, at timestamptz)
   where s.tenant_id = $1 and s.id = r.id and s.outcome = '')
insert into deadline_step (tenant_id, {_names(_STEPS)}) select $1, {_names(_STEPS, "r.")}
  from jsonb_to_recordset($7::jsonb) as r ({_STEPS})
"""


class StoredSegment(msgspec.Struct, frozen=True):
    """A row of the log."""

    from_at: datetime
    state: str
    turn: str
    event: str


class OwedStep(msgspec.Struct, frozen=True):
    """A step that has not been done yet."""

    id: UUID
    mark: str
    at: datetime | None


class Policy(msgspec.Struct, frozen=True):
    """The version of a policy that counts now."""

    promise: str
    version: int
    basis: str
    amount: int
    ladder: str
    reminders: list[int] | None = None
    grades: dict[str, float] | None = None
    """Factors by the customer's grade; None: as declared."""
    priorities: dict[str, float] | None = None
    source: str = "own"


class Open(msgspec.Struct):
    """An open deadline with its log and the steps that it still owes."""

    id: UUID
    promise: str
    subject_kind: str
    subject_id: UUID
    customer_id: UUID | None
    member: UUID | None
    status: str
    turn: str
    basis: str
    amount: int
    fixed_at: datetime | None
    started_at: datetime
    due_at: datetime | None
    missed_at: datetime | None
    calendar_id: UUID | None
    calendar_version: int
    policy_version: int
    ladder: str
    urgent: bool
    lane: str
    segments: list[StoredSegment]
    steps: list[OwedStep]
    done: list[str]
    """Marks of the steps that were done."""

    @property
    def log(self) -> list[Segment]:
        """The log as the engine reads it."""
        return [Segment(one.from_at, one.state, one.turn, one.event) for one in self.segments]

    @property
    def terms(self) -> Terms:
        """How long it may take."""
        return Terms(self.basis, self.amount, self.fixed_at)


@dataclass(frozen=True, slots=True)
class Matter:
    """A subject with what was promised about it."""

    subject: dict[str, Any]
    grade: str
    profile: str
    """The set of limits that the tenant chose; empty where it never did."""
    policies: dict[str, Policy]
    open: dict[str, Open]
    """Open deadlines by promise, locked."""


async def matter(kind: str, subject_id: UUID, customer_id: UUID | None, promises: Sequence[str]) -> Matter:
    """The subject, the policies that count, and the open deadlines, locked: all in one statement."""
    sql = _MATTER.format(subject=subject_sql(kind) or _NO_SUBJECT, columns=_OPEN_COLUMNS, open=OPEN)
    found = await row(sql, subject_id, customer_id, list(promises))
    assert found is not None
    policies = msgspec.json.decode(found["policies"] or b"[]", type=list[Policy])
    return Matter(
        subject=msgspec.json.decode(found["subject"]) if found["subject"] else {},
        grade=found["grade"] or "",
        profile=found["profile"] or "",
        policies={one.promise: one for one in policies},
        open={one.promise: one for one in read_open(found["open"])},
    )


def read_open(text: str | None) -> list[Open]:
    """Open deadlines from what a statement aggregated."""
    return msgspec.json.decode(text or b"[]", type=list[Open])


@dataclass(slots=True)
class Changes:
    """What follows from a fact, to be written at once."""

    made: list[dict[str, Any]] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    segments: list[dict[str, Any]] = field(default_factory=list)
    dropped: list[UUID] = field(default_factory=list)
    moved: list[dict[str, Any]] = field(default_factory=list)
    steps: list[dict[str, Any]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.made or self.changed or self.segments or self.dropped or self.moved or self.steps)


async def write(changes: Changes) -> None:
    """Write everything in one statement."""
    await execute(
        _WRITE,
        current_scope().tenant.id,
        _json(changes.made),
        _json(changes.changed),
        _json(changes.segments),
        changes.dropped,
        _json(changes.moved),
        _json(changes.steps),
    )


def _json(many: list[dict[str, Any]]) -> str:
    return msgspec.json.encode(many).decode()
