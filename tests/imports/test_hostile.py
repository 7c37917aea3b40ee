"""Files that mean harm, or were harmed: each is refused or read in bounded time and memory, by a process of its own."""

import io
import json
import re
import subprocess
import sys
import time
import zipfile

import pytest
from openpyxl import Workbook

from desk.kit.sheltered import MEMORY, read_apart
from desk.kit.spreadsheets import How, Unreadable, read_table
from desk.kit.writing import WorkbookWriter

SECONDS = 30
HEAD = "客户名称,电话\n"
SHEET = "xl/worksheets/sheet1.xml"


def workbook(*lines, merge=None) -> bytes:
    book = Workbook()
    for line in lines:
        book.active.append(line)
    if merge:
        book.active.merge_cells(merge)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """A workbook with one part replaced."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook(["客户名称"], ["甲"]))) as old,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.namelist():
            new.writestr(part, content if part == name else old.read(part))
    return written.getvalue()


def sheet(rows: bytes) -> bytes:
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return b'<worksheet xmlns="' + main + b'"><sheetData>' + rows + b"</sheetData></worksheet>"


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>' + sheet(b"<row><c><v>&b;</v></c></row>")
WIDE = sheet(b'<row r="1"><c r="XFD1"><v>1</v></c></row>')
DEEP = sheet(b"<row>" + b"<c>" * 200_000 + b"</c>" * 200_000 + b"</row>")
HOSTILE = {
    "a bomb": (lambda: with_part(SHEET, b"0" * 300_000_000), "x.xlsx", "too large when unpacked"),
    "entities": (lambda: with_part(SHEET, LAUGHS), "x.xlsx", "damaged or not a workbook"),
    "a cell at the far end": (lambda: with_part(SHEET, WIDE), "x.xlsx", "more than 200 columns"),
    "a deep row": (lambda: with_part(SHEET, DEEP), "x.xlsx", "damaged or not a workbook"),
    "ten million columns": (lambda: HEAD.encode() + b"x," * 10_000_000, "x.csv", "more than 200 columns"),
    "one line": (lambda: b"x" * 25_000_000, "x.csv", "more than 10000 characters"),
    "one line in quotes": (lambda: b'"' + b"x\n" * 12_000_000, "x.csv", "more than 10000 characters"),
    "too many bytes": (lambda: b"x" * (25 * 1024 * 1024 + 1), "x.csv", "larger than 25 MB"),
    "too many rows": (lambda: HEAD.encode() + b"a,1\n" * 200_001, "x.csv", "more than 200000 rows"),
    "two encodings": (lambda: HEAD.encode() + "乙".encode("gb18030") + b"\xff\xff\n", "x.csv", "not a table"),
    "nothing": (lambda: b"", "x.csv", "is empty"),
    "blank lines": (lambda: b"\n\n,,\n", "x.csv", "empty"),
    "zeros": (lambda: b"\0" * 1_000_000, "x.csv", "not a table"),
    "a program": (lambda: b"MZ\x90\0" * 1000, "x.csv", "not a table"),
    "an old workbook": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "x.xls", "Old Excel"),
}


READING = """
import json, re, resource, sys
from pathlib import Path
from desk.kit.sheltered import read_apart
from desk.kit.spreadsheets import Unreadable

def peak():
    return int(re.search(r"VmHWM:\\s+([0-9]+)", Path("/proc/self/status").read_text())[1]) * 1024

content, before, said = Path(sys.argv[1]).read_bytes(), peak(), ""
try:
    with read_apart(content, sys.argv[2]) as table:
        for _ in table.rows:
            pass
except Unreadable as fault:
    said = fault.sentence.format(**fault.values)
child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
print(json.dumps({"said": said, "grown": peak() - before, "child": child}))
"""
"""Whoever asks is a process of its own: a child begins with the peak of whoever started it."""


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_soon_and_cheaply(name, tmp_path):
    make, filename, sentence = HOSTILE[name]
    (tmp_path / filename).write_bytes(make())
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", READING, tmp_path / filename, filename], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)

    assert re.search(sentence, found["said"])
    assert time.monotonic() - begun < SECONDS
    assert found["child"] < MEMORY
    assert found["grown"] < 200 * 1024 * 1024, "who asks pays nothing for it"


def test_a_reader_that_runs_out_of_memory_is_gone_and_says_so(monkeypatch):
    import desk.kit.sheltered as sheltered

    monkeypatch.setattr(sheltered, "_send", lambda target, frame: target.write(b"\xff\xff\xff\xff"))
    with pytest.raises(Unreadable, match="too much time or memory"), read_apart(b"a\n1\n", "x.csv"):
        pass


def cells(content: bytes, filename: str, how: How | None = None) -> list[tuple[str, ...]]:
    with read_apart(content, filename, how) as table:
        return [table.headings, *(row.cells for row in table.rows)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_what_is_read_apart_is_what_is_read(encoding):
    content = f"{HEAD}甲,1\n乙,2\n".encode(encoding)

    assert cells(content, "x.csv") == [("客户名称", "电话"), ("甲", "1"), ("乙", "2")]
    table = read_table(content, "x.csv")
    assert [table.headings, *(row.cells for row in table.rows)] == cells(content, "x.csv")


def test_a_wrong_label_is_refused_and_a_right_one_helps():
    content = "名称;备注\n甲,乙;丙\n".encode("gb18030")

    with pytest.raises(Unreadable, match="not written in utf-8"):
        cells(content, "x.csv", How("utf-8"))
    assert cells(content, "x.csv", How("gb18030", ";"))[1] == ("甲,乙", "丙")
    assert cells(content, "x.csv", How("gb18030", ","))[1] == ("甲",)


def test_merged_cells_formulas_and_odd_headings_are_text():
    content = workbook(["名称", "名称", None], ["甲", "=1+1", "x"], ["乙", None, "y"], merge="A2:A3")

    assert cells(content, "x.xlsx")[0] == ("名称", "名称")
    assert cells(content, "x.xlsx")[1:] == [("甲", ""), ("", "")]


def test_a_workbook_that_we_write_holds_text_and_comes_back():
    lines = [("名称", "数"), ("=1+1", 7), ("<&>\x00\x1b", ""), ("-2", 1.5), ("@SUM(A1)", None)]
    writer = WorkbookWriter()
    content = writer.rows(lines) + writer.end()

    assert b"<f>" not in zipfile.ZipFile(io.BytesIO(content)).read(SHEET)
    assert cells(content, "x.xlsx") == [("名称", "数"), ("=1+1", "7"), ("<&>", ""), ("-2", "1.5"), ("@SUM(A1)", "")]


@pytest.mark.parametrize(
    ("heading", "cell", "kept"),
    [
        *[("电话", "1.38E+10", "后面的数字已丢失"), ("客户编号", "4.4E+17", "后面的数字已丢失")],
        *[
            ("购买日期", "44197", "2021-01-01"),
            ("购买日期", "2021年3月8日", "2021-03-08"),
            ("购买日期", "20210308", "2021-03-08"),
        ],
        *[("购买日期", "2021-13-01", "日期请写成"), ("生日", "昨天", "日期请写成")],
    ],
)
async def test_numbers_and_days_as_spreadsheets_leave_them(founding, sent, csv_of, heading, cell, kept):
    from desk.foundation.database import value

    tenant = await founding()
    one = await sent(tenant, csv_of(("客户名称", "产品", "联系人", heading), ("日期公司", "财务", "王", cell)))
    if kept[0].isdigit():
        await one.do("start", how="good")
        async with tenant.scope():
            assert str(await value("select purchased_on from product")) == kept
    else:
        assert kept in await one.page()
