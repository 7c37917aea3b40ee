"""Tables of any origin are read as text or refused with a sentence; what is written runs nothing."""

import csv
import gc
import hashlib
import io
import sys
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.kit.spreadsheets import Limits, Row, Unreadable, read_table
from desk.kit.writing import CsvWriter, WorkbookWriter

HEADINGS = ("姓名", "电话")
ROW = Row(2, ("王敏", "139"), ())


def read(content: bytes, filename: str = "customers.csv", **limits: float) -> tuple[tuple[str, ...], list[Row]]:
    table = read_table(content, filename, Limits(**limits))
    return table.headings, list(table.rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_csv_of_every_kind_is_read(encoding, delimiter, end):
    text = f"姓名{delimiter}电话{end}王敏{delimiter}139{end}"

    assert read(text.encode(encoding)) == (HEADINGS, [ROW])


def test_excel_may_name_the_delimiter():
    assert read("sep=;\r\n姓名;电话\r\n王敏;139".encode()) == (HEADINGS, [Row(3, ("王敏", "139"), ())])


def test_quotes_nul_bytes_blank_and_ragged_rows():
    content = b'\n a ,"b ""x"", y"\n1\n\n,\n1,2,3,,4\n"two\nlines",\x002\x00'

    assert read(content) == (
        ("a", 'b "x", y'),
        [Row(3, ("1", ""), ()), Row(6, ("1", "2"), ("3", "", "4")), Row(7, ("two\nlines", "2"), ())],
    )


def test_one_column_needs_no_delimiter():
    assert read("姓名\n王敏\n李晓峰".encode())[1] == [Row(2, ("王敏",), ()), Row(3, ("李晓峰",), ())]


def test_a_file_is_read_from_its_path(tmp_path):
    (tmp_path / "upload").write_text("姓名,电话\n王敏,139", encoding="utf-8")

    table = read_table(tmp_path / "upload", "客户.CSV")
    assert (table.headings, list(table.rows)) == (HEADINGS, [ROW])


@pytest.mark.parametrize(
    ("content", "filename", "word"),
    [
        (b"", "a.csv", "empty"),
        (b" \n", "a.csv", "empty"),
        (b",,\n,", "a.csv", "empty"),
        (b"\x89PNG\r\n\x1a\n\x01\x02\x03", "a.csv", "not a table"),
        ("姓名".encode()[:-1] + b"\xff\n", "a.csv", "not a table"),
        ("姓名,电话\n".encode("utf-16-le"), "a.csv", "not a table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 workbook", "a.xls", "save the file as .xlsx"),
        (b"<html><table>", "a.xls", "save the file as .xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "password"),
        (b"%PDF-1.7", "a.pdf", "save it as .xlsx or .csv"),
        (b"plain", "a.xlsx", "save it as .xlsx or .csv"),
        (b"PK\x03\x04 broken", "a.xlsx", "damaged"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content, filename, word):
    with pytest.raises(Unreadable) as refused:
        read(content, filename)
    assert word in str(refused.value)
    assert str(refused.value) == refused.value.sentence.format(**refused.value.values)


@pytest.mark.parametrize(
    ("content", "limits", "word"),
    [
        (b"a\n" * 600_000, {"size": 1024 * 1024}, "larger than 1 MB"),
        (b"a\n1\n2\n3\n", {"rows": 2}, "more than 2 rows"),
        (b"a,b,c\n", {"columns": 2}, "more than 2 columns"),
        (b"a,b\n1,2,3\n", {"columns": 2}, "Row 2 has more than 2 columns"),
        (b"a\n" + b"x" * 11, {"characters": 10}, "cell in row 2 has more than 10 characters"),
        (b'a\n"' + b"x" * 200_000, {}, "cell in row"),
        (b"a\n1\n", {"seconds": -1.0}, "too long"),
    ],
)
def test_limits_are_kept(content, limits, word):
    with pytest.raises(Unreadable, match=word):
        read(content, **limits)


def test_a_table_within_its_limits_is_taken():
    assert len(read(b"a\n1\n2\n\n\n", rows=2, columns=1, characters=1)[1]) == 2


CELL = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30) | st.text(
    alphabet="'=+-@\t\r\n＝＠ ,;\"1.", max_size=6
)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=8))
def test_what_is_written_reads_back(rows):
    wanted = [tuple(cell.strip() for cell in row) for row in rows]
    content = CsvWriter().rows([("one", "two", "three"), *rows])

    assert [row.cells for row in read(content)[1]] == [row for row in wanted if any(row)]


@given(st.lists(CELL, max_size=5))
def test_no_written_cell_is_a_formula(cells):
    content = CsvWriter().rows([cells]).decode("utf-8-sig")

    for cell in next(csv.reader(io.StringIO(content, newline="")), []):
        assert cell[:1] not in tuple("=+@\t\r\n＝＋－＠")
        assert not cell.startswith("-") or float(cell.replace(",", "")) <= 0


def test_values_are_written_as_people_read_them():
    row = [
        None,
        True,
        -5,
        -1.5,
        Decimal("-2.50"),
        1e-7,
        date(2026, 11, 19),
        datetime.fromisoformat("2026-11-19T10:31:05"),
        "-1,234.50",
    ]

    assert CsvWriter().rows([row]).decode("utf-8-sig") == (
        ',TRUE,-5,-1.5,-2.50,0.0000001,2026-11-19,2026-11-19 10:31:05,"-1,234.50"\r\n'
    )


@pytest.mark.parametrize("text", ["=1+1", "+86 139", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "＝1", "-"])
def test_formulas_are_guarded(text):
    assert list(csv.reader(io.StringIO(CsvWriter().rows([[text]]).decode("utf-8-sig"), newline=""))) == [["'" + text]]


@pytest.mark.parametrize(("writer", "mark"), [(CsvWriter, b"\xef\xbb\xbf"), (WorkbookWriter, b"PK\x03\x04")])
def test_what_is_written_goes_out_at_once_and_is_not_kept(writer, mark):
    suffix, writer = "csv" if writer is CsvWriter else "xlsx", writer()
    lines = [[f"王敏{number}", hashlib.sha256(bytes([number % 256])).hexdigest()] for number in range(6_000)]
    parts = [writer.rows(lines[start : start + 2_000]) for start in range(0, 6_000, 2_000)]

    assert parts[0].startswith(mark)
    assert all(len(part) > 10_000 for part in parts)
    found = read_table(b"".join([*parts, writer.end()]), f"x.{suffix}")
    assert [found.headings, *(row.cells for row in found.rows)] == [tuple(line) for line in lines]


def test_what_cannot_be_written_is_replaced():
    assert CsvWriter().rows([["a\ud800b\0"]]) == b"\xef\xbb\xbfa?b\r\n"


def test_whoever_gives_up_leaves_nothing_open(monkeypatch):
    complaints = []
    monkeypatch.setattr(sys, "unraisablehook", complaints.append)
    with closing(WorkbookWriter()) as writer:
        writer.rows([["王敏"]])
    del writer
    gc.collect()

    assert complaints == []
