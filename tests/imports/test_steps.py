"""Looking, correcting, taking, stopping and going on: nothing half, nothing twice."""

import asyncio
import contextvars

import pytest

from desk.foundation.database import execute, row, rows, value
from desk.imports import actions, queries
from desk.imports.actions import moving, running

NAMES = ("名称", "客户编号", "电话")
MANY = 2_500


@pytest.fixture
def table(csv_of):
    return csv_of(NAMES, *((f"批量公司{n:05}", f"B-{n}", "") for n in range(MANY)))


@pytest.fixture
def in_small_slices(monkeypatch):
    """One batch of a hundred rows for each job."""
    monkeypatch.setattr(moving, "BATCH", 100)
    monkeypatch.setattr(running, "SLICE", 0.0)


async def state(tenant):
    async with tenant.scope():
        found = await row("select * from import_run order by at desc limit 1")
        return dict(found), await value("select count(*) from customer")


async def test_nothing_is_written_before_somebody_says_so(founding, sent, csv_of):
    tenant = await founding()
    one = await sent(tenant, csv_of(NAMES, ("先看看公司", "L-1", "0512-5550 0123"), ("", "", "12")))

    run, customers = await state(tenant)
    assert (run["status"], run["total"], run["created"], run["refused"], customers) == ("checked", 2, 1, 1, 0)
    assert "号码位数不够" in await one.page()
    async with tenant.scope():
        assert await value("select count(*) from event where name = 'customers.imported'") == 0

    page = await one.do("start", how="good")
    run, customers = await state(tenant)
    assert (run["status"], run["created"], run["refused"], customers) == ("done", 1, 1, 1)
    assert "已完成" in page
    async with tenant.scope():
        assert await value("select count(*) from import_row where status <> 'refused'") == 0
        assert await value("select count(*) from stored_file") == 0


async def test_all_or_nothing_is_refused_while_one_row_cannot_be_taken(founding, sent, csv_of):
    tenant = await founding()
    one = await sent(tenant, csv_of(NAMES, ("甲公司", "W-1", ""), ("乙公司", "W-2", "12")))

    refused = await one.send("start", how="whole")
    assert refused.status_code == 409
    assert "第 3 行" in refused.text
    assert (await state(tenant))[1] == 0


async def test_all_or_nothing_takes_nothing_when_a_row_turns_bad_meanwhile(founding, sent, csv_of, a_member):
    tenant = await founding()
    one = await sent(tenant, csv_of(NAMES, ("甲公司", "W-1", ""), ("乙公司", "", "")))
    await a_member(tenant, "乙公司")

    page = await one.do("start", how="whole")

    run, customers = await state(tenant)
    assert (run["status"], run["created"], customers) == ("failed", 0, 1)
    assert "第 3 行" in page
    async with tenant.scope():
        await execute("delete from customer")
    await one.do("resumption")
    run, customers = await state(tenant)
    assert (run["status"], run["created"], customers) == ("done", 2, 2)


@pytest.fixture
def a_member(door):
    async def add(tenant, name):
        made = await (await door.api(tenant)).post("/api/v1/customers", json={"name": name})
        assert made.status_code == 201

    return add


async def test_a_guess_is_corrected_and_the_encoding_too(founding, sent):
    tenant = await founding()
    content = "单位,怪名\n张三公司,0512-5550 0123\n".encode("gb18030")
    one = await sent(tenant, content)
    assert "怪名" in await one.page()

    await one.do("reading", fields=["name", "phone"], encoding="gb18030", delimiter=",")
    await one.do("start", how="good")
    async with tenant.scope():
        assert await value("select phone from customer") == "0512-5550 0123"

    other = await sent(tenant, content)
    page = await other.do("reading", fields=["name", ""], encoding="utf-8", delimiter=",")
    assert "请选择别的编码" in page
    page = await other.do("reading", fields=[], encoding="gb18030", delimiter=";")
    assert "单位,怪名" in page
    page = await other.do("reading", fields=[], encoding="", delimiter="")
    assert "张三公司" in page


