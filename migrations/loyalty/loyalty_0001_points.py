"""The ledger of points, rules, gifts, redemptions and draws."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "loyalty_0001_points"
VERSION = "1.38.0"
DESCRIPTION = "Loyalty points."
KEPT = "select, insert, update"
# A ledger is added to, nothing else; its customer may change when two customers turn out to be one.
LEDGER = ("loyalty_entry", "loyalty_lot", "loyalty_line")
# Rows go when the plugin is taken away from a tenant, and that is only done once it is off.
ERASED = """create policy erased_when_off on {table} as restrictive for delete to desk_app
  using (exists (select from tenant t where t.id = {table}.tenant_id and not 'loyalty' = any(t.plugins)))"""
TABLES = (
    *("loyalty_rule", *LEDGER, "loyalty_adjustment", "loyalty_gift", "loyalty_redemption", "loyalty_draw"),
    "loyalty_name",
)


async def up() -> None:
    """A customer sees their own points and redemptions, and the gifts that are offered."""
    await _ledger()
    await _gifts()
    await _draws()
    await script("""
        create function loyalty_entry_balances() returns trigger language plpgsql as $$
        begin
          if (select sum(points) from loyalty_line where tenant_id = new.tenant_id and entry = new.entry) <> 0 then
            raise exception 'the lines of an entry must add up to nothing' using errcode = 'check_violation';
          end if;
          return null;
        end $$;
        revoke all on function loyalty_entry_balances() from public;
        create constraint trigger loyalty_line_balances after insert on loyalty_line
          deferrable initially deferred for each row execute function loyalty_entry_balances();
        alter table loyalty_line add constraint loyalty_line_moves check (points <> 0);
        alter table loyalty_line add constraint loyalty_line_of_a_lot
          check ((account in ('points', 'reserved')) <= (lot is not null));
        alter table loyalty_lot add constraint loyalty_lot_has_points check (points > 0);
        alter table loyalty_rule add constraint loyalty_rule_earns check (per_hundred >= 0);
        alter table loyalty_adjustment add constraint loyalty_adjustment_moves check (points <> 0);
        alter table loyalty_gift add constraint loyalty_gift_price check (price > 0);
        alter table loyalty_gift add constraint loyalty_gift_stock check (stock >= 0);
        alter table loyalty_redemption add constraint loyalty_redemption_of_some check (quantity > 0 and points > 0);
        create index loyalty_line_balance on loyalty_line (tenant_id, customer, account) include (points, lot);
        create index loyalty_line_totals on loyalty_line (tenant_id, account) include (points);
        create index loyalty_entry_latest on loyalty_entry (tenant_id, customer, at desc, id desc);
        create index loyalty_entry_at on loyalty_entry (tenant_id, at);
        create index loyalty_entry_subject on loyalty_entry (tenant_id, subject_kind, subject_id);
        create index loyalty_lot_expiring on loyalty_lot (tenant_id, expires_on) where expires_on is not null;
        create index loyalty_rule_of_kind on loyalty_rule (tenant_id, kind, begins_on desc);
        create index loyalty_redemption_newest on loyalty_redemption (tenant_id, requested_at desc, id desc);
        create index loyalty_redemption_open on loyalty_redemption (tenant_id, gift)
         where status in ('requested', 'approved');
        create index loyalty_redemption_request on loyalty_redemption (tenant_id, request_id)
         where request_id is not null;
        create index loyalty_draw_newest on loyalty_draw (tenant_id, held_on desc, id desc);
    """)
    for table in LEDGER:
        await script(f"grant update (customer) on {table} to desk_app")
    await script("grant update (told_at) on loyalty_lot to desk_app")
    for table in TABLES:
        await script(f"grant delete on {table} to desk_app; {ERASED.format(table=table)}")


async def _ledger() -> None:
    await fenced_table(
        "loyalty_rule",
        "how many points a kind of payment earns",
        """
        kind varchar(60) not null,
        status varchar(20) not null default 'proposed',
        per_hundred integer not null,
        grades jsonb not null default '{}',
        months integer,
        begins_on date not null,
        ends_on date,
        proposed_by uuid,
        proposed_at timestamptz not null,
        decided_by uuid,
        decided_at timestamptz,
        """,
        check={"status": ["proposed", "approved", "ended"]},
        app=KEPT,
    )
    await fenced_table(
        "loyalty_entry",
        "one movement of points",
        """
        customer uuid not null,
        kind varchar(20) not null,
        cause varchar(120) not null,
        at timestamptz not null,
        points bigint not null,
        by_kind varchar(20) not null,
        by_id uuid,
        rule uuid,
        subject_kind varchar(40) not null default '',
        subject_id uuid,
        sum_cents bigint,
        why text not null default '',
        """,
        references={"customer": "customer", "rule": "loyalty_rule"},
        check={
            "kind": ["earned", "reversed", "expired", "adjusted", "reserved", "released", "spent", "returned"],
        },
        unique=["cause"],
        portal="customer = {customer}",
        app="select, insert",
    )
    await fenced_table(
        "loyalty_lot",
        "points that were earned together",
        """
        customer uuid not null,
        entry uuid not null,
        points bigint not null,
        earned_at timestamptz not null,
        expires_on date,
        told_at timestamptz,
        """,
        references={"customer": "customer", "entry": "loyalty_entry"},
        portal="customer = {customer}",
        app="select, insert",
    )
    await fenced_table(
        "loyalty_line",
        "one side of a movement of points",
        """
        entry uuid not null,
        customer uuid not null,
        account varchar(20) not null,
        lot uuid,
        points bigint not null,
        """,
        references={"entry": "loyalty_entry", "customer": "customer", "lot": "loyalty_lot"},
        check={"account": ["points", "reserved", "issued", "spent", "expired", "adjusted"]},
        portal="customer = {customer}",
        app="select, insert",
    )
    await fenced_table(
        "loyalty_adjustment",
        "points by hand, by two people",
        """
        customer uuid not null,
        status varchar(20) not null default 'proposed',
        points bigint not null,
        why text not null,
        proposed_by uuid not null,
        proposed_at timestamptz not null,
        decided_by uuid,
        decided_at timestamptz,
        """,
        references={"customer": "customer"},
        check={"status": ["proposed", "approved", "rejected"]},
        app=KEPT,
    )


async def _gifts() -> None:
    await fenced_table(
        "loyalty_gift",
        "what points are exchanged for",
        """
        name varchar(100) not null,
        kind varchar(20) not null,
        price integer not null,
        value_cents bigint,
        stock integer,
        told text not null default '',
        retired_at timestamptz,
        created_at timestamptz not null,
        version integer not null default 1,
        """,
        check={"kind": ["household", "appliance", "digital", "service", "training", "accessory"]},
        unique=["name"],
        portal="true",
        portal_writes="none",
        app=KEPT,
    )
    await fenced_table(
        "loyalty_redemption",
        "a gift that was asked for",
        """
        number integer not null,
        customer uuid not null,
        contact uuid,
        gift uuid not null,
        quantity integer not null,
        points bigint not null,
        status varchar(20) not null default 'requested',
        requested_at timestamptz not null,
        requested_by_kind varchar(20) not null,
        requested_by uuid,
        decided_at timestamptz,
        decided_by uuid,
        reason text not null default '',
        request_id uuid,
        request_number integer,
        delivered_at timestamptz,
        delivered_by uuid,
        received_by varchar(100) not null default '',
        version integer not null default 1,
        """,
        references={"customer": "customer", "contact": "contact", "gift": "loyalty_gift"},
        check={"status": ["requested", "approved", "rejected", "delivered", "cancelled"]},
        unique=["number"],
        portal="customer = {customer}",
        app=KEPT,
    )


async def _draws() -> None:
    await fenced_table(
        "loyalty_draw",
        "a draw on the spot",
        """
        number integer not null,
        name varchar(100) not null,
        held_on date not null,
        status varchar(20) not null default 'planned',
        prizes jsonb not null default '[]',
        seed varchar(64) not null default '',
        commitment varchar(64) not null default '',
        closed_at timestamptz,
        drawn_at timestamptz,
        drawn_by uuid,
        created_at timestamptz not null,
        """,
        check={"status": ["planned", "closed", "drawn"]},
        unique=["number"],
        app=KEPT,
    )
    await fenced_table(
        "loyalty_name",
        "somebody who takes part in a draw",
        """
        draw uuid not null,
        position integer not null,
        name varchar(200) not null,
        customer uuid,
        prize varchar(100) not null default '',
        """,
        references={"draw": "loyalty_draw cascade", "customer": "customer"},
        unique=["draw, position"],
    )


async def down() -> None:
    """Take it down again."""
    await drop_tables(*TABLES)
    await script("drop function if exists loyalty_entry_balances()")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="loyalty", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
