"""Tables on the command line, and an export that comes back as it was."""

import asyncio
import json
import os
import sys

import pytest

from desk.foundation.database import row, value
from desk.kit.spreadsheets import read_table
from desk.settings import ROOT

_COUNT = "select (select count(*) from customer), (select count(*) from contact), (select count(*) from product)"


async def _desk(*words: str, check: bool = True) -> tuple[str, str, int]:
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "desk.cli", *words), stdout=-1, stderr=-1, cwd=ROOT, env=environ
    )
    out, err = await process.communicate()
    assert not check or process.returncode == 0, err.decode()
    return out.decode(), err.decode(), process.returncode


@pytest.fixture
def file(tmp_path, table):
    path = tmp_path / "客户.csv"
    path.write_bytes(
        table(
            "客户名称 客户编号 电话 联系人 手机",
            ["命令行公司甲", "C-1", "0512-55500141", "王令", "13900005001"],
            ["", "C-2", "12", "", ""],
            ["命令行公司乙", "C-3", "", "", ""],
        )
    )
    return path


async def test_a_table_is_imported_on_the_command_line(brisk, file, named):
    out, _, _ = await _desk("customers", "import", str(file), "--tenant", "brisk", "--json")

    assert json.loads(out) == {
        "rows": 3,
        "created": 2,
        "updated": 0,
        "refused": 1,
        "refusals": [
            {"row": 3, "field": "name", "reason": "这里要填。"},
            {"row": 3, "field": "phone", "reason": "号码位数不够。"},
        ],
    }
    assert set(await named(brisk, "命令行公司")) == {"命令行公司甲", "命令行公司乙"}
    spoken, _, _ = await _desk("customers", "import", str(file), "--tenant", "brisk")
    assert "3 rows: 0 new, 2 updated, 1 refused." in spoken
    assert "row 3:" in spoken


async def test_what_cannot_be_read_is_said_without_a_traceback(brisk, tmp_path):
    bad = tmp_path / "x.xlsx"
    bad.write_bytes(b"PK\x03\x04 nothing")

    for words in (("import", str(bad), "--tenant", "brisk"), ("import", str(bad), "--tenant", "nobody")):
        out, err, code = await _desk("customers", *words, check=False)
        assert code == 1
        assert out == ""
        assert "Traceback" not in err
        assert err.startswith("Error: ")


async def test_an_export_comes_back_as_it_was(door, founding, file, tmp_path, a_customer, a_contact):
    brisk, acme = await founding(), await founding()
    customer = await a_customer(brisk, "进出口公司", grade="vip", status="lost", note="多行\n备注", external_key="E-9")
    await a_contact(brisk, customer, "甲出", mobile="13900005011", birthday="1980-02-28")
    await a_contact(brisk, customer, "乙出", phone="0512-55500151", extension="12")
    path = tmp_path / "out.csv"

    out, _, _ = await _desk("customers", "export", "--tenant", brisk.slug, "--out", str(path))

    assert "customers written to" in out
    written = read_table(path, "out.csv")
    assert written.headings[:2] == ("系统编号", "客户名称")
    mine = [line for line in written.rows if line.cells[1] == "进出口公司"]
    assert len(mine) == 2
    async with brisk.scope():
        before = await row(_COUNT)
        untouched = await value("select max(changed_at) from customer")
    report = json.loads((await _desk("customers", "import", str(path), "--tenant", brisk.slug, "--json"))[0])
    assert (report["created"], report["refused"]) == (0, 0)
    async with brisk.scope():
        assert await row(_COUNT) == before
        assert await value("select max(changed_at) from customer") == untouched, "nothing had changed"

    elsewhere = json.loads((await _desk("customers", "import", str(path), "--tenant", acme.slug, "--json"))[0])
    assert elsewhere["refused"] == 0
    found = (await (await door.api(acme)).get("/api/v1/customers?q=E-9")).json()["items"][0]
    copied = (await (await door.api(acme)).get(f"/api/v1/customers/{found['id']}")).json()
    for field in ("name", "grade", "status", "note", "external_key"):
        assert copied[field] == customer[field]


async def test_the_page_exports_in_the_readers_language(door, acme, a_customer):
    await a_customer(acme, "出口语言公司", grade="vip")
    member = await door.member(acme)
    member.headers["cookie"] += "; lang=en"

    exported = (await member.get("/customers/export.csv")).content
    headings = read_table(exported, "x.csv").headings
    assert "Customer name" in headings
    assert "VIP" in exported.decode("utf-8-sig")
