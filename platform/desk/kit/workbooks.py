"""
XLSX workbooks from strangers: weighed before openpyxl opens them, then read sheet row by sheet row.

openpyxl (0.3 s to import) builds trees of a workbook's parts, so what makes a hostile file dear is the count
of its elements: they are counted first, at the speed of unpacking.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from openpyxl.reader.excel import ExcelReader  # type: ignore[import-untyped] # openpyxl has no types
from openpyxl.worksheet._read_only import ReadOnlyWorksheet  # type: ignore[import-untyped] # openpyxl has no types

from desk.kit.spreadsheets import Limits, Unreadable

_MOST_PARTS = 2_000
_DENSEST = 300  # unpacked to packed; plain zeros reach 1,000, sheets of equal cells 100
_LAST_ROW = 1_048_576  # Excel's own
_PART = b"PK\x01\x02"  # begins each entry of a zip's directory
_CHUNK = 1024 * 1024


class _FirstSheetReader(ExcelReader):  # type: ignore[misc] # openpyxl has no types
    """Opens the first visible sheet only: openpyxl runs through every sheet as often as it is mentioned."""

    def read_worksheets(self) -> None:
        for sheet, part in self.parser.find_sheets():
            if sheet.state == "visible" and "worksheet" in part.Type and part.target in self.valid_files:
                self.wb._sheets.append(
                    ReadOnlyWorksheet(self.wb, sheet.name, part.target, self.shared_strings)
                )
                return


def sheet_rows(content: bytes, limits: Limits) -> Iterator[Sequence[object]]:
    """
    Every row of the first visible sheet, blank ones too, as Python values: of formulas, the value last saved.

    A row is cut one column after the limit, so that one too many can be seen. Raises Unreadable.
    """
    _weigh(content, limits)
    try:
        yield from _opened(content, limits)
    except Unreadable:
        raise
    except Exception as error:  # openpyxl meets a damaged file with whatever goes wrong first
        raise _not_a_workbook() from error


def _opened(content: bytes, limits: Limits) -> Iterator[Sequence[object]]:
    reader: Any = _FirstSheetReader(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    with reader.archive:
        reader.read()
        if not reader.wb._sheets:
            raise Unreadable("The workbook has no sheet that can be read.")
        sheet = reader.wb._sheets[0]
        sheet.reset_dimensions()  # what the file says of its size may be wrong
        for row in sheet.iter_rows(max_row=_LAST_ROW, max_col=limits.columns + 1, values_only=True):
            yield () if row.count(None) == len(row) else row


def _weigh(content: bytes, limits: Limits) -> None:
    """Refuse what unpacks to too much; the sizes that a zip declares are kept to by ``zipfile``."""
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
