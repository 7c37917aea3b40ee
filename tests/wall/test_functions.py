"""The functions that stand past row security, each as a stranger, as another customer, and with nothing set."""

import asyncio

import asyncpg
import pytest

from desk.kit.ids import uuid7

from .specimens import refused

FIND = "select subject_id from find_documents(null, null, null, $1, array['trial'], 50)"


@pytest.fixture(scope="module")
async def documents(superuser, one, other):
    """Found by the digits 4711: one of this customer, one of its team, one of another customer, one of a stranger."""
    found = {}
    places = {
        "mine": (one.tenant, one.row, "customer"),
        "notes": (one.tenant, one.row, "team"),
        "theirs": (one.tenant, uuid7(), "customer"),
        "nobodys": (one.tenant, None, "customer"),
        "strange": (other.tenant, other.row, "customer"),
    }
    for name, (tenant, customer, audience) in places.items():
        found[name] = uuid7()
        await superuser.execute(
            """insert into search_document
                 (tenant_id, id, kind, subject_id, customer_id, audience, title, url, digits, at)
               values ($1, $2, 'trial', $2, $3, $4, 'x', '/x', '90471100', '2026-01-01')""",
            tenant,
            found[name],
            customer,
            audience,
        )
    return found


async def finds(link, documents, tenant=None, customer=None, sql=FIND):
    async with link("desk_app", tenant, customer) as connection:
        ids = {row["subject_id"] for row in await connection.fetch(sql, "4711")}
    return {name for name, document in documents.items() if document in ids}


async def test_finding_keeps_to_the_tenant_and_to_the_customer(link, one, other, documents):
    assert await finds(link, documents, one.tenant) == {"mine", "notes", "theirs", "nobodys"}
    assert await finds(link, documents, one.tenant, one.row) == {"mine"}
    assert await finds(link, documents, one.tenant, uuid7()) == set()
    assert await finds(link, documents, one.tenant, other.row) == set()
    assert await finds(link, documents, other.tenant) == {"strange"}
    assert await finds(link, documents, uuid7()) == set()
    assert await finds(link, documents) == set()


CUSTOMERS = "select * from find_customers(null, $1, null, null, null, null, false, 2000)"


@pytest.fixture(scope="module")
async def customers(superuser, one, other):
    """Three customers with the same digits: this one, its neighbour, a stranger."""
    found = {"mine": one.row, "theirs": uuid7(), "strange": other.row}
    await superuser.execute("update customer set digits = '90471100' where id = any($1)", [one.row, other.row])
    await superuser.execute(
        """insert into customer (tenant_id, id, number, name, name_twin, digits, created_at, changed_at)
           values ($1, $2, 2, 'x', 'x', '90471100', '2026-01-01', '2026-01-01')""",
        one.tenant,
        found["theirs"],
    )
    return found


async def test_finding_customers_keeps_to_the_tenant_and_to_the_customer(link, one, other, customers):
    async def found(tenant=None, customer=None):
        async with link("desk_app", tenant, customer) as connection:
            ids = {row[0] for row in await connection.fetch(CUSTOMERS, "4711")}
        return {name for name, customer in customers.items() if customer in ids}

    assert await found(one.tenant) == {"mine", "theirs"}
    assert await found(one.tenant, one.row) == {"mine"}
    assert await found(one.tenant, uuid7()) == set()
    assert await found(one.tenant, other.row) == set()
    assert await found(other.tenant) == {"strange"}
    assert await found(uuid7()) == set()
    assert await found() == set()


ALIKE = "select customer from find_alike_customers(null, array['trial'], '{}', array[$1], '{}', '', 100)"


async def test_finding_alike_customers_keeps_to_the_tenant_and_is_nothing_for_a_customer(superuser, link, one, other):
    """The specimens' likenesses, with one number: a portal doesn't compare customers, not even its own."""
    await superuser.execute("update likeness set phones = array['4711'] where customer = any($1)", [one.row, other.row])

    async def found(tenant=None, customer=None):
        async with link("desk_app", tenant, customer) as connection:
            return {row[0] for row in await connection.fetch(ALIKE, "4711")}

    assert await found(one.tenant) == {one.row}
    assert await found(one.tenant, one.row) == set()
    assert await found(other.tenant) == {other.row}
    assert await found(uuid7()) == set()
    assert await found() == set()


async def test_finding_takes_what_is_asked_as_a_value(link, one, documents):
    async with link("desk_app", one.tenant, one.row) as connection:
        for words in ("%", "_", "' or true --", "\\", "%' or '1'='1"):
            found = await connection.fetch(FIND, words)
            assert {row["subject_id"] for row in found} <= {documents["mine"]}, words
        many = "select * from find_documents(null, null, null, '4711', array['trial'], 1000000)"
        assert len(await connection.fetch(many)) <= 50


async def test_only_the_running_product_may_ask_the_functions(link, one):
    for role in ("desk_hq", "desk_clock"):
        async with link(role, one.tenant) as connection:
            for call in (
                "select * from find_documents(null, null, null, '4711', null, 50)",
                "select * from find_customers(null, '4711', null, null, null, null, false, 50)",
                "select * from find_alike_customers(null, '{}', '{}', array['4711'], '{}', '', 50)",
                "select * from tenant_at('wall-one.test')",
                "select next_number('ticket')",
            ):
                assert await refused(connection, call) == "42501", (role, call)


