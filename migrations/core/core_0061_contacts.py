"""The customer file in full: what is known of a company, of a person there, of a product; and who followed whom."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0061_contacts"
VERSION = "1.38.0"
DESCRIPTION = "The customer file in full."


async def up() -> None:
    """The fields that were missing; what is confided about somebody in a table of its own, closed to the portal."""
    await script("""
        alter table customer
          add column invoice_title varchar(200) not null default '',
          add column invoice_address varchar(300) not null default '',
          add column bank varchar(200) not null default '',
          add column credit varchar(10) not null default '',
          add column cares_for varchar(20)[] not null default '{}',
          add column engineer uuid,
          add constraint customer_credit_known check (credit in ('', 'a', 'b', 'c', 'd')),
          add foreign key (tenant_id, engineer) references member (tenant_id, id);
        create index customer_engineer on customer (tenant_id, engineer);
        alter table contact
          add column birth_year smallint,
          add column interests varchar(300) not null default '',
          add column call_window varchar(60) not null default '',
          add column successor uuid,
          add foreign key (tenant_id, successor) references contact (tenant_id, id);
        create index contact_successor on contact (tenant_id, successor);
        alter table product
          add column confirmation_code varchar(40) not null default '',
          add column antivirus varchar(100) not null default '';
    """)
    await fenced_table(
        "private_note",
        "what is confided about people at customers: family, life; looked at one by one",
        """
        contact uuid not null,
        body text not null,
        changed_at timestamptz not null,
        """,
        references={"contact": "contact cascade"},
        unique=["contact"],
    )


async def down() -> None:
    """Without them."""
    await drop_tables("private_note")
    await script("""
        alter table product drop column confirmation_code, drop column antivirus;
        alter table contact drop column birth_year, drop column interests, drop column call_window,
                            drop column successor;
        alter table customer drop column invoice_title, drop column invoice_address, drop column bank,
                             drop column credit, drop column cares_for, drop column engineer;
    """)


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
