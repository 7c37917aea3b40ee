"""Bringing tables in: what is taken, what is refused, and what happens when they come again."""

import io

import pytest
from openpyxl import Workbook

from desk.foundation.database import row, rows, value
from desk.kit.spreadsheets import read_table

HEADINGS = "客户名称 客户编号 电话 级别 状态 联系人 职务 手机 邮箱 产品 版本 加密锁号 购买日期 备注 生肖"
GOOD = (
    *("导入纺织有限公司", "I-1", "0512-55507319", "重点", "客户", "王导", "会计", "13900004001", "wang@import.example"),
    *("财务套件", "12.6", "I8802-1", "2021年3月18日", "第一行\n第二行", "龙"),
)


def workbook(*table) -> bytes:
    book = Workbook()
    for line in table:
        book.active.append(line)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


_COUNT = "select (select count(*) from customer), (select count(*) from contact), (select count(*) from product)"


async def counts(tenant) -> tuple[int, int, int]:
    """How many customers, contacts and products a tenant has."""
    async with tenant.scope():
        found = await row(_COUNT)
        assert found is not None
        return tuple(found)


async def _last_run(tenant):
    async with tenant.scope():
        return (
            await rows(
                """select rows, created, updated, refused, stopped, status
                     from import_run order by at desc, id desc limit 1"""
            )
        )[0]


async def test_a_chinese_csv_becomes_a_customer_with_people_and_products(acme, door, bring_in, table, named):
    _, report = await bring_in(acme, table(HEADINGS, GOOD))

    assert report.status_code == 200
    assert "每一行都采用了。" in report.text
    assert "生肖" in report.text
    assert tuple(await _last_run(acme))[:4] == (1, 1, 0, 0)
    found = (await named(acme, "wd"))["导入纺织有限公司"]
    assert (found["phone"], found["grade"], found["contact"]) == ("0512-5550 7319", "key", "王导")
    api = await door.api(acme)
    customer = (await api.get(f"/api/v1/customers/{found['id']}")).json()
    assert customer["note"] == "第一行\n第二行"
    assert customer["external_key"] == "I-1"
    contact = (await api.get(f"/api/v1/customers/{found['id']}/contacts")).json()["items"][0]
    assert (contact["mobile"], contact["title"], contact["email"]) == ("139 0000 4001", "会计", "wang@import.example")
    product = (await api.get(f"/api/v1/customers/{found['id']}/products")).json()["items"][0]
    assert (product["name"], product["version"], product["purchased_on"]) == ("财务套件", "12.6", "2021-03-18")
    for q in ("1390000 4001", "I8802-1", "drfz", "I-1"):
        assert "导入纺织有限公司" in await named(acme, q), q
    page = (await (await door.member(acme)).get(f"/customers/{found['id']}")).text
    assert "用表格导入" in page


async def test_the_same_table_again_doubles_nobody(acme, bring_in, table):
    content = table(HEADINGS, GOOD, ("无编号贸易行", *("",) * 14))
    await bring_in(acme, content)
    before = await counts(acme)

    await bring_in(acme, content, same_name="update")

    assert await counts(acme) == before
    assert tuple(await _last_run(acme))[:4] == (2, 0, 2, 0)


async def test_what_is_known_is_brought_up_to_date_and_empty_cells_change_nothing(acme, door, bring_in, table, named):
    await bring_in(acme, table("客户名称 外部编号 电话 行业", ["旧名有限公司", "U-1", "0512-55500124", "纺织"]))
    await bring_in(acme, table("客户名称 外部编号 电话 行业", ["新名有限公司", "U-1", "", "服装"]))

    assert "旧名有限公司" not in await named(acme, "旧名有限公司")
    found = (await named(acme, "新名有限公司"))["新名有限公司"]
    assert (found["phone"], found["industry"]) == ("0512-5550 0124", "服装")
    page = (await (await door.member(acme)).get(f"/customers/{found['id']}")).text
    assert "客户名称 旧名有限公司 → 新名有限公司" in page
    assert "行业 纺织 → 服装" in page


async def test_without_a_number_the_same_name_in_any_spelling_is_the_same(acme, bring_in, table, named):
    await bring_in(acme, table("单位名称 电话", ["同名（集团）有限公司", ""]))
    content = table("公司名称 电话", ["同名 (集团) 有限公司", "0512-55500125"])
    _, report = await bring_in(acme, content)
    assert "的客户同名" in report.text, "a name alone is no key"
    await bring_in(acme, content, same_name="update")

    found = await named(acme, "同名")
    assert [one["phone"] for one in found.values()] == ["0512-5550 0125"]
    keyed = table("客户名称 客户编号", ["同名（集团）有限公司", "N-1"], ["同名（集团）有限公司", "N-2"])
    await bring_in(acme, keyed, same_name="update")
    assert len((await named(acme, "同名")).keys() | (await named(acme, "N-2")).keys()) >= 1
    async with acme.scope():
        assert await value("select count(*) from customer where external_key in ('N-1', 'N-2')") == 2
    again = table("客户名称 电话", ["同名（集团）有限公司", "0512-55500126"])
    _, report = await bring_in(acme, again, same_name="update")
    assert "有好几家客户叫这个名称" in report.text