async def test_whose_host_it_is_can_be_asked_by_its_exact_name_alone(link, one, other):
    async with link("desk_app") as connection:
        found = await connection.fetch("select * from tenant_at('wall-one.test')")
        assert [tuple(row) for row in found] == [(one.tenant, "workspace")]
        for guess in ("", "%", "wall-%", "WALL-ONE.TEST", "wall-one.test.", "' or true --", None):
            assert await connection.fetch("select * from tenant_at($1)", guess) == [], guess


async def test_a_number_is_asked_for_inside_a_tenant(superuser, link, one):
    async with link("desk_app") as connection:
        assert await refused(connection, "select next_number('trial')") == "P0001"
        await connection.execute("select set_config('desk.tenant_id', $1, true)", str(one.tenant))
        await connection.execute("select set_config('desk.tenant_id', '', true)")
        assert await refused(connection, "select next_number('trial')") == "P0001"
    assert await superuser.fetchval("select to_regclass('number_trial_')") is None


async def test_the_kind_of_a_number_is_no_way_in(link, one):
    async with link("desk_app", one.tenant) as connection:
        for kind in ("", "Ticket", "a" * 21, "x; drop table tenant", 'x"', "x-y", "x.y", "é", "x\n"):
            assert await refused(connection, "select next_number($1)", kind) == "P0001", kind
        assert await refused(connection, "select next_number(null)") != "SELECT 1"


async def test_each_tenant_counts_for_itself_and_reads_nobodys_counter(superuser, link, one, other):
    async with link("desk_app", one.tenant) as connection:
        first = await connection.fetchval("select next_number('trial_two')")
        assert [await connection.fetchval("select next_number('trial_two')") for _ in range(3)] == [
            first + 1,
            first + 2,
            first + 3,
        ]
        name = f"number_trial_two_{one.tenant.hex}"
        for peek in (f"select last_value from {name}", f"select nextval('{name}')", f"select setval('{name}', 1)"):  # noqa: S608
            assert await refused(connection, peek) == "42501", peek
    async with link("desk_app", other.tenant) as connection:
        assert await connection.fetchval("select next_number('trial_two')") == first


async def test_numbers_are_unique_while_many_ask_at_once(stack, superuser, one, other):
    """The first use, too, in which the sequence is made by whoever comes first."""

    async def draw(tenant, count, together):
        connection = await asyncpg.connect(stack.database_url("desk_app"))
        try:
            async with connection.transaction():
                await connection.execute("select set_config('desk.tenant_id', $1, true)", str(tenant))
                await together.wait()
                return [await connection.fetchval("select next_number('trial_race')") for _ in range(count)]
        finally:
            await connection.close()

    together = asyncio.Barrier(12)
    drawn = await asyncio.gather(*(draw(t, 40, together) for t in (one.tenant, other.tenant) for _ in range(6)))

    for of_tenant in (drawn[:6], drawn[6:]):
        numbers = [number for some in of_tenant for number in some]
        assert sorted(numbers) == list(range(1001, 1001 + 240))


@pytest.fixture(scope="module", autouse=True)
async def forget_numbers(superuser, one, other):
    """Sequences of trial kinds go with their tenants."""
    yield
    for row in await superuser.fetch(
        "select relname from pg_class where relkind = 'S' and relname like 'number\\_trial%'"
    ):
        await superuser.execute(f'drop sequence "{row["relname"]}"')


PUBLISH = "select publish_statutory('CN', 2031, 'changed', 'trial', null, 'trial', now())"


async def test_only_headquarters_publishes_days_and_every_tenant_hears_of_it_once(superuser, link, one, other):
    for role, tenant in (("desk_app", one.tenant), ("desk_clock", None)):
        async with link(role, tenant) as connection:
            assert await refused(connection, PUBLISH) == "42501", role
            assert await refused(connection, "delete from statutory_day") == "42501", role
    async with link("desk_hq") as connection:
        first = await connection.fetchval(PUBLISH)
        assert await connection.fetchval(PUBLISH) == first + 1
        assert await connection.fetchval("select current_setting('desk.tenant_id', true)") == "", "the wall was moved"

    outside = superuser.transaction()
    await outside.start()
    before = await superuser.fetch("select id, version from tenant order by id")
    await superuser.execute(f"set local role desk_hq; {PUBLISH}; {PUBLISH}; reset role")
    after = await superuser.fetch("select id, version from tenant order by id")
    told = await superuser.fetch("select tenant_id from reaction where subscriber = 'calendars.tell_of_statutory_days'")
    await outside.rollback()

    assert [(row["id"], row["version"] + 2) for row in before] == [tuple(row) for row in after]
    assert sorted(row["tenant_id"] for row in told) == [row["id"] for row in before]


AVERAGES = "select mean from find_averages('2019-02-01', 1)"


