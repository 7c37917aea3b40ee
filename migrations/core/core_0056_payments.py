"""Payments, what was paid back of them, and the counters of their receipts."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0056_payments"
VERSION = "1.38.0"
DESCRIPTION = "Payments and refunds."
KEPT = "select, insert, update"


async def up() -> None:
    """A customer sees their own payments in the portal and may say that they have paid; nothing is ever deleted."""
    await fenced_table(
        "payment",
        "what was paid, or is said to have been",
        """
        number integer not null,
        kind varchar(60) not null,
        status varchar(20) not null,
        customer uuid not null,
        contact uuid,
        amount_cents bigint not null,
        currency varchar(3) not null,
        refunded_cents bigint not null default 0,
        method varchar(20) not null,
        paid_at timestamptz not null,
        subject_kind varchar(40) not null default '',
        subject_id uuid,
        cause_id uuid,
        grade varchar(20) not null default '',
        receipt varchar(20) not null default '',
        invoice varchar(60) not null default '',
        reference varchar(200) not null default '',
        told text not null default '',
        note text not null default '',
        reason text not null default '',
        by_kind varchar(20) not null,
        by_id uuid,
        recorded_at timestamptz not null,
        decided_at timestamptz,
        decided_by uuid,
        version integer not null default 1,
        """,
        references={"customer": "customer", "contact": "contact", "decided_by": "member"},
        check={
            "status": ["recorded", "claimed", "verified", "refused"],
            "method": ["cash", "transfer", "wechat", "alipay", "card", "other"],
        },
        unique=["number"],
        portal="customer = {customer}",
        app=KEPT,
    )
    await fenced_table(
        "payment_refund",
        "what was paid back of a payment",
        """
        payment uuid not null,
        customer uuid not null,
        number varchar(20) not null,
        amount_cents bigint not null,
        method varchar(20) not null,
        reason text not null,
        reference varchar(200) not null default '',
        by_kind varchar(20) not null,
        by_id uuid,
        at timestamptz not null,
        """,
        references={"payment": "payment", "customer": "customer"},
        check={"method": ["cash", "transfer", "wechat", "alipay", "card", "other"]},
        unique=["number"],
        portal="customer = {customer}",
        portal_writes="none",
        app="select, insert",
    )
    await fenced_table(
        "payment_counter",
        "the last number of a series of receipts in a year",
        """
        series varchar(10) not null,
        year integer not null,
        last integer not null,
        """,
        unique=["series, year"],
        app=KEPT,
    )
    await script("""
        alter table payment
          add constraint payment_is_of_something check (amount_cents > 0),
          add constraint payment_gives_back_no_more check (refunded_cents between 0 and amount_cents),
          add constraint payment_gives_back_what_came
              check (refunded_cents = 0 or status in ('recorded', 'verified')),
          add constraint payment_has_its_receipt check ((receipt <> '') = (status in ('recorded', 'verified')));
        alter table payment_refund add constraint payment_refund_is_of_something check (amount_cents > 0);
        create unique index payment_receipt_once on payment (tenant_id, receipt) where receipt <> '';
        create unique index payment_reference_once on payment (tenant_id, reference)
         where reference <> '' and status <> 'refused';
        create unique index payment_refund_reference_once on payment_refund (tenant_id, reference)
         where reference <> '';
        create index payment_newest on payment (tenant_id, paid_at desc, id desc);
        create index payment_claimed on payment (tenant_id, paid_at desc, id desc) where status = 'claimed';
        create index payment_of_customer on payment (tenant_id, customer, paid_at desc, id desc);
        create index payment_subject on payment (tenant_id, subject_kind, subject_id, paid_at desc);
        create index payment_refund_at on payment_refund (tenant_id, at);
    """)


async def down() -> None:
    """Take it down again."""
    await drop_tables("payment", "payment_refund", "payment_counter")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
