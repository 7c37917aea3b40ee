"""Finding by the pairs of characters of desk.kit.text, what is called so before what only mentions it."""

from piccolo.apps.migrations.auto.migration_manager import MigrationManager

from desk.foundation.schema import script

ID = "core_0013_search"
VERSION = "1.38.0"
DESCRIPTION = "Find by pairs of characters, titles first."


def _owned_by_search(signature: str) -> str:
    return f"""
        revoke all on function find_documents({signature}) from public;
        grant execute on function find_documents({signature}) to desk_app;
        alter function find_documents({signature}) owner to desk_search;
    """


async def up() -> None:
    """The queries come written out, so nothing is parsed here; the statement is planned with what is asked for."""
    await script("""
        drop function find_documents(text, text, text[], integer);
        drop index search_document_words;
        drop index search_document_digits;
        create index search_document_words on search_document using gin (tenant_id, kind, words);
        create index search_document_digits on search_document using gin (tenant_id, kind, digits gin_trgm_ops);
        create index search_document_latest on search_document (tenant_id, kind, at desc);

        -- Stands past every policy, so it writes out both walls; see docs/decisions/0001.
        -- Of each kind the latest 300 that fit are weighed: a word that is everywhere is read from the latest on.
        create function find_documents(
          query tsquery, in_title tsquery, exact tsquery, number_part text, kinds text[], most integer)
        returns table (kind text, subject_id uuid, title text, detail text, url text, at timestamptz)
        language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        begin
          return query execute
            'select f.kind::text, f.subject_id, f.title::text, f.detail::text, f.url::text, f.at
               from unnest($7) as k (kind), lateral (
                 select d.* from search_document d
                  where d.tenant_id = $1 and d.kind = k.kind
                    and ($2 is null or (d.customer_id = $2 and d.audience = ''customer''))
                    and (($3 is not null and d.words @@ $3)
                      or ($6 is not null and d.digits like ''%'' || $6 || ''%''))
                  order by ($5 is not null and d.words @@ $5) desc, d.at desc limit 300) f
              order by ($5 is not null and f.words @@ $5) desc, ($4 is not null and f.words @@ $4) desc,
                    f.at desc, f.subject_id limit $8'
            using nullif(current_setting('desk.tenant_id', true), '')::uuid,
                  nullif(current_setting('desk.customer_id', true), '')::uuid,
                  query, in_title, exact, nullif(number_part, ''), kinds, least(most, 50);
        end $$;
    """)
    await script(_owned_by_search("tsquery, tsquery, tsquery, text, text[], integer"))


async def down() -> None:
    """The function as it was before."""
    await script("""
        drop function find_documents(tsquery, tsquery, tsquery, text, text[], integer);
        drop index search_document_latest;
        drop index search_document_words;
        drop index search_document_digits;
        create index search_document_words on search_document using gin (tenant_id, words);
        create index search_document_digits on search_document using gin (tenant_id, digits gin_trgm_ops);
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
    """)
    await script(_owned_by_search("text, text, text[], integer"))


async def forwards() -> MigrationManager:
    manager = MigrationManager(migration_id=ID, app_name="core", description=DESCRIPTION)
    manager.add_raw(up)
    manager.add_raw_backwards(down)
    return manager
