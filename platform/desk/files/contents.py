"""
What bytes are: told by how they begin, never by the name or by what the sender's program says of them.

What is stored as a type here is what a browser will be told. Everything that a browser could run
(HTML, SVG, scripts) is ``application/octet-stream``.
"""

import re
import unicodedata
from dataclasses import dataclass

from desk.foundation.translation import N_

UNKNOWN = "application/octet-stream"
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
"""Re-encoded, and then shown where they stand."""
INLINE = PICTURES | {"application/pdf"}
HEAD = 64 * 1024
"""How many bytes are looked at."""

PROGRAM = N_("programs and scripts can't be attached; put them into an archive if they must be sent.")

_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"\x28\xb5\x2f\xfd", "application/zstd"),
    (b"\x1a\x45\xdf\xa3", "video/webm"),
    (b"OggS", "audio/ogg"),
    (b"fLaC", "audio/flac"),
    (b"#!AMR", "audio/amr"),
    (b"ID3", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"{\\rtf", "application/rtf"),
)
_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
_BRANDS = {b"heic": "image/heic", b"heix": "image/heic", b"mif1": "image/heic", b"avif": "image/avif"}
_BRANDS |= {b"qt  ": "video/quicktime", b"M4A ": "audio/mp4"}
_OFFICE = "application/vnd.openxmlformats-officedocument."
_IN_ZIP: tuple[tuple[bytes, str], ...] = (
    (b"word/", f"{_OFFICE}wordprocessingml.document"),
    (b"xl/", f"{_OFFICE}spreadsheetml.sheet"),
    (b"ppt/", f"{_OFFICE}presentationml.presentation"),
)
_OLD_OFFICE = {"doc": "application/msword", "xls": "application/vnd.ms-excel", "ppt": "application/vnd.ms-powerpoint"}
_OLD_OFFICE |= {"msg": "application/vnd.ms-outlook"}
_TEXTS = {"csv": "text/csv", "json": "application/json", "ics": "text/calendar"}

_PROGRAMS: tuple[bytes, ...] = (
    b"MZ",
    b"\x7fELF",
    b"\xca\xfe\xba\xbe",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xce\xfa\xed\xfe",
    b"\xcf\xfa\xed\xfe",
    b"dex\n",
    b"L\x00\x00\x00\x01\x14\x02\x00",
    b"#!/",
    b"#! /",
)
_RUN_BY_NAME = re.compile(
    "exe|com|scr|pif|msi|msp|bat|cmd|ps1|psm1|vbs|vbe|js|jse|mjs|wsf|wsh|hta|lnk|url|reg|cpl|dll|jar|apk|app|command"
    "|sh|chm|scf|inf"
)
_MARKUP = re.compile(rb"<(?:!doctype|html|head|body|script|svg|iframe|object|embed|\?xml)", re.IGNORECASE)
_UNSEEN = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file is, and, when it can't be taken, why not: a sentence to be translated."""

    content_type: str
    why: str = ""


def look(head: bytes, name: str) -> Verdict:
    """What these first bytes are. The name only tells apart what begins alike, and what would run by its name."""
    if head.startswith(_PROGRAMS) or _RUN_BY_NAME.fullmatch(extension(name)):
        return Verdict(UNKNOWN, PROGRAM)
    return Verdict(_by_beginning(head, name) or _as_text(head, name) or UNKNOWN)


def _by_beginning(head: bytes, name: str) -> str | None:
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12], UNKNOWN)
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12], "video/mp4")
    if head.startswith(b"PK\x03\x04"):
        return _in_zip(head)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _OLD_OFFICE.get(extension(name), UNKNOWN)
    if head[257:262] == b"ustar":
        return "application/x-tar"
    return next((kind for beginning, kind in _BEGINNINGS if head.startswith(beginning)), None)


def _in_zip(head: bytes) -> str:
    if head[30:38] == b"mimetype" and head[38:].startswith(b"application/vnd.oasis.opendocument."):
        return head[38:120].split(b"PK", 1)[0].decode("ascii", "replace")[:100]
    if b"[Content_Types].xml" in head or b"_rels/.rels" in head:
        return next((kind for folder, kind in _IN_ZIP if folder in head), "application/zip")
    return "application/zip"


def _as_text(head: bytes, name: str) -> str | None:
    if b"\x00" in head or _MARKUP.search(head):
        return None
    text = _decoded(head)
    if text is None or any(ord(char) < 32 and char not in "\t\n\r\f\x1b" for char in text):
        return None
    return _TEXTS.get(extension(name), "text/plain")


def _decoded(head: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        for cut in range(4):  # the end of what is looked at may lie inside a character
            try:
                return head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
    return None


def extension(name: str) -> str:
    """What stands behind the last dot of a name, in lower case."""
    return name.rpartition(".")[2].lower().strip() if "." in name else ""


def clean_name(raw: str) -> str:
    """The sender's name for a file as one line that shows what it is: no folders, nothing unseen, no turned letters."""
    name = unicodedata.normalize("NFC", _UNSEEN.sub("", raw)).replace("\\", "/").rpartition("/")[2]
    name = " ".join(name.split()).strip(". ") or "file"
    if len(name) <= _LONGEST_NAME:
        return name
    tail = f".{extension(name)}"[:20] if extension(name) else ""
    return name[: _LONGEST_NAME - len(tail)] + tail
