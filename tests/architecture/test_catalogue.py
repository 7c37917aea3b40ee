"""Every table keeps to its class, as the catalogue tells; every function that stands past the wall is known."""

import pytest

from . import catalogue

OURS = "(tenant_id = (NULLIF(current_setting('desk.tenant_id'::text, true), ''::text))::uuid)"
"""The fence, as PostgreSQL writes it."""
RUNNING = {"select", "insert", "update", "delete"}
ROLES = ("desk_app", "desk_owner", "desk_clock", "desk_hq", "desk_search")

PAST_THE_WALL = {
    "tenant_at": "whose host this is, before any tenant is known: an id and a face",
    "next_number": "the next number of a kind, from the sequence of the tenant that asks",
    "publish_statutory": "every tenant is to hear in one transaction that its working time changed",
    "cross_over": "what one side says in a case is work of the other in the same transaction, and nothing else",
    "cross_letter": "what a customer writes to headquarters is work there in the same transaction, and nothing else",
    "cross_requirement": "what is said of a missing function is work of each partner that asks, and nothing else",
    "spread_prices": "another price standard is work of each partner at once, and nothing else",
    "spread_bulletin": "what headquarters publishes or withdraws is work of each partner at once, and nothing else",
    "ask_trial": "what headquarters tries is work of each partner, who answers with counts, and nothing else",
    "forget_copy": "a copy that a partner ends is work of headquarters, and nothing else",
    "number_case": "a case that goes down takes its number from the sequence of the partner who gets it",
    "case_stands": "an entry of either side says how its case stands; neither may say so by itself",
    "partners_known": "headquarters knows who its partners are and how they stand; the register itself is the owner's",
    "found_partner": "headquarters invites a partner: its row of the register, its hosts and its first work, at once",
    "erase_partner": "headquarters erases a closed partner for good, a portion at a time; what stays is written there",
    "turn_partner": "headquarters makes a partner read-only, closes it or opens it, and its work waits or goes on",
    "find_documents": "full text is not leakproof, so row security would keep it from its index",
    "find_averages": "a partner sees the mean over all, and never another's figures",
    "take_stock": "the planner learns of rows that have just come; it answers nothing",
    "find_customers": "full text is not leakproof, so row security would keep it from its index",
    "find_alike_customers": "trigrams and arrays are not leakproof, so row security would keep them from their index",
}
"""Every function with its owner's rights, and why it must have them; each has its tests in tests/wall."""


@pytest.fixture(scope="module")
async def tables(superuser):
    """All tables with their class; a trial of another test is none of the house."""
    found = await catalogue.comments(superuser)
    return {name: catalogue.class_of(comment) for name, comment in found.items() if not name.startswith("trial_")}


@pytest.fixture(scope="module")
async def policies(superuser, tables):
    found = {name: [] for name in tables}
    for one in await catalogue.policies(superuser):
        found.setdefault(one.table, []).append(one)
    return found


def of_class(tables, *classes):
    return [name for name, kind in tables.items() if kind in classes]


def test_every_table_says_its_class(tables):
    """In its comment: ``fenced: what it holds``, or crossing, published, register."""
    assert of_class(tables, "") == []
    assert len(tables) > 15


async def test_a_fenced_row_is_known_by_its_tenant_and_its_id(superuser, tables):
    keys = await superuser.fetch(
        """select c.conrelid::regclass::text as name,
                  array(select a.attname::text from unnest(c.conkey) with ordinality k (n, i) join pg_attribute a
                            on a.attrelid = c.conrelid and a.attnum = k.n order by k.i) as columns
             from pg_constraint c where c.contype = 'p' and c.connamespace = 'public'::regnamespace"""
    )
    found = {row["name"]: row["columns"] for row in keys}
    for name in of_class(tables, "fenced"):
        assert found.get(name) == ["tenant_id", "id"], name
    for name in of_class(tables, "crossing"):
        assert found[name][0] == "tenant_id", name
    for name in of_class(tables, "fenced", "crossing"):
        columns = {one.name: one for one in await catalogue.columns(superuser, name)}
        for key in found[name]:
            assert not columns[key].nullable, name
        assert columns["tenant_id"].type == "uuid", name


