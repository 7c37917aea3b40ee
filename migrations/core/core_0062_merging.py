"""Customers and contacts that are one: likenesses, suspected pairs, mergings with the log that undoes them."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import CUSTOMER, STAFF, drop_tables, fenced_table, script

ID = "core_0062_merging"
VERSION = "1.38.0"
DESCRIPTION = "Customers and contacts that turn out to be one."

_SIGNATURE = "find_alike_customers(uuid, text[], text[], text[], text[], text, integer)"
_OWN = "customer_id = {customer}"
# What happened to a customer before it was merged is still theirs to read.
_FORMER = "customer_id in (select m.gone from merging m where m.customer = {customer} and m.status = 'done')"


async def up() -> None:
    """A portal sees the mergings of its own customer, because the facts from before are theirs too."""
    await fenced_table(
        "merging",
        "customers and contacts that turned out to be one",
        """
        kind varchar(20) not null,
        kept uuid not null,
        gone uuid not null,
        customer uuid not null,
        number integer,
        name varchar(200) not null default '',
        external_key varchar(100),
        status varchar(20) not null default 'done',
        at timestamptz not null,
        by_kind varchar(20) not null,
        by_id uuid,
        undo_until timestamptz not null,
        undone_at timestamptz,
        undone_by uuid,
        counts jsonb not null default '[]',
        left_out jsonb not null default '[]',
        erased_at timestamptz,
        """,
        references={"customer": "customer"},
        check={"kind": ["customer", "contact"], "status": ["done", "undone"]},
        portal="customer = {customer}",
        portal_writes="none",
    )
    await fenced_table(
        "merge_move",
        "what a merging moved, replaced and set aside, row by row",
        """
        merging uuid not null,
        place integer not null,
        what varchar(20) not null,
        table_name varchar(63) not null,
        column_name varchar(63) not null,
        row_id uuid not null,
        was jsonb,
        became jsonb,
        """,
        references={"merging": "merging cascade"},
        check={"what": ["moved", "replaced", "aside"]},
    )
    await fenced_table(
        "likeness",
        "by what customers are found to be the same",
        """
        customer uuid not null,
        core text not null default '',
        names text[] not null default '{}',
        sounds text[] not null default '{}',
        phones text[] not null default '{}',
        dongles text[] not null default '{}',
        tax_no text not null default '',
        looked_at timestamptz,
        """,
        references={"customer": "customer cascade"},
        unique=["customer"],
    )
    await fenced_table(
        "suspicion",
        "pairs of customers that may be one",
        """
        one uuid not null,
        other uuid not null,
        reasons varchar(20)[] not null default '{}',
        score integer not null,
        found_at timestamptz not null,
        denied_at timestamptz,
        denied_by uuid,
        """,
        references={"one": "customer cascade", "other": "customer cascade"},
        unique=["one, other"],
    )
    await script("""
        create unique index merging_gone_once on merging (tenant_id, gone) where status = 'done';
        create index merging_at on merging (tenant_id, at desc, id desc);
        create index merging_key on merging (tenant_id, external_key) where external_key is not null;
        create index merging_unerased on merging (tenant_id, undo_until) where erased_at is null;
        create index merge_move_of_merging on merge_move (tenant_id, row_id) where table_name = 'merging';
        create index suspicion_open on suspicion (tenant_id, score desc, id desc) where denied_at is null;
        create index likeness_unlooked on likeness (tenant_id, id) where looked_at is null;
        create index likeness_core on likeness using gin (tenant_id, core gin_trgm_ops);
        create index likeness_names on likeness using gin (tenant_id, names);
        create index likeness_sounds on likeness using gin (tenant_id, sounds);
        create index likeness_phones on likeness using gin (tenant_id, phones);
        create index likeness_dongles on likeness using gin (tenant_id, dongles);
        create index likeness_tax on likeness (tenant_id, tax_no) where tax_no <> '';
        grant update (customer) on payment_refund to desk_app;
        grant update (customer) on survey_answer to desk_app;
        grant update (customer_id) on deadline_segment to desk_app;
    """)
    await script("""
        -- Stands past every policy, so it writes out both walls; see docs/decisions/0001.
        create policy search on likeness for select to desk_search using (true);
        grant select on likeness to desk_search;
        create function find_alike_customers(
          asked uuid, of_names text[], of_sounds text[], of_phones text[], of_dongles text[], of_tax text, most integer)
        returns table (customer uuid, reason text)
        language plpgsql stable security definer
        set search_path = pg_catalog, public, pg_temp set pg_trgm.similarity_threshold = 0.55 as $$
        declare tenant uuid := nullif(current_setting('desk.tenant_id', true), '')::uuid;
        begin
          if tenant is null or coalesce(current_setting('desk.customer_id', true), '') <> '' then return; end if;
          most := least(most, 100);
          return query execute 'select l.customer, ''name'' from likeness l
            where l.tenant_id = $1 and l.names && $3 and l.customer is distinct from $2 limit $4'
            using tenant, asked, of_names, most;
          return query execute 'select l.customer, ''sound'' from likeness l
            where l.tenant_id = $1 and l.sounds && $3 and l.customer is distinct from $2 limit $4'
            using tenant, asked, of_sounds, most;
          return query execute 'select l.customer, ''phone'' from likeness l
            where l.tenant_id = $1 and l.phones && $3 and l.customer is distinct from $2 limit $4'
            using tenant, asked, of_phones, most;
          return query execute 'select l.customer, ''dongle'' from likeness l
            where l.tenant_id = $1 and l.dongles && $3 and l.customer is distinct from $2 limit $4'
            using tenant, asked, of_dongles, most;
          if of_tax <> '' then
            return query execute 'select l.customer, ''tax'' from likeness l
              where l.tenant_id = $1 and l.tax_no = $3 and l.tax_no <> '''' and l.customer is distinct from $2 limit $4'
              using tenant, asked, of_tax, most;
          end if;
          if length(of_names[1]) >= 4 then
            return query execute 'select l.customer, ''alike'' from likeness l
              where l.tenant_id = $1 and l.core % $3 and l.customer is distinct from $2
              order by similarity(l.core, $3) desc, l.customer limit $4'
              using tenant, asked, of_names[1], most;
          end if;
        end $$;
    """)
    await script(
        f"revoke all on function {_SIGNATURE} from public; grant execute on function {_SIGNATURE} to desk_app;"
        f"alter function {_SIGNATURE} owner to desk_search"
    )
    await _let_read(f"{_OWN} or {_FORMER}")


async def _let_read(whose: str) -> None:
    """Facts and signatures are never changed, so the wall follows what was merged."""
    whose = whose.format(customer=CUSTOMER)
    for command in ("select", "update", "delete"):
        rule = f"using (({STAFF} or (audience = 'customer' and ({whose}))))"
        await script(f"alter policy portal_{command} on event {rule}")
    await script(f"alter policy portal_all on signature using (({STAFF} or ({whose})))")


async def down() -> None:
    """Without mergings."""
    await _let_read(_OWN)
    await script(f"drop function {_SIGNATURE}")
    await script("""
        revoke update (customer) on payment_refund from desk_app;
        revoke update (customer) on survey_answer from desk_app;
        revoke update (customer_id) on deadline_segment from desk_app;
    """)
    await drop_tables("merging", "merge_move", "likeness", "suspicion")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
