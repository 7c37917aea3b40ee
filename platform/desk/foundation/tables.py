"""Tables of the foundation: the register of tenants, facts, and the work that follows from them."""

from functools import cache
from typing import Any, Self, cast

from piccolo.columns import (
    JSONB,
    UUID,
    Array,
    Boolean,
    ForeignKey,
    Integer,
    SmallInt,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.columns.defaults.uuid import UUID4
from piccolo.table import Table

from desk.foundation.database import DB, execute
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7

__all__ = [
    "Backfill",
    "Event",
    "Fenced",
    "FieldChange",
    "ForeignKey",
    "IdempotencyKey",
    "Listening",
    "Reaction",
    "ScheduledWork",
]


class Fenced:
    """What every fenced table has: the tenant, and a key that is filled here and grows with time."""

    id = UUID(primary_key=True, default=UUID4(), null=False)
    tenant_id = UUID(default=None, null=False)

    def __init_subclass__(cls, **named: Any) -> None:
        super().__init_subclass__(db=DB, **named)  # type: ignore[call-arg]  # the next class is Piccolo's Table

    def __init__(self, *positional: Any, **values: Any) -> None:
        if not values.get("_exists_in_db") and not positional:
            values.setdefault("id", uuid7())
            values.setdefault("tenant_id", current_scope().tenant.id)
        super().__init__(*positional, **values)

    @classmethod
    async def add(cls, **values: Any) -> Self:
        """Insert a row with one prepared statement; a fifth of the work of ``save``. Defaults are the columns' own."""
        statement, names, defaults = _insertion(cast("Any", cls))
        row = {"id": uuid7(), "tenant_id": current_scope().tenant.id, **defaults, **values}
        if len(row) != len(names):
            raise TypeError(f"{cls.__name__} has no column {', '.join(row.keys() - set(names))}")
        await execute(statement, *[row[name] for name in names])
        made = cls.__new__(cls)
        made.__dict__.update(row, _exists_in_db=True)
        return made


@cache
def _insertion(table: Any) -> tuple[str, tuple[str, ...], dict[str, Any]]:
    """The statement that inserts a row, the columns in its order, and their defaults."""
    columns = table._meta.columns
    names = ", ".join(f'"{one._meta.db_column_name}"' for one in columns)
    places = ", ".join(f"${n}" for n in range(1, len(columns) + 1))
    statement = f'insert into "{table._meta.tablename}" ({names}) values ({places})'  # noqa: S608 - our own names
    given = {one._meta.name: one.get_default_value() for one in columns}
    defaults = {name: value for name, value in given.items() if name not in ("id", "tenant_id")}
    return statement, tuple(given), defaults


class Tenant(Table, help_text="A partner company, or headquarters.", db=DB):
    """Class ``register``: the owner writes it, a tenant sees its own row."""

    id = UUID(primary_key=True, default=UUID4(), null=False)
    slug = Varchar(length=40, default=None, null=False)
    kind = Varchar(length=20, default="partner", null=False)
    name = Varchar(length=200, default=None, null=False)
    status = Varchar(length=20, default="active", null=False)
    plugins = Array(base_column=Varchar(length=40), default=list, null=False)
    settings = JSONB(default="{}", null=False)
    locale = Varchar(length=10, default="zh-CN", null=False)
    zone = Varchar(length=60, default="Asia/Shanghai", null=False)
    accent = Varchar(length=7, default="#0f6a66", null=False)
    mark = Varchar(length=4, default="", null=False)
    version = Integer(default=1, null=False, help_text="Grows with each change; caches go by it.")
    created_at = Timestamptz(default=None, null=False)


class TenantHost(Table, tablename="tenant_host", help_text="A host name, whose it is, and which face it shows.", db=DB):
    """Class ``register``."""

    host = Varchar(length=253, primary_key=True, default=None, null=False)
    tenant = UUID(default=None, null=False, db_column_name="tenant_id")
    face = Varchar(length=20, default=None, null=False)


class Backfill(Table, help_text="Which tenants a backfill of a migration has done.", db=DB):
    """Class ``register``: so that a backfill that was cut off goes on where it stood."""

    id = UUID(primary_key=True, default=UUID4(), null=False)
    migration = Varchar(length=200, default=None, null=False)
    tenant = UUID(default=None, null=False, db_column_name="tenant_id")


class Event(Fenced, Table, help_text="A fact: audit trail, timeline and the cause of what follows."):
    """Append-only. The payload holds no personal values: those go to ``field_change``."""

    name = Varchar(length=80, default=None, null=False)
    version = SmallInt(default=1, null=False)
    at = Timestamptz(default=None, null=False)
    by_kind = Varchar(length=20, default=None, null=False)
    by_id = UUID(default=None, null=True)
    subject_kind = Varchar(length=40, default=None, null=False)
    subject_id = UUID(default=None, null=False)
    customer_id = UUID(default=None, null=True)
    cause_id = UUID(default=None, null=True)
    audience = Varchar(length=20, default="team", null=False)
    payload = JSONB(default="{}", null=False)
    audit = Varchar(length=20, default=None, null=True, help_text="The kind under which the audit trail lists it.")


class Reaction(Fenced, Table, help_text="One subscriber's work on one fact; gone when it is done."):
    """The outbox: outlives Redis, is claimed by the pacer and deleted by the job."""

    event_id = UUID(default=None, null=True)
    subscriber = Varchar(length=120, default=None, null=False)
    lane = Varchar(length=20, default="default", null=False)
    subject_id = UUID(default=None, null=True)
    status = Varchar(length=20, default="waiting", null=False)
    attempts = SmallInt(default=0, null=False)
    available_at = Timestamptz(default=None, null=False)
    sent_at = Timestamptz(default=None, null=True)
    failed_at = Timestamptz(default=None, null=True)
    error = Text(default="", null=False)


class ScheduledWork(Fenced, Table, tablename="scheduled_work", help_text="What a tenant's slices do again and again."):
    """One row per schedule and tenant; the pacer turns a due one into a reaction row."""

    name = Varchar(length=120, default=None, null=False)
    lane = Varchar(length=20, default="default", null=False)
    period_seconds = Integer(default=None, null=False)
    next_at = Timestamptz(default=None, null=False)


class PluginTrip(
    Fenced, Table, tablename="plugin_trip", help_text="How often a plugin failed, and whether it is left out."
):
    plugin = Varchar(length=40, default=None, null=False)
    failures = Integer(default=0, null=False)
    since_at = Timestamptz(default=None, null=False)
    last_at = Timestamptz(default=None, null=False)
    tripped_at = Timestamptz(default=None, null=True)
    why = Varchar(length=200, default="", null=False)


class PluginFault(
    Table, tablename="plugin_fault", help_text="A plugin whose migrations failed: silent for all.", db=DB
):
    id = UUID(primary_key=True, default=UUID4(), null=False)
    plugin = Varchar(length=40, default=None, null=False)
    why = Varchar(length=400, default=None, null=False)
    at = Timestamptz(default=None, null=False)


class PluginChore(Fenced, Table, tablename="plugin_chore", help_text="What takes long with a plugin."):
    plugin = Varchar(length=40, default=None, null=False)
    kind = Varchar(length=20, default=None, null=False, help_text="removal or replay.")
    status = Varchar(length=20, default="running", null=False)
    since_at = Timestamptz(default=None, null=True, help_text="Of a replay: from when on.")
    until_at = Timestamptz(default=None, null=True)
    reached = UUID(default=None, null=True, help_text="The last fact that was handed over.")
    done = Integer(default=0, null=False)
    total = Integer(default=0, null=False)
    file = UUID(default=None, null=True, help_text="Of a removal: what there was, as a file.")
    begun_at = Timestamptz(default=None, null=False)
    begun_by = UUID(default=None, null=True)
    ended_at = Timestamptz(default=None, null=True)


class Listening(Fenced, Table, help_text="Which subscriber to all facts hears what."):
    subscriber = Varchar(length=120, default=None, null=False, help_text="A reaction's name.")
    pattern = Varchar(length=80, default=None, null=False, help_text="``ticket.closed``, ``ticket.*`` or ``*``.")


class FieldChange(Fenced, Table, tablename="field_change", help_text="Old and new value of one field; can be erased."):
    """The history of personal values, apart from the facts so that erasing keeps the facts."""

    event_id = UUID(default=None, null=False)
    at = Timestamptz(default=None, null=False)
    by_kind = Varchar(length=20, default=None, null=False)
    by_id = UUID(default=None, null=True)
    subject_kind = Varchar(length=40, default=None, null=False)
    subject_id = UUID(default=None, null=False)
    field = Varchar(length=80, default=None, null=False)
    old = Text(default=None, null=True)
    new = Text(default=None, null=True)


class IdempotencyKey(
    Fenced, Table, tablename="idempotency_key", help_text="An answer kept for a client that asks again."
):
    """Written in the transaction of the request itself, so that both or neither happened."""

    key = Varchar(length=200, default=None, null=False)
    owner = Varchar(length=80, default=None, null=False, help_text="Whose key: the principal's kind and id.")
    customer_id = UUID(default=None, null=True)
    request = Varchar(length=64, default=None, null=False, help_text="sha256 over method, path and body.")
    at = Timestamptz(default=None, null=False)
    status = SmallInt(default=None, null=True)
    body = Text(default=None, null=True)
    replayable = Boolean(default=True, null=False)
