"""A partner who has just moved in: the planner learns of the rows in time, whatever it knew of before."""

from desk.foundation.database import rows, take_stock, value

NAMES = ("名称", "客户编号", "联系人", "产品")
MANY = 5_000
READ = """
select coalesce(sum(idx_tup_read), 0) from pg_stat_user_indexes
 where relname = 'customer' and indexrelname not like 'customer_words' and indexrelname not like 'customer_digits'
"""


async def _read(superuser):
    """How many entries of the indexes of customers were read so far."""
    return await superuser.fetchval(READ)


async def _told(tenant):
    """Let the connection tell what it has counted."""
    async with tenant.scope():
        if await value("select to_regproc('pg_stat_force_next_flush') is not null"):
            await rows("select pg_stat_force_next_flush()")


async def test_each_row_costs_the_same_however_many_came_before(founding, sent, csv_of, superuser):
    tenant = await founding()
    await superuser.execute("analyze customer, contact, product")
    lines = ((f"量多公司{n:05}", f"ST-{n}", f"某{n}", "财务套件") for n in range(MANY))
    one = await sent(tenant, csv_of(NAMES, *lines))
    await _told(tenant)
    before = await _read(superuser)

    await one.do("start", how="good")

    await _told(tenant)
    async with tenant.scope():
        assert await value("select count(*) from product") == MANY
    assert await _read(superuser) - before < 1_000 * MANY, "a walk through all of them for each would be 25 million"


async def test_only_tables_of_tenants_are_looked_at(acme, superuser):
    known = "select last_analyze from pg_stat_user_tables where relname = 'tenant'"
    before = await superuser.fetchval(known)

    async with acme.scope():
        await take_stock(["customer", "tenant", "pg_class", "nonsense; drop table customer"])

    assert await superuser.fetchval(known) == before
