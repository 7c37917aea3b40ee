"""
Effects that can be counted: a plugin that writes one row for each fact, in each of the three lanes.

Nothing keeps the rows from being written twice; that is what is looked for.
"""

from desk.foundation.database import execute
from desk.foundation.events import Fact
from desk.foundation.hooks import hookimpl
from desk.foundation.manifests import Manifest
from desk.foundation.reactions import Reaction, reaction
from desk.foundation.tenancy import current_scope

TABLE = """
create table chaos_effect (
  tenant_id uuid not null references tenant (id),
  serial bigserial,
  effect text not null,
  number integer not null,
  event_id uuid not null);
alter table chaos_effect enable row level security, force row level security;
create policy tenant on chaos_effect to desk_app, desk_owner
 using (tenant_id = nullif(current_setting('desk.tenant_id', true), '')::uuid);
grant select, insert on chaos_effect to desk_app;
grant usage on sequence chaos_effect_serial_seq to desk_app;
comment on table chaos_effect is 'fenced: effects of facts, as often as they happened';
"""
EFFECTS = ("opened", "answered", "kept customer", "kept us")
"""What one ticket that is opened and answered leaves behind, once each."""


async def _happened(effect: str, fact: Fact) -> None:
    await execute(
        "insert into chaos_effect (tenant_id, effect, number, event_id) values ($1, $2, $3, $4)",
        current_scope().tenant.id,
        effect,
        fact.payload["number"],
        fact.id,
    )


@reaction()
async def count_opening(fact: Fact) -> None:
    """One for each ticket."""
    await _happened("opened", fact)


@reaction(lane="urgent")
async def count_answer(fact: Fact) -> None:
    """One for each word of ours."""
    if fact.payload["side"] == "us":
        await _happened("answered", fact)


@reaction(lane="bulk")
async def count_words(fact: Fact) -> None:
    """One for each entry, whoever wrote it; those of one ticket in their order."""
    await _happened(f"kept {fact.payload['side']}", fact)


@hookimpl
def register_manifest() -> Manifest:
    return Manifest(slug="effects", name="Effects", summary="It is counted.", version="1.0")


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    return {"ticket.opened": [count_opening], "entry.written": [count_answer, count_words]}