async def test_several_rows_of_one_customer_add_people(acme, door, bring_in, table, named):
    content = table(
        "客户名称 联系人 手机 产品 加密锁号",
        ["多人公司", "甲某", "13900004011", "财务套件", "D-1"],
        ["多人公司", "乙某", "13900004012", "财务套件", "D-2"],
        ["多人公司", "甲某", "13900004013", "", ""],
    )
    await bring_in(acme, content)

    assert tuple(await _last_run(acme))[:4] == (3, 1, 2, 0)
    found = (await named(acme, "多人公司"))["多人公司"]
    api = await door.api(acme)
    people = (await api.get(f"/api/v1/customers/{found['id']}/contacts")).json()["items"]
    assert {(one["name"], one["mobile"]) for one in people} == {("甲某", "139 0000 4013"), ("乙某", "139 0000 4012")}
    products = (await api.get(f"/api/v1/customers/{found['id']}/products")).json()["items"]
    assert {one["dongle_no"] for one in products} == {"D-1", "D-2"}


async def test_refused_rows_are_reported_with_all_their_faults_and_come_back_as_a_table(acme, bring_in, table, named):
    content = table(
        "客户名称 电话 级别 手机 联系人 邮箱 购买日期 产品 备注",
        ["好公司甲", "", "", "", "", "", "", "", ""],
        ["", "0512-5550", "钻石", "139", "李四", "li4", "2021-13-01", "", "=1+1"],
        ["只有手机的公司", "", "", "13900004021", "", "", "", "", ""],
        ["好公司乙", "", "", "", "", "", "", "", ""],
    )
    member, report = await bring_in(acme, content)

    assert tuple(await _last_run(acme))[:4] == (4, 2, 0, 2)
    assert set(await named(acme, "好公司")) == {"好公司甲", "好公司乙"}
    assert await named(acme, "只有手机的公司") == {}
    for reason in ("这里要填。", "“钻石”不在可选范围内", "手机号是 11 位，这里有 3 位。", "邮箱写成", "日期请写成"):
        assert reason in report.text
    assert "写了联系方式，但没有写联系人姓名。" in report.text

    fetched = await member.get(f"{report.url.path}/refused.csv")
    assert fetched.headers["content-disposition"].startswith("attachment")
    assert b"\r\n" in fetched.content
    assert "'=1+1" in fetched.text, "a spreadsheet must not run what a stranger wrote"
    again = read_table(fetched.content, "refused.csv")
    lines = list(again.rows)
    assert again.headings[:2] == ("原因", "客户名称")
    assert [line.cells[1] for line in lines] == ["", "只有手机的公司"]
    assert lines[0].cells[-1] == "=1+1"
    mended = fetched.text.replace("13900004021", "")
    _, second = await bring_in(acme, mended.encode(), "refused.csv")
    assert "没有用到的列" not in second.text
    assert "只有手机的公司" in await named(acme, "只有手机的公司")


async def test_a_workbook_with_dates_and_formulas_is_read(acme, door, bring_in, named):
    from datetime import date

    content = workbook(
        ["客户名称（必填）", "* 手机", "联系人", "购买日期", "产品名称", "电话", "备注"],
        ["工作簿公司", 13900004031, "王簿", date(2020, 5, 6), "财务套件", "0512-5550 0131", '=HYPERLINK("http://x")'],
        ["=公式公司", None, None, None, None, None, "'=2+2"],
    )
    await bring_in(acme, content, "客户.xlsx")

    assert tuple(await _last_run(acme))[:4] == (2, 1, 0, 1), "a formula that no program has reckoned has no value"
    found = (await named(acme, "工作簿公司"))["工作簿公司"]
    products = (await (await door.api(acme)).get(f"/api/v1/customers/{found['id']}/products")).json()["items"]
    assert products[0]["purchased_on"] == "2020-05-06"


