"""
Tables that people send: the one reader of CSV and XLSX. What goes out is written by ``kit.writing``.

Every cell is read as text, so that one importer serves both kinds: dates as 2026-11-19, numbers without
exponent or ``.0``. A file is measured before it is opened; macros, formulas and links to other files are not
followed. Reading blocks: call it in a thread or a job.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from pathlib import Path, PurePath
from time import monotonic
from typing import NamedTuple

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # .xls, and .xlsx under a password
_DELIMITERS = ",;\t"
_CHUNK = 64 * 1024  # characters
_Numbered = tuple[int, Sequence[object]]  # a row's number in the sheet, and its values

GUARDED = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_CONTROLS = re.compile("[\x01-\x08\x0e-\x1f]")  # other files are full of them


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken: sizes in bytes, ``seconds`` of reading without what is done with the rows."""

    size: int = 25 * 1024 * 1024
    rows: int = 200_000
    columns: int = 200
    characters: int = 10_000
    unpacked: int = 200 * 1024 * 1024
    elements: int = 12_000_000
    seconds: float = 120.0


LIMITS = Limits()


class Unreadable(Exception):
    """A file that is no table to be read: an English sentence to be translated, the values for its places."""

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence.format(**values))
        self.sentence = sentence
        self.values: Mapping[str, object] = values


class Row(NamedTuple):
    """A row: its number in the sheet (from 1), a cell for each heading, and what stands right of them."""

    number: int
    cells: tuple[str, ...]
    surplus: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class How:
    """How a CSV is written, where somebody says it; what is empty is found out."""

    encoding: str = ""
    delimiter: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The headings (some may be empty or twice), and the rows below, once, without blank ones."""

    headings: tuple[str, ...]
    rows: Iterator[Row]
    encoding: str = ""
    """Empty, as is the delimiter, for a workbook."""
    delimiter: str = ""


def read_table(source: Path | bytes, filename: str, limits: Limits = LIMITS, how: How | None = None) -> Table:
    """
    The first visible sheet of an XLSX file, or a CSV file; its first row that is not blank has the headings.

    CSV may be UTF-8, UTF-16 or GB18030, its cells apart by comma, semicolon or tab: found out, or as ``how`` says.
    Raises Unreadable, also while the rows are read: a caller that writes while reading must be able to take it back.
    """
    content = _content(source, limits)
    suffix = PurePath(filename.lower()).suffix
    if content.startswith(b"PK\x03\x04"):
        from desk.kit.workbooks import sheet_rows

        return _table(sheet_rows(content, limits), limits)
    if content.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in content:
        raise Unreadable("This file is under a password. Please save it without one and upload it again.")
    if content.startswith(_OLE) or suffix == ".xls":
        raise Unreadable("Old Excel files (.xls) cannot be read. Please save the file as .xlsx and upload it again.")
    if suffix not in ("", ".csv", ".tsv", ".txt"):
        raise Unreadable("This file is not a table that can be read. Please save it as .xlsx or .csv.")
    return _csv_table(content, limits, how or How())


def _content(source: Path | bytes, limits: Limits) -> bytes:
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if size > limits.size:
        raise Unreadable("The file is larger than {megabytes} MB.", megabytes=limits.size // 1024**2)
    content = source if isinstance(source, bytes) else source.read_bytes()
    if not content.strip():
        raise Unreadable("The file is empty.")
    return content


def _csv_table(content: bytes, limits: Limits, how: How) -> Table:
    encoding, text = _decoded(content, how.encoding)
    first, _, rest = text.partition("\n")
    told = re.fullmatch(r'"?sep=(.)"?\r?', first)
    delimiter = how.delimiter or (told[1] if told else _delimiter(text[:20_000]))
    raw = _csv_rows(rest if told else text, delimiter, 2 if told else 1, limits)
    return replace(_table(raw, limits), encoding=encoding, delimiter=delimiter)


def _table(raw: Iterator[_Numbered], limits: Limits) -> Table:
    cleaned = _cleaned(_within_time(raw, limits), limits)
    _, cells = next(cleaned, (0, ()))
    if not cells:
        raise Unreadable("The table is empty.")
    return Table(cells, _rows(cleaned, len(cells), limits))


def _rows(cleaned: Iterator[tuple[int, tuple[str, ...]]], width: int, limits: Limits) -> Iterator[Row]:
    for count, (number, cells) in enumerate(cleaned, start=1):
        if count > limits.rows:
            raise Unreadable("The table has more than {rows} rows.", rows=limits.rows)
        padded = cells[:width] + ("",) * (width - len(cells))
        yield Row(number, padded, cells[width:])


def _cleaned(raw: Iterator[_Numbered], limits: Limits) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Number and cells of each row that is not blank, without blank cells at its end."""
    for number, values in raw:
        width = len(values)
        while width and _is_blank(values[width - 1]):
            width -= 1
        if width > limits.columns:
            raise Unreadable("Row {row} has more than {columns} columns.", row=number, columns=limits.columns)
        cells = [_cell(value) for value in values[:width]]
        while cells and not cells[-1]:
            cells.pop()
        if any(len(cell) > limits.characters for cell in cells):
            raise _too_long(number, limits)
        if cells:
            yield number, tuple(cells)


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _within_time(raw: Iterator[_Numbered], limits: Limits) -> Iterator[_Numbered]:
    spent = 0.0
    while True:
        started = monotonic()
        found = next(raw, None)
        spent += monotonic() - started
        if found is None:
            return
        if spent > limits.seconds:
            raise Unreadable("The table takes too long to read. Please split it into smaller ones.")
        yield found


