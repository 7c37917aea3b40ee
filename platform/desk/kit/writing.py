"""
The one writer of tables as CSV and XLSX, some rows at a time: what is written can be sent before the rest is there.

Text stays text: of CSV, what a spreadsheet would run as a formula gets ``'`` in front, which ``read_table`` takes off
again; XLSX stores it as text, whatever it begins with. Writing blocks: call it in a thread or a job.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Protocol
from xml.sax.saxutils import escape

from desk.kit.spreadsheets import GUARDED, as_text

Rows = Iterable[Sequence[object]]

_NEGATIVE = re.compile(r"-[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST = 32_767
"""Characters that Excel takes in a cell."""
_OPEN = "http://schemas.openxmlformats.org"
_MAIN = f"{_OPEN}/spreadsheetml/2006/main"
_RELATIONS = f"{_OPEN}/package/2006/relationships"
_OFFICE = f"{_OPEN}/officeDocument/2006/relationships"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_OPEN}/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEET_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
    '<sheet name="1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
_SHEET = "xl/worksheets/sheet1.xml"


class Writer(Protocol):
    """A table that is being written."""

    def rows(self, rows: Rows) -> bytes:
        """The next part of the file, with these rows."""
        raise NotImplementedError

    def end(self) -> bytes:
        """The last part of the file."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of everything, whether the end was reached or not."""
        raise NotImplementedError


class CsvWriter:
    """A table as CSV that Excel opens right: UTF-8 with its mark, commas, CRLF."""

    def __init__(self) -> None:
        self._buffer = io.StringIO(newline="")
        self._buffer.write("\ufeff")
        self._writer = csv.writer(self._buffer)

    def rows(self, rows: Rows) -> bytes:
        """Numbers, and text that is a plain negative number, stay numbers."""
        self._writer.writerows([_guarded(value) for value in row] for row in rows)
        written = self._buffer.getvalue().encode("utf-8", "replace")
        self._buffer.seek(0)
        self._buffer.truncate()
        return written

    def end(self) -> bytes:
        """A CSV has no end of its own."""
        return b""

    def close(self) -> None:
        """Nothing is held."""


class WorkbookWriter:
    """A table as a workbook of one sheet."""

    def __init__(self) -> None:
        self._sent = _Sent()
        self._archive = zipfile.ZipFile(self._sent, "w", zipfile.ZIP_DEFLATED, compresslevel=4)
        for name, xml in _PARTS.items():
            self._archive.writestr(name, _HEAD + xml)
        self._sheet = self._archive.open(_SHEET, "w")
        self._sheet.write(f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())

    def rows(self, rows: Rows) -> bytes:
        """As much of the archive as these rows fill."""
        for row in rows:
            self._sheet.write(f"<row>{''.join(map(_cell, row))}</row>".encode())
        return self._sent.taken()

    def end(self) -> bytes:
        """The end of the sheet, and the list of what the archive holds."""
        self._sheet.write(b"</sheetData></worksheet>")
        self.close()
        return self._sent.taken()

    def close(self) -> None:
        """Before its end the archive is closed too, though nobody can read it."""
        self._sheet.close()
        self._archive.close()


class _Sent(io.RawIOBase):
    """Bytes on their way out: they can't be gone back to, and aren't kept."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, part: bytes) -> int:  # type: ignore[override]  # what an archive writes is bytes
        self._parts.append(bytes(part))
        return len(part)

    def taken(self) -> bytes:
        """What was written since somebody last asked."""
        parts, self._parts = self._parts, []
        return b"".join(parts)


def _guarded(value: object) -> str:
    text = as_text(value).replace("\0", "")
    if isinstance(value, int | float | Decimal) or _NEGATIVE.fullmatch(text) or not GUARDED.match(text):
        return text
    return f"'{text}"


def _cell(value: object) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return f"<c><v>{value}</v></c>"
    text = escape(_NOT_XML.sub("", str(value))[:_LONGEST])
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