async def test_a_row_without_a_number_is_flagged_and_may_be_meant_or_another(founding, sent, csv_of, a_member):
    tenant = await founding()
    await a_member(tenant, "同名公司")
    content = csv_of(("客户名称", "行业"), ("同名公司", "纺织"))

    one = await sent(tenant, content)
    assert "的客户同名" in await one.page()
    await one.reads(same_name="update")
    assert (await state(tenant))[0]["updated"] == 1
    await one.do("start", how="good")
    assert (await state(tenant))[1] == 1

    two = await sent(tenant, content)
    await two.reads(same_name="add")
    await two.do("start", how="good")
    assert (await state(tenant))[1] == 2


async def test_our_own_number_says_who_is_meant(founding, sent, csv_of, a_member):
    tenant = await founding()
    await a_member(tenant, "有号公司")
    async with tenant.scope():
        number = str(await value("select number from customer"))
    one = await sent(
        tenant, csv_of(("系统编号", "客户名称", "行业"), (number, "有号公司", "纺织"), (number, "别人", ""))
    )

    run, _ = await state(tenant)
    assert (run["updated"], run["refused"]) == (1, 1)
    assert "在这里是“有号公司”" in await one.page()


async def test_what_was_looked_at_is_what_becomes_of_it_over_many_batches(founding, sent, csv_of, in_small_slices):
    tenant = await founding()
    lines = [(f"公司{n % 250}", "", "0512-5550 0199", f"人{n}") for n in range(750)]
    one = await sent(tenant, csv_of((*NAMES, "联系人"), *lines))
    run, _ = await state(tenant)
    expected = (run["created"], run["updated"], run["refused"])

    await one.do("start", how="good")

    run, customers = await state(tenant)
    assert (run["created"], run["updated"], run["refused"]) == expected == (250, 500, 0)
    assert customers == 250
    async with tenant.scope():
        assert await value("select count(*) from contact") == 750


async def test_stopping_keeps_whole_batches_and_says_so_and_going_on_doubles_nothing(
    founding, sent, table, in_small_slices
):
    tenant = await founding()
    one = await sent(tenant, table)
    async with tenant.scope():
        run_id = await value("select id from import_run")
    assert (await one.send("start", how="good")).status_code == 303
    await work_some(tenant, run_id, 3)
    assert "正在导入" in await one.page()

    page = await one.do("cancellation")

    run, customers = await state(tenant)
    assert (run["status"], run["rows"], customers) == ("cancelled", 300, 300)
    assert "第 301 行之后停止" in page
    assert "接着导入" in page
    await one.do("resumption")
    run, customers = await state(tenant)
    assert (run["status"], run["created"], run["updated"], customers) == ("done", MANY, 0, MANY)


async def work_some(tenant, run_id, times):
    """The job some times, as the worker would have it."""
    for _ in range(times):
        async with tenant.scope():
            await actions.take(await queries.run(run_id))


async def test_stopping_all_or_nothing_leaves_nothing(founding, sent, table, in_small_slices, monkeypatch):
    tenant = await founding()
    one = await sent(tenant, table)
    assert (await one.send("start", how="whole")).status_code == 303
    decide, seen = running.decide, []

    async def slowly(run, taking, found):
        if len(seen) == 3:
            seen.append(await elsewhere(one.page()))
            assert (await elsewhere(one.send("cancellation"))).status_code == 303
        seen.append("")
        return await decide(run, taking, found)

    monkeypatch.setattr(running, "decide", slowly)
    await one.settle()

    run, customers = await state(tenant)
    assert (run["status"], run["rows"], customers) == ("cancelled", 0, 0)
    assert any("共 2500 行" in page for page in seen), "how far it is can be seen from outside"
    assert "没有写入任何内容" in await one.page()


async def elsewhere(work):
    """What somebody does meanwhile, outside the job's transaction."""
    async with asyncio.timeout(10):
        return await asyncio.create_task(work, context=contextvars.Context())


