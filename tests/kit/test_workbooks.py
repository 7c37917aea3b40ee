"""Workbooks are read as they look; hostile ones are refused, or read quickly."""

import io
import time
import zipfile
from datetime import date, datetime
from datetime import time as clock_time

import pytest
from openpyxl import Workbook

from desk.kit.spreadsheets import Limits, Row, Unreadable, read_table

SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def saved(workbook: Workbook) -> bytes:
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def workbook_of(*rows: tuple[object, ...]) -> bytes:
    workbook = Workbook()
    for row in rows:
        workbook.active.append(row)
    return saved(workbook)


def replaced(content: bytes, name: str, part: bytes) -> bytes:
    """The workbook with another text for one of its parts, or with one part more."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, part)
    return file.getvalue()


def sheet(rows: bytes) -> bytes:
    """A workbook with these rows, as XML."""
    part = b"<worksheet " + NAMESPACE.encode() + b"><sheetData>" + rows + b"</sheetData></worksheet>"
    return replaced(workbook_of(("a",)), SHEET, part)


def read(content: bytes, **limits: float) -> tuple[tuple[str, ...], list[Row]]:
    table = read_table(content, "customers.xlsx", Limits(**limits))
    return table.headings, list(table.rows)


def test_every_value_is_text():
    headings, rows = read(
        workbook_of(
            ("text", "whole", "float", "exact", "day", "moment", "hour", "yes", "none"),
            (
                " 王敏 ",
                13900001234,
                5.0,
                0.1,
                date(2026, 11, 19),
                datetime.fromisoformat("2026-11-19T10:31:05"),
                clock_time(9, 5),
                True,
            ),
        )
    )

    assert headings[0] == "text"
    assert rows == [
        Row(
            2,
            ("王敏", "13900001234", "5", "0.1", "2026-11-19", "2026-11-19 10:31:05", "09:05:00", "TRUE", ""),
            (),
        )
    ]


def test_row_numbers_are_those_of_the_sheet():
    workbook = Workbook()
    workbook.active["B3"], workbook.active["B7"], workbook.active["D7"] = "姓名", "王敏", "备注"

    assert read(saved(workbook)) == (("", "姓名"), [Row(7, ("", "王敏"), ("", "备注"))])


def test_formulas_are_not_run_and_guards_are_taken_off():
    assert read(workbook_of(("a", "b"), ("=1+1", "'+86 139")))[1] == [Row(2, ("", "+86 139"), ())]


def test_hidden_sheets_are_passed_over():
    workbook = Workbook()
    workbook.active.sheet_state = "hidden"
    workbook.active["A1"] = "hidden"
    workbook.create_sheet("客户").append(["姓名"])

    assert read(saved(workbook))[0] == ("姓名",)


def test_a_wrong_size_in_the_file_hides_nothing():
    rows = b'<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row>'
    rows += b'<row r="9"><c r="A9"><v>9</v></c></row>'
    content = sheet(rows)
    part = (
        zipfile.ZipFile(io.BytesIO(content)).read(SHEET).replace(b"<sheetData>", b'<dimension ref="A1"/><sheetData>', 1)
    )

    assert read(replaced(content, SHEET, part)) == (("1", "", "3"), [Row(9, ("9", "", ""), ())])


def test_limits_are_kept():
    content = workbook_of(("a", "b", "c"), ("x" * 11, 0, 0), (1, 2, 3))

    for limits, word in [
        ({"columns": 2}, "Row 1 has more than 2 columns"),
        ({"rows": 1}, "more than 1 rows"),
        ({"characters": 10}, "cell in row 2"),
        ({"unpacked": 1_000}, "too large when unpacked"),
        ({"elements": 10}, "too large when unpacked"),
    ]:
        with pytest.raises(Unreadable, match=word):
            read(content, **limits)


@pytest.mark.parametrize(
    ("rows", "headings"),
    [
        (b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', None),
        (b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>', ("1",)),
        (
            b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>',
            ("1",),
        ),
        (b'<row r="99999999999"><c r="A1"><v>1</v></c></row>', ("1",)),
        (b"<row>" + b"<c/>" * 100_000 + b"</row>", None),
        (b"<x/>" * 100_000, None),
        (b'<row r="1"/>' * 200_000, None),
        (b'<row r="1"><c r="A1"><v>' + b"9" * 9_999 + b"</v></c></row>", None),
        (b'<row r="1"><c r="A1" t="s"><v>77</v></c></row>', None),
        (b"<row><c><v>1</v></c></row>", ("1",)),
    ],
)
def test_a_strange_sheet_is_read_quickly_or_refused(rows, headings):
    started = time.perf_counter()
    if headings:
        assert read(sheet(rows))[0] == headings
    else:
        with pytest.raises(Unreadable):
            read(sheet(rows))
    assert time.perf_counter() - started < 15


def test_a_bomb_is_refused_before_it_is_opened():
    started = time.perf_counter()
    for part in (b" " * 100_000_000, b"<row/>" * 14_000_000, b"<c>" * 14_000_000):
        with pytest.raises(Unreadable, match="too large"):
            read(sheet(part))
    assert time.perf_counter() - started < 20


def test_definitions_are_refused_in_any_encoding():
    part = f'<!DOCTYPE x [<!ENTITY a "a">]><worksheet {NAMESPACE}><sheetData/></worksheet>'

    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(Unreadable, match="damaged"):
            read(replaced(workbook_of(("a",)), SHEET, part.encode(encoding)))


def test_a_damaged_workbook_is_refused():
    content = workbook_of(("a",), (1,))

    broken = [content[:-200], content[:400] + b"\0" * 50 + content[450:]]
    broken += [
        replaced(content, name, b"<x") for name in (SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml")
    ]
    broken += [replaced(content, "xl/_rels/workbook.xml.rels", b"<Relationships/>")]
    for file in broken:
        with pytest.raises(Unreadable):
            read(file)


def test_another_zip_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("readme.txt", "hello")

    with pytest.raises(Unreadable, match="not a workbook"):
        read(file.getvalue())


def test_a_zip_of_too_many_parts_is_refused():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(2_001):
            archive.writestr(str(number), "")

    with pytest.raises(Unreadable, match="not a workbook"):
        read(file.getvalue())


def test_styles_without_end_are_refused():
    styles = f"<styleSheet {NAMESPACE}><cellXfs>{'<xf/>' * 100_001}</cellXfs></styleSheet>"

    with pytest.raises(Unreadable, match="too large"):
        read(replaced(workbook_of(("a",)), "xl/styles.xml", styles.encode()))


def test_strings_in_several_formats_are_whole():
    strings = f"<sst {NAMESPACE}><si><r><t>王</t></r><r><rPr/><t>敏</t></r><rPh><t>wm</t></rPh></si><si/></sst>"
    content = sheet(b'<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><t>x</t></is></c></row>')
    types = zipfile.ZipFile(io.BytesIO(content)).read("[Content_Types].xml")
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    types = types.replace(b"</Types>", b'<Override PartName="/xl/s.xml" ContentType="' + kind + b'"/></Types>')
    content = replaced(replaced(content, "[Content_Types].xml", types), "xl/s.xml", strings.encode())

    assert read(content)[0] == ("王敏", "", "x")
