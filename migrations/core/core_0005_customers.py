"""Customers, their people and products."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0005_customers"
VERSION = "1.38.0"
DESCRIPTION = "Customers, their people and products."


async def up() -> None:
    """Customers, their people and products."""
    await fenced_table(
        "customer",
        "whom the tenant serves",
        """
        number integer not null,
        name varchar(200) not null,
        name_twin varchar(200) not null,
        name_key varchar(600) not null default '',
        short_name varchar(60) not null default '',
        industry varchar(60) not null default '',
        address varchar(300) not null default '',
        website varchar(200) not null default '',
        phone varchar(60) not null default '',
        fax varchar(60) not null default '',
        tax_no varchar(40) not null default '',
        source varchar(100) not null default '',
        status varchar(20) not null default 'customer',
        grade varchar(20) not null default 'standard',
        note text not null default '',
        external_key varchar(100),
        created_at timestamptz not null,
        changed_at timestamptz not null,
        version integer not null default 1,
        """,
        check={
            "status": ["prospect", "customer", "lost"],
            "grade": ["vip", "key", "standard", "unsigned", "prospect"],
        },
        unique=["number", "external_key"],
        portal="id = {customer}",
        portal_writes="none",
    )
    await fenced_table(
        "contact",
        "people at customers",
        """
        customer uuid not null,
        credential uuid,
        name varchar(100) not null,
        name_key varchar(300) not null default '',
        title varchar(60) not null default '',
        roles varchar(20)[] not null default '{}',
        portal_roles varchar(40)[] not null default '{}',
        mobile varchar(40) not null default '',
        phone varchar(40) not null default '',
        extension varchar(10) not null default '',
        email varchar(200) not null default '',
        im varchar(60) not null default '',
        birthday date,
        locale varchar(10),
        status varchar(20) not null default 'active',
        left_at timestamptz,
        created_at timestamptz not null,
        changed_at timestamptz not null,
        """,
        references={"customer": "customer", "credential": "credential"},
        check={"status": ["active", "left"]},
        portal="customer = {customer}",
    )
    await fenced_table(
        "product",
        "products that customers have installed",
        """
        customer uuid not null,
        name varchar(100) not null,
        version varchar(40) not null default '',
        modules varchar(300) not null default '',
        dongle_no varchar(60) not null default '',
        service_code varchar(40) not null default '',
        purchased_on date,
        environment varchar(200) not null default '',
        created_at timestamptz not null,
        """,
        references={"customer": "customer"},
        portal="customer = {customer}",
        portal_writes="none",
    )
    await fenced_table(
        "import_run",
        "imports with their reports",
        """
        file_name varchar(200) not null,
        by_id uuid,
        at timestamptz not null,
        rows integer not null default 0,
        created integer not null default 0,
        updated integer not null default 0,
        refused integer not null default 0,
        refusals jsonb not null default '[]',
        """,
    )
    await script("""
        create index customer_name on customer (tenant_id, name_key, id);
        create index customer_twin on customer (tenant_id, name_twin);
        create index customer_changed on customer (tenant_id, changed_at desc, id desc);
        create index product_dongle on product (tenant_id, dongle_no) where dongle_no <> '';
        create index import_run_at on import_run (tenant_id, at desc);
    """)


async def down() -> None:
    """Take it down again."""
    await drop_tables("customer", "contact", "product", "import_run")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
