"""Files, and the index over everything."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import drop_tables, fenced_table, script

ID = "core_0004_files_and_search"
VERSION = "1.38.0"
DESCRIPTION = "Files, and the index over everything."


async def up() -> None:
    """Files, and the index over everything."""
    await fenced_table(
        "stored_file",
        "uploaded files",
        """
        name varchar(200) not null,
        content_type varchar(100) not null default 'application/octet-stream',
        size bigint not null,
        sha256 varchar(64) not null default '',
        status varchar(20) not null default 'checking',
        why varchar(200) not null default '',
        subject_kind varchar(40) not null,
        subject_id uuid not null,
        customer_id uuid,
        audience varchar(20) not null default 'team',
        by_kind varchar(20) not null,
        by_id uuid,
        created_at timestamptz not null,
        width integer,
        height integer,
        """,
        check={"status": ["checking", "ready", "refused"], "audience": ["team", "customer", "headquarters"]},
        portal="audience = 'customer' and customer_id = {customer}",
    )
    await fenced_table(
        "search_document",
        "what can be found",
        """
        kind varchar(40) not null,
        subject_id uuid not null,
        customer_id uuid,
        audience varchar(20) not null default 'team',
        title varchar(300) not null,
        detail varchar(300) not null default '',
        url varchar(200) not null,
        digits text not null default '',
        at timestamptz not null,
        """,
        unique=["kind, subject_id"],
        portal="audience = 'customer' and customer_id = {customer}",
    )
    await script("""
        create index stored_file_subject on stored_file (tenant_id, subject_id);
        alter table search_document add column words tsvector not null default '';
        create index search_document_words on search_document using gin (tenant_id, words);
        create index search_document_digits on search_document using gin (tenant_id, digits gin_trgm_ops);

        -- Stands past every policy, so it writes out both walls; see docs/decisions/0001.
        create policy search on search_document for select to desk_search using (true);
        grant select on search_document to desk_search;
        create function find_documents(query text, number_part text, kinds text[], most integer)
        returns table (kind text, subject_id uuid, title text, detail text, url text, at timestamptz)
        language plpgsql stable security definer set search_path = public as $$
        begin
          return query execute
            'select d.kind::text, d.subject_id, d.title::text, d.detail::text, d.url::text, d.at
               from search_document d
              where d.tenant_id = $1 and ($2 is null or (d.customer_id = $2 and d.audience = ''customer''))
                and (($3 <> '''' and d.words @@ to_tsquery(''simple'', $3))
                  or ($4 <> '''' and d.digits like ''%'' || $4 || ''%''))
                and ($5 is null or d.kind = any($5))
              order by d.at desc limit $6'
            using nullif(current_setting('desk.tenant_id', true), '')::uuid,
                  nullif(current_setting('desk.customer_id', true), '')::uuid,
                  coalesce(query, ''), coalesce(number_part, ''), kinds, least(most, 50);
        end $$;
        revoke all on function find_documents from public;
        grant execute on function find_documents to desk_app;
        alter function find_documents owner to desk_search;
    """)


async def down() -> None:
    """Take it down again."""
    await script("drop function find_documents")
    await drop_tables("stored_file", "search_document")


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
