-- The roles of Partner Desk, and its database: what a superuser makes once, before `desk migrate`.
--
--     psql --username postgres --file infra/database/roles.sql [--variable database=desk]
--
-- May be run again at any time; PostgreSQL 15 to 18. It sets no passwords: give each login one, or leave
-- that to pg_hba.conf. Nobody here may pass row security or be superuser, and only desk_owner owns tables.
\set ON_ERROR_STOP on
\if :{?database} \else
\set database desk
\endif
set client_min_messages = warning;

do $roles$
declare
  name text;
begin
  foreach name in array array['desk_owner', 'desk_app', 'desk_clock', 'desk_hq', 'desk_search'] loop
    if not exists (select from pg_roles where rolname = name) then
      execute format('create role %I', name);
    end if;
    execute format('alter role %I %s nosuperuser nobypassrls nocreatedb nocreaterole noreplication',
                   name, case when name = 'desk_search' then 'nologin' else 'login' end);
  end loop;
end
$roles$;

-- The owner hands the functions for finding over to desk_search, who stands past the policies of what is found.
grant desk_search to desk_owner;

select format('create database %I owner desk_owner', :'database')
 where not exists (select from pg_database where datname = :'database') \gexec
revoke all on database :"database" from public;
grant connect on database :"database" to desk_owner, desk_app, desk_clock, desk_hq;
grant temporary on database :"database" to desk_owner;

\connect :"database"
set client_min_messages = warning;
create extension if not exists pg_trgm;
create extension if not exists btree_gin;
revoke all on schema public from public;
grant usage, create on schema public to desk_owner, desk_search;
grant usage on schema public to desk_app, desk_clock, desk_hq;