@pytest.fixture(scope="module")
async def scorecards(superuser, one, other, register):
    """A figure of one month that two partners published, which is too few, and another of three."""
    tenants = [one.tenant, other.tenant, register["acme"]]
    insert = """insert into scorecard (tenant_id, month, figure, part, whole, published_at)
                values ($1, '2019-02-01', $2, $3, 1, '2019-03-02')"""
    for place, tenant in enumerate(tenants):
        await superuser.execute(insert, tenant, "trial.three", place)
        if place:
            await superuser.execute(insert, tenant, "trial.two", 100)
    yield
    await superuser.execute("delete from scorecard where month = '2019-02-01'")


async def test_an_average_is_of_enough_partners_and_for_members_alone(link, one, scorecards):
    for tenant, customer, found in ((one.tenant, None, [1.0]), (one.tenant, one.row, []), (None, None, [])):
        async with link("desk_app", tenant, customer) as connection:
            assert [row["mean"] for row in await connection.fetch(AVERAGES)] == found


async def test_what_crosses_is_work_of_headquarters_alone(superuser, link, register, one, other):
    """A tenant that tells headquarters something leaves one row there, of one name, and none at another partner."""
    before = await superuser.fetchval("select count(*) from reaction where tenant_id = $1", other.tenant)
    async with link("desk_app", one.tenant) as connection:
        tell = """insert into crossing_reaction (tenant_id, id, towards, hq_case, entry, at)
                  select tenant_id, $1, $2, id, id, '2026-01-01' from hq_case"""
        assert await refused(connection, tell, uuid7(), "partner") == "42501"
        assert await refused(connection, tell, uuid7(), "headquarters") == "INSERT 0 1"
        assert await connection.fetchval("select current_setting('desk.tenant_id')") == str(one.tenant)
        assert await refused(connection, "select cross_over()") == "42501"
    async with link("desk_hq") as connection:
        assert await refused(connection, tell, uuid7(), "headquarters") == "42501"
    assert await superuser.fetchval("select count(*) from reaction where tenant_id = $1", other.tenant) == before


async def test_a_letter_is_work_of_headquarters_alone_and_a_case_that_goes_down_has_the_partners_number(
    superuser, link, one, other
):
    count = "select count(*) from reaction where subscriber = 'cases.receive_letter' and tenant_id = any($1)"
    partners = [one.tenant, other.tenant]
    async with link("desk_app", one.tenant, one.row) as connection:
        letter = """insert into hq_letter (tenant_id, id, partner, partner_name, customer, customer_name, contact_name,
                    reach, title, body, at) values ($1, $2, 'x', 'x', $3, 'x', 'x', 'x', 'x', 'x', '2026-01-01')"""
        assert await refused(connection, letter, one.tenant, uuid7(), uuid7()) == "42501"
        assert await refused(connection, letter, other.tenant, uuid7(), one.row) == "42501"
        assert await refused(connection, letter, one.tenant, uuid7(), one.row) == "INSERT 0 1"
        assert await connection.fetchval("select current_setting('desk.tenant_id')") == str(one.tenant)
        assert await refused(connection, "select cross_letter()") == "42501"
    assert await superuser.fetchval(count, partners) == 0
    async with link("desk_hq") as connection:
        down = """insert into hq_case (tenant_id, id, number, direction, partner, partner_name, kind, subject_kind,
                  subject_id, opened_at) values ($1, $2, 0, $3, 'x', 'x', 'complaint', 'case', $2, '2026-01-01')"""
        assert await refused(connection, down, one.tenant, uuid7(), "up") == "42501"
        assert await refused(connection, down, one.tenant, uuid7(), "down") == "INSERT 0 1"
        assert await connection.fetchval("select max(number) from hq_case where direction = 'down'") > 1000
        assert await connection.fetchval("select current_setting('desk.tenant_id', true)") in (None, "")
        assert await refused(connection, "select number_case()") == "42501"


async def test_what_is_said_of_a_missing_function_is_work_of_who_asks(superuser, link, one, other):
    count = "select count(*) from reaction where subscriber = 'cases.receive_word' and tenant_id = $1"
    wish = """insert into requirement (id, number, title, status, since_at, created_at)
              values ($1, -1, 'x', 'reported', '2026-01-01', '2026-01-01')"""
    word = """insert into requirement_word (tenant_id, id, requirement, hq_case, status, at)
              values ($1, $2, $3, $4, 'planned', '2026-01-01')"""
    before = await superuser.fetchval(count, other.tenant)
    async with link("desk_app", one.tenant) as connection:
        assert await refused(connection, word, one.tenant, uuid7(), one.row, one.row) == "42501"
        for name in ("ask_trial", "cross_requirement", "forget_copy", "spread_prices", "spread_bulletin"):
            assert await refused(connection, f"select {name}()") == "42501"
    async with link("desk_hq") as connection:
        wished = uuid7()
        assert await refused(connection, wish, wished) == "INSERT 0 1"
        assert await refused(connection, word, one.tenant, uuid7(), wished, one.row) == "INSERT 0 1"
        assert await connection.fetchval("select current_setting('desk.tenant_id', true)") in (None, "")
    assert await superuser.fetchval(count, other.tenant) == before