async def test_a_worker_that_dies_in_a_batch_doubles_nothing(founding, sent, table, in_small_slices, monkeypatch):
    tenant = await founding()
    one = await sent(tenant, table)
    assert (await one.send("start", how="good")).status_code == 303
    async with tenant.scope():
        run_id = await value("select id from import_run")
    await work_some(tenant, run_id, 2)
    keep = queries.keep_fates

    async def dies(*_arguments):
        raise ConnectionResetError

    monkeypatch.setattr(queries, "keep_fates", dies)
    with pytest.raises(ConnectionResetError):
        await work_some(tenant, run_id, 1)
    run, customers = await state(tenant)
    assert (run["status"], run["rows"], customers) == ("running", 200, 200)
    monkeypatch.setattr(queries, "keep_fates", keep)
    await one.settle()

    run, customers = await state(tenant)
    assert (run["status"], run["created"], customers) == ("done", MANY, MANY)


async def test_what_breaks_is_said_with_a_code_and_can_go_on(founding, sent, table, in_small_slices, monkeypatch):
    tenant = await founding()
    one = await sent(tenant, table)
    keep = queries.keep_fates

    async def breaks(*_arguments):
        raise RuntimeError("on purpose")

    monkeypatch.setattr(queries, "keep_fates", breaks)
    page = await one.do("start", how="good")
    assert "我们这边出了问题" in page
    assert (await state(tenant))[1] == 0
    monkeypatch.setattr(queries, "keep_fates", keep)
    await one.do("resumption")
    assert (await state(tenant))[1] == MANY


async def test_contacts_and_products_are_for_those_who_are_there(founding, sent, csv_of, a_member):
    tenant = await founding()
    await a_member(tenant, "在册公司")
    lines = (
        ("在册公司", "甲", "13900001111"),
        ("在册公司", "甲", "13900002222"),
        ("没有的公司", "乙", ""),
        ("", "丙", ""),
    )
    one = await sent(tenant, csv_of(("客户名称", "联系人", "手机"), *lines), kind="customers.contacts")
    page = await one.do("start", how="good")

    run, _ = await state(tenant)
    assert (run["created"], run["updated"], run["refused"]) == (1, 1, 2)
    assert "没有这家客户" in page
    assert "要写明属于哪家客户" in page
    async with tenant.scope():
        assert await value("select mobile from contact") == "139 0000 2222"

    two = await sent(
        tenant, csv_of(("客户名称", "产品", "加密锁号"), ("在册公司", "财务", "D1")), kind="customers.products"
    )
    await two.do("start", how="whole")
    async with tenant.scope():
        assert [one["dongle_no"] for one in await rows("select dongle_no from product")] == ["D1"]


async def test_who_left_takes_nothing(founding, sent, table):
    tenant = await founding()
    one = await sent(tenant, table)
    assert (await one.send("start", how="good")).status_code == 303
    async with tenant.scope():
        await execute("update member set roles = '{trainer}'")
    await one.settle()

    run, customers = await state(tenant)
    assert (run["status"], customers) == ("failed", 0)


async def test_old_rows_and_files_go(founding, sent, table):
    tenant = await founding()
    await sent(tenant, table)
    async with tenant.scope():
        assert await actions.sweep() == 0
        await execute("update import_run set at = at - interval '31 days'")
        assert await actions.sweep() == 1
        assert await value("select count(*) from import_row") == 0
        assert await value("select count(*) from stored_file") == 0
        assert await value("select status from import_run") == "cancelled"


async def test_grades_are_read_and_written_as_the_tenant_calls_them(founding, door, sent, csv_of):
    own = '\n[[settings.customers.grades]]\nkey = "key"\nword = "金牌客户"\n'
    tenant = await founding(toml=own)
    one = await sent(
        tenant, csv_of(("客户名称", "级别"), ("金牌公司", "金牌客户"), ("普通公司", "标准"), ("怪公司", "钻石"))
    )
    page = await one.do("start", how="good")

    assert "金牌客户" in page
    async with tenant.scope():
        found = await rows("select name, grade from customer order by name")
        assert {one["name"]: one["grade"] for one in found} == {"金牌公司": "key", "普通公司": "standard"}
    exported = (await (await door.member(tenant)).get("/customers/export.csv")).content.decode("utf-8-sig")
    assert "金牌客户" in exported