def _too_long(row: int, limits: Limits) -> Unreadable:
    return Unreadable(
        "A cell in row {row} has more than {characters} characters.", row=row, characters=limits.characters
    )


def _cell(value: object) -> str:
    """The text of a cell without the space around it, and without the guard that ``write_csv`` put there."""
    text = as_text(value)
    if text.startswith("'") and GUARDED.match(text, 1):
        text = text[1:]
    return text.replace("\0", "").strip()


def as_text(value: object) -> str:
    """A value of a cell as people write it: a day as 2026-11-19, a number without exponent or ``.0``."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime():
            return value.isoformat(" ", "seconds").removesuffix(" 00:00:00")
        case date():
            return value.isoformat()
        case time():
            return value.isoformat("seconds")
        case float() if value.is_integer():
            return str(int(value))
        case float() | Decimal():
            return f"{Decimal(str(value)):f}"
        case _:
            return str(value)


def _csv_rows(text: str, delimiter: str, start: int, limits: Limits) -> Iterator[_Numbered]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from enumerate(reader, start=start)
    except csv.Error as error:
        raise _too_long(reader.line_num, limits) from error


def _decoded(content: bytes, given: str = "") -> tuple[str, str]:
    """
    Encoding and text: as somebody says; UTF-16 with its mark, else UTF-8, else GB18030, in which Excel saves in China.
    """
    if given:
        encodings = [given]
    elif content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif content.count(0) > len(content) // 10:
        encodings = []
    else:
        encodings = ["utf-8", "gb18030"]
    for encoding in encodings:
        try:
            text = content.decode(encoding).removeprefix("\ufeff")
        except (UnicodeDecodeError, LookupError):
            continue
        sample = text[:4_096]
        if content.startswith(codecs.BOM_UTF8) or len(_CONTROLS.findall(sample)) <= len(sample) // 50:
            return encoding, text
    if given:
        raise Unreadable("This file is not written in {encoding}. Please choose another encoding.", encoding=given)
    raise Unreadable("This file is not a table that can be read. Please save it as .xlsx or .csv.")


def _delimiter(sample: str) -> str:
    """The delimiter that cuts most rows to the width of the first."""

    def evenness(delimiter: str) -> tuple[int, int]:
        reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        try:
            widths = [len(row) for row in islice(reader, 20)]
        except csv.Error:
            return 0, 0
        widths = [width for width in widths if width]
        return (widths.count(widths[0]), widths[0]) if widths and widths[0] > 1 else (0, 0)

    return max(_DELIMITERS, key=evenness)