async def test_row_security_is_on_and_forced_everywhere(superuser, tables):
    found = await superuser.fetch(
        "select relname, relrowsecurity and relforcerowsecurity as forced from pg_class where relname = any($1)",
        list(tables),
    )
    # Piccolo's own list of migrations is the owner's alone: nobody else has a grant.
    assert [row["relname"] for row in found if not row["forced"] and row["relname"] != "migration"] == []
    for role in ROLES:
        assert role == "desk_owner" or "migration" not in await catalogue.grants(superuser, role)


def test_every_policy_names_its_role(policies):
    """A policy for everybody would be one more, OR-ed, for each of our roles."""
    nobody = [(one.table, one.name) for some in policies.values() for one in some if set(one.roles) - set(ROLES)]
    assert nobody == []


def test_a_role_has_one_way_to_a_row(tables, policies):
    """Permissive policies are OR-ed: a second one for the same role opens what the first one closes."""
    doubled = []
    for table, some in policies.items():
        for role in ROLES:
            ways = [one for one in some if one.permissive and role in one.roles]
            if len(ways) > 1:
                doubled.append((table, role, [one.name for one in ways]))
    assert doubled == []


def test_the_fence_is_the_tenants_own(tables, policies):
    for name in of_class(tables, "fenced", "crossing"):
        (way,) = [one for one in policies[name] if one.permissive and "desk_app" in one.roles]
        assert (way.command, way.using, way.check) == ("all", OURS, None), name
        assert set(way.roles) == {"desk_app", "desk_owner"}, name


def test_the_owner_gets_nothing_from_the_role_it_may_become(tables, policies):
    for name in of_class(tables, "fenced", "crossing"):
        walls = [one for one in policies[name] if not one.permissive and one.roles == ("desk_owner",)]
        assert [(one.command, one.using) for one in walls] == [("all", OURS)], name


def test_the_customers_wall_stands_on_every_table(tables, policies):
    for name in of_class(tables, "fenced", "crossing"):
        closing = [one for one in policies[name] if not one.permissive and one.roles == ("desk_app",)]
        walls = [one for one in closing if one.name.startswith("portal_")]
        closed = {one.command for one in walls}
        assert "all" in closed or {"select", "update", "delete"} <= closed, name
        for one in walls:
            assert "desk.customer_id" in (one.using or one.check or ""), (name, one.name)


def test_only_these_see_past_the_tenant(tables, policies):
    """Who has a permissive policy that isn't the fence, and on what."""
    found = {
        (one.table, role)
        for some in policies.values()
        for one in some
        if one.permissive and tables.get(one.table) in ("fenced", "crossing") and one.using != OURS
        for role in one.roles
    }
    assert found == {
        ("reaction", "desk_clock"),
        ("deadline_step", "desk_clock"),
        ("scheduled_work", "desk_clock"),
        ("search_document", "desk_search"),
        ("likeness", "desk_search"),
        ("customer", "desk_search"),
        ("scorecard", "desk_search"),
        *((table, "desk_hq") for table in of_class(tables, "crossing")),
    }


async def test_every_unique_index_of_a_fenced_table_begins_with_the_tenant(superuser, tables):
    """Or one tenant could find out what another has, and could not be moved to a server of its own."""
    found = await superuser.fetch(
        """select i.indrelid::regclass::text as name, i.indexrelid::regclass::text as index,
                  (select a.attname from pg_attribute a
                    where a.attrelid = i.indrelid and a.attnum = i.indkey[0]) as first
             from pg_index i where i.indisunique and i.indrelid::regclass::text = any($1)""",
        of_class(tables, "fenced", "crossing"),
    )
    assert [(row["name"], row["index"]) for row in found if row["first"] != "tenant_id"] == []


async def test_every_reference_carries_the_tenant(superuser, tables):
    for one in await catalogue.references(superuser):
        kinds = tables.get(one.table, ""), tables.get(one.target, "")
        if one.target == "tenant":
            assert one.columns == ("tenant_id",), one
        elif "fenced" in kinds:
            assert kinds == ("fenced", "fenced"), one
            assert (one.columns[0], one.target_columns) == ("tenant_id", ("tenant_id", "id")), one
    tenants = {one.table for one in await catalogue.references(superuser) if one.target == "tenant"}
    assert set(of_class(tables, "fenced", "crossing")) <= tenants


