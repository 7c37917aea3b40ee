"""
The wall as the catalogue tells it: which roles may do what, and which tables stand behind it.

What is found here is what the database will do, whatever the migrations meant.
"""

import asyncpg

CLASSES = ("fenced", "crossing", "published", "register")
"""The classes of table, see docs/decisions/0002-a-register-class-of-table.md."""
ROLES = ("desk_owner", "desk_app", "desk_clock", "desk_hq", "desk_search")

_ROLES = """
select r.rolname as name, r.rolcanlogin as may_sign_in,
       r.rolsuper or r.rolbypassrls or r.rolcreaterole or r.rolreplication as mighty,
       array(select g.rolname::text from pg_auth_members m join pg_roles g on g.oid = m.roleid
              where m.member = r.oid order by 1) as member_of,
       (select count(*) from pg_class c where c.relowner = r.oid)
     + (select count(*) from pg_proc p where p.proowner = r.oid) as owned
  from pg_roles r where r.rolname = any($1)
"""
# A register table that no other role may touch needs no policies: Piccolo's own table of migrations.
_TABLES = """
select c.relname as name, split_part(coalesce(obj_description(c.oid, 'pg_class'), ''), ':', 1) as class,
       c.relrowsecurity and c.relforcerowsecurity as forced,
       exists (select from aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) a
                where a.grantee <> c.relowner) as granted,
       exists (select from pg_policy p where p.polrelid = c.oid and 0 = any(p.polroles)) as policy_for_all,
       exists (select from pg_index i join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
                where i.indrelid = c.oid and i.indisprimary and a.attname = 'tenant_id') as tenant_first
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = 'public' and c.relkind in ('r', 'p') order by c.relname
"""


async def role_faults(connection: asyncpg.Connection) -> list[str]:
    """What is wrong with the roles of this installation; the connection shall be desk_app's."""
    found = {one["name"]: one for one in await connection.fetch(_ROLES, list(ROLES))}
    wrong = [f"{name} is missing" for name in ROLES if name not in found]
    for name, one in found.items():
        if one["mighty"]:
            wrong.append(f"{name} may pass the wall (superuser, bypassrls, createrole or replication)")
        if one["may_sign_in"] == (name == "desk_search"):
            wrong.append(f"{name} {'may' if one['may_sign_in'] else 'may not'} sign in")
        if one["owned"] and name in ("desk_app", "desk_clock", "desk_hq"):
            wrong.append(f"{name} owns {one['owned']} objects")
        if one["member_of"] and name != "desk_owner":
            wrong.append(f"{name} is a member of {', '.join(one['member_of'])}")
    user = await connection.fetchval("select current_user::text")
    if user != "desk_app":
        wrong.append(f"DESK_DATABASE_URL signs in as {user}, not as desk_app")
    return wrong


async def table_faults(connection: asyncpg.Connection) -> tuple[int, list[str]]:
    """How many tables there are, and which of them are not behind the wall."""
    tables = await connection.fetch(_TABLES)
    return len(tables), [f"{table['name']} {fault}" for table in tables if (fault := _fault(table))]


def _fault(table: asyncpg.Record) -> str:
    if table["class"] not in CLASSES:
        return "has no class"
    if table["policy_for_all"]:
        return "has a policy for everybody"
    if not table["forced"] and (table["class"] != "register" or table["granted"]):
        return "has no forced row security"
    if table["class"] == "fenced" and not table["tenant_first"]:
        return "has a key without the tenant"
    return ""