async def test_english_headings_and_a_bare_name(acme, bring_in, table, named):
    content = table(
        "Company Name Mobile E-mail Status Grade",
        ["English Pumps Ltd.", "Wang Min", "13900004041", "w@x.example", "Prospect", "Key account"],
        encoding="utf-8",
    ).replace(b"Company", b"Company name", 1)
    content = content.replace(b"Company name,Name", b"Company name,Name")
    await bring_in(acme, content)

    found = (await named(acme, "english pumps"))["English Pumps Ltd."]
    assert (found["status"], found["grade"], found["contact"]) == ("prospect", "key", "Wang Min")


async def test_a_table_without_people_keeps_the_number(acme, bring_in, table, named):
    await bring_in(acme, table("客户名称 联系电话", ["没有联系人的公司", "13900004051"]))

    assert (await named(acme, "没有联系人的公司"))["没有联系人的公司"]["phone"] == "139 0000 4051"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("x.csv", b"", "文件“x.csv”是空的。"),
        ("x.csv", b" \n", "文件是空的。"),
        ("x.csv", "客户名称,地址\n".encode(), "列名下面没有内容。"),
        ("x.csv", "电话,地址\n1,2\n".encode(), "没有找到这一列：客户名称"),
        ("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版 Excel 文件"),
        ("x.xlsx", b"PK\x03\x04" + b"nonsense" * 100, "文件已损坏，或者不是工作簿"),
        ("x.exe", b"MZ\x90\x00" + b"\0" * 500, "这个文件不是能读的表格"),
        ("x.csv", b"\0\1\2\3" * 500, "这个文件不是能读的表格"),
    ],
)
async def test_a_hostile_file_gets_a_clear_refusal(acme, bring_in, name, content, reason):
    before = await counts(acme)
    _, refused = await bring_in(acme, content, name)

    assert refused.status_code == (422 if not content else 200)
    assert reason in refused.text
    assert "button" in refused.text
    assert await counts(acme) == before


async def test_a_bomb_is_not_unpacked(acme, bring_in):
    import zipfile

    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<x/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 300_000_000)
    _, refused = await bring_in(acme, written.getvalue(), "bomb.xlsx")

    assert "工作簿解开后太大" in refused.text


async def test_no_file_is_said(door, acme):
    refused = await (await door.member(acme)).post("/imports/customers.customers", files={"file": ("", b"")})

    assert refused.status_code == 422
    assert "请选择一个文件。" in refused.text


async def test_of_a_file_that_is_damaged_further_down_nothing_is_taken(acme, bring_in, named):
    lines = ["客户名称,备注", *(f"断尾公司{n:04}," for n in range(700)), "断尾公司末," + "x" * 20_000]
    _, report = await bring_in(acme, "\n".join(lines).encode())

    run = await _last_run(acme)
    assert (run["rows"], run["status"]) == (0, "unreadable")
    assert "第 702 行有一格超过 10000 个字符。" in run["stopped"]
    assert run["stopped"] in report.text
    assert await named(acme, "断尾公司") == {}


async def test_imported_customers_reach_the_palette(acme, door, bring_in, table, settle):
    await bring_in(acme, table("客户名称 联系人 手机", ["面板查找公司", "司马面板", "13900004061"]))
    await settle()

    found = (await (await door.api(acme)).get("/api/v1/search?q=139 0000 4061")).json()["items"]
    assert {(one["kind"], one["title"]) for one in found} == {("customer", "面板查找公司"), ("contact", "司马面板")}


async def test_cells_from_strangers_are_text(acme, door, bring_in, table, named):
    name = '=cmd|"/C calc"!A0'
    await bring_in(acme, table("客户名称 备注", [name, "<script>alert(1)</script>\x08"], encoding="utf-8"))

    found = (await named(acme, "cmd calc"))[name]
    member = await door.member(acme)
    assert "<script>alert" not in (await member.get(f"/customers/{found['id']}")).text
    exported = (await member.get("/customers/export.csv")).content.decode("utf-8-sig")
    assert "'=cmd|" in exported


async def test_a_merged_customer_still_answers_to_its_external_key(door, acme, a_customer, table, bring_in):
    kept = await a_customer(acme, external_key="MK-1")
    gone = await a_customer(acme, external_key="MK-2")
    api = await door.api(acme)
    merged = await api.post(f"/api/v1/customers/{kept['id']}/mergings", json={"other": gone["id"]})
    assert merged.status_code == 201

    content = table("客户名称 客户编号 行业", [kept["name"], "MK-2", "紧固件"])
    await bring_in(acme, content)

    found = (await api.get(f"/api/v1/customers/{kept['id']}")).json()
    assert (found["industry"], found["external_key"]) == ("紧固件", "MK-1")
    assert [one["id"] for one in (await api.get("/api/v1/customers", params={"q": kept["name"]})).json()["items"]] == [
        kept["id"]
    ]
