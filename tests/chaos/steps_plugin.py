"""
Effects of due steps that can be counted: a plugin that writes one row for each fact that a step makes.

Nothing keeps the rows from being written twice; that is what is looked for.
"""

from desk.foundation.database import execute
from desk.foundation.events import Fact
from desk.foundation.hooks import hookimpl
from desk.foundation.manifests import Manifest
from desk.foundation.reactions import Reaction, reaction
from desk.foundation.tenancy import current_scope
from desk.kit.time import now

TABLE = """
create table chaos_step (
  tenant_id uuid not null references tenant (id),
  step uuid not null,
  at timestamptz not null);
alter table chaos_step enable row level security, force row level security;
create policy tenant on chaos_step to desk_app, desk_owner
 using (tenant_id = nullif(current_setting('desk.tenant_id', true), '')::uuid);
grant select, insert on chaos_step to desk_app;
comment on table chaos_step is 'fenced: effects of steps, as often as they happened';
"""


@reaction()
async def count_step(fact: Fact) -> None:
    """One for each step that was climbed."""
    await execute(
        "insert into chaos_step (tenant_id, step, at) values ($1, $2, $3)",
        current_scope().tenant.id,
        fact.payload["step"],
        now(),
    )


@hookimpl
def register_manifest() -> Manifest:
    return Manifest(slug="steps", name="Steps", summary="It is counted.", version="1.0")


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    return {"deadline.missed": [count_step]}