async def test_every_reference_can_be_followed_back_by_an_index(superuser, tables):
    """Or a delete reads the whole table of whoever refers to the row; those that refer to nothing may be left out."""
    indexes = await superuser.fetch(
        """select i.indrelid::regclass::text as name,
                  array(select a.attname::text from unnest(i.indkey::int2[]) with ordinality k (n, p)
                          join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.n order by k.p) as columns
             from pg_index i
             left join pg_attribute second on second.attrelid = i.indrelid and second.attnum = i.indkey[1]
            where i.indrelid::regclass::text = any($1)
              and coalesce(pg_get_expr(i.indpred, i.indrelid) = '(' || second.attname || ' IS NOT NULL)', true)""",
        of_class(tables, "fenced", "crossing", "published"),
    )
    there = {(row["name"], tuple(row["columns"][: len(row["columns"])])) for row in indexes}
    missing = [
        one
        for one in await catalogue.references(superuser)
        if one.target != "tenant"
        and not any(name == one.table and columns[: len(one.columns)] == one.columns for name, columns in there)
    ]
    assert missing == []


LEDGER = {"loyalty_entry": {"customer"}, "loyalty_line": {"customer"}, "loyalty_lot": {"customer", "told_at"}}
"""What of a ledger that is only added to may be changed: whose it is, when two customers turn out to be one."""


async def test_the_running_product_has_no_more_rights_than_it_needs(superuser, tables):
    granted = await catalogue.grants(superuser, "desk_app")
    single = await catalogue.column_grants(superuser, "desk_app")

    for name, rights in granted.items():
        assert rights <= RUNNING, name
        if tables[name] == "register":
            assert rights == {"select"}, name
    for name in ("event", "deadline_policy", "deadline_segment"):
        assert granted[name] == {"select", "insert"}, name
    whose = {one: {"update": {"customer"}} for one in ("payment_refund", "survey_answer", "complaints_evidence")}
    whose["deadline_segment"] = {"update": {"customer_id"}}
    whose["case_file"] = {"update": {"contact"}}
    whose["hq_letter"] = {"update": {"customer", "contact", "contact_name", "reach"}}
    whose |= {name: {"update": columns} for name, columns in LEDGER.items()}
    assert {name: rights for name, rights in single.items() if name != "tenant"} == whose, (
        "merging and erasing change these alone"
    )
    assert set(single["tenant"]) == {"update"}
    for name in LEDGER:
        assert granted[name] == {"select", "insert", "delete"}, f"{name}: deleted when its plugin is taken away"
    assert not single["tenant"]["update"] & {"id", "slug", "kind", "status", "created_at"}


async def test_nobody_reads_or_turns_the_counters(superuser):
    found = await superuser.fetch(
        """select c.relname, g.grantee::regrole::text as who from pg_class c, aclexplode(c.relacl) g
            where c.relkind = 'S' and c.relnamespace = 'public'::regnamespace and g.grantee <> c.relowner"""
    )
    assert [tuple(row) for row in found] == []


async def test_every_function_past_the_wall_is_known_and_holds_on_to_its_names(superuser):
    found = await superuser.fetch(
        """select p.proname, p.prosecdef, p.proconfig, p.proowner::regrole::text as owner, l.lanname
             from pg_proc p join pg_language l on l.oid = p.prolang
            where p.pronamespace = 'public'::regnamespace and p.prokind = 'f'
              and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')"""
    )
    beyond = {row["proname"]: row for row in found if row["prosecdef"]}
    assert beyond.keys() == PAST_THE_WALL.keys(), "say in PAST_THE_WALL why, and try it as a stranger in tests/wall"
    for name, row in beyond.items():
        settings = [one for one in row["proconfig"] or () if one.startswith("search_path=")]
        assert len(settings) == 1, name
        assert "$user" not in settings[0], name
        assert row["owner"] in ("desk_owner", "desk_search"), name
        assert name.startswith("find_") == (row["owner"] == "desk_search"), name


async def test_moments_carry_their_zone_and_names_say_what_they_hold(superuser, tables):
    wrong = []
    for name in tables:
        for column in await catalogue.columns(superuser, name) if tables[name] and name != "migration" else ():
            if "without time zone" in column.type:
                wrong.append((name, column.name, column.type))
            if column.name.endswith("_at") and column.type != "timestamp with time zone":
                wrong.append((name, column.name, column.type))
            if column.name.endswith("_on") and column.type != "date":
                wrong.append((name, column.name, column.type))
            if column.name.endswith("_cents") and column.type not in ("integer", "bigint"):
                wrong.append((name, column.name, column.type))
            if column.type in ("json", "money", "real", "double precision", "character varying", "serial"):
                wrong.append((name, column.name, column.type))
    assert wrong == []
