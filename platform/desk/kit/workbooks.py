"""
XLSX workbooks from strangers: weighed before they are opened, then streamed row by row.

openpyxl (0.3 s to import) understands parts, styles, dates and cells. It would also build a tree of all that
a part holds, run through every sheet as often as it is mentioned, and fill every gap between two cells: what
can grow without bounds is streamed here instead.
"""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import IO, Any
from xml.etree.ElementTree import Element, iterparse

from openpyxl.reader.excel import ExcelReader  # type: ignore[import-untyped] # openpyxl has no types
from openpyxl.worksheet._reader import WorkSheetParser  # type: ignore[import-untyped] # openpyxl has no types
from openpyxl.xml.constants import SHARED_STRINGS  # type: ignore[import-untyped] # openpyxl has no types

from desk.kit.spreadsheets import Limits, Unreadable

_MOST_PARTS = 2_000
_DENSEST = 300  # unpacked to packed; plain zeros reach 1,000, sheets of equal cells 100
_MOST_IN_A_ROW = 16_384 * 4  # elements; Excel has 16,384 columns
_MOST_IN_A_TREE = 100_000  # tags in a part that openpyxl reads in one piece, such as the styles
_PART = b"PK\x01\x02"  # begins each entry of a zip's directory
_CHUNK = 1024 * 1024
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


class _Archive(zipfile.ZipFile):
    """A workbook's zip, whose parts are read in one piece only when they are small."""

    def read(self, name: str | zipfile.ZipInfo, pwd: bytes | None = None) -> bytes:
        content = super().read(name, pwd)
        if content.count(b"<") > _MOST_IN_A_TREE:
            raise _too_large()
        return content


class _FirstSheetReader(ExcelReader):  # type: ignore[misc] # openpyxl has no types
    """Reads a workbook's small parts and its strings, and finds its first visible sheet."""

    def __init__(self, content: bytes) -> None:
        super().__init__(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        self.archive = _Archive(io.BytesIO(content))
        self.sheet: str | None = None

    def read_strings(self) -> None:
        part = self.package.find(SHARED_STRINGS)
        if part is not None:
            with self.archive.open(part.PartName[1:]) as file:
                self.shared_strings = [_string(item) for item in _streamed(file, "sst", "si")]

    def read_worksheets(self) -> None:
        for sheet, part in self.parser.find_sheets():
            if sheet.state == "visible" and "worksheet" in part.Type and part.target in self.valid_files:
                self.sheet = part.target
                return


def sheet_rows(content: bytes, limits: Limits) -> Iterator[tuple[int, Sequence[object]]]:
    """
    Number and values of every row that the first visible sheet stores: of formulas, the value last saved.

    Raises Unreadable.
    """
    _weigh(content, limits)
    try:
        yield from _opened(content, limits)
    except Unreadable:
        raise
    except Exception as error:  # openpyxl meets a damaged file with whatever goes wrong first
        raise _not_a_workbook() from error


def _opened(content: bytes, limits: Limits) -> Iterator[tuple[int, Sequence[object]]]:
    reader: Any = _FirstSheetReader(content)
    with reader.archive as archive:
        reader.read()
        if reader.sheet is None:
            raise Unreadable("The workbook has no sheet that can be read.")
        dates = {"date_formats": reader.wb._date_formats, "timedelta_formats": reader.wb._timedelta_formats}
        with archive.open(reader.sheet) as file:
            parser = WorkSheetParser(file, reader.shared_strings, data_only=True, epoch=reader.wb.epoch, **dates)
            for element in _streamed(file, "sheetData", "row"):
                number, cells = parser.parse_row(element)
                yield number, _values(number, cells, limits)


def _values(number: int, cells: list[dict[str, Any]], limits: Limits) -> list[object]:
    values: list[object] = []
    for cell in cells:
        column, value = cell["column"], cell["value"]
        if value in (None, ""):
            continue
        if column > limits.columns:
            raise Unreadable("Row {row} has more than {columns} columns.", row=number, columns=limits.columns)
        values += [None] * (column - len(values))
        values[column - 1] = value
    return values


def _streamed(file: IO[bytes], whole: str, item: str) -> Iterator[Element]:
    """The items of a part, one at a time; each is gone when the next is asked for."""
    holder: Element | None = None
    since = 0
    for event, element in iterparse(file, ("start", "end")):  # noqa: S314 - definitions are refused in _elements
        if event == "start":
            since += 1
            if since > _MOST_IN_A_ROW:
                raise _not_a_workbook()
            if element.tag == _MAIN + whole:
                holder = element
        elif element.tag == _MAIN + item and holder is not None:
            yield element
            holder.clear()
            since = 0
        elif element is holder:
            return
    raise _not_a_workbook()


def _string(item: Element) -> str:
    """The text of a shared string, in one or in several formats, without the reading aids of Japanese."""
    runs = [item, *item.findall(f"{_MAIN}r")]
    text = "".join(part.text or "" for run in runs for part in run.findall(f"{_MAIN}t"))
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _weigh(content: bytes, limits: Limits) -> None:
    """Refuse what unpacks to too much; ``zipfile`` holds a part to the size that it declares."""
    if content.count(_PART) > _MOST_PARTS:
        raise _not_a_workbook()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            unpacked = sum(part.file_size for part in parts)
            if unpacked > limits.unpacked or unpacked > max(len(content), 64 * 1024) * _DENSEST:
                raise _too_large()
            elements = 0
            for part in parts:
                elements += _elements(archive, part)
                if elements > limits.elements:
                    raise _too_large()
    except Unreadable:
        raise
    except Exception as error:  # bad sizes, checksums, compression: there are too many ways to name
        raise _not_a_workbook() from error


def _elements(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> int:
    """How many tags a part has; refuses definitions, with which a small text can become a large one."""
    count, tail = 0, b""
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            chunk = chunk.replace(b"\0", b"")  # as UTF-16 the same
            count += chunk.count(b"<")
            if b"<!DOCTYPE" in tail + chunk:
                raise _not_a_workbook()
            tail = chunk[-16:]
    return count


def _too_large() -> Unreadable:
    return Unreadable("The workbook is too large when unpacked. Please save it as .csv or split it.")


def _not_a_workbook() -> Unreadable:
    return Unreadable(
        "This file is damaged or not a workbook. Please open it in Excel, save it as .xlsx and try again."
    )
