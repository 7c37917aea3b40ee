"""
Setting documents: the press runs as a child process, bounded in time and memory, two at a time.

Nothing is asked of the database here: whoever calls holds no connection meanwhile. See docs/decisions/0008.
"""

import asyncio
import base64
import io
import shutil
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec
import segno
import structlog

from desk.documents.errors import CannotSet, TooLong, UnusableLogo
from desk.documents.kinds import Code, Document, Lines, Part, Seal
from desk.foundation.translation import gettext, language
from desk.settings import HERE

FONTS = HERE / "static" / "vendor" / "fonts"
TEMPLATE = HERE / "documents" / "templates" / "documents" / "sheet.typ"
PRESS = HERE / "documents" / "press.py"
SECONDS = 15.0
MOST = 2_000_000
"""Bytes of words that a document may have: some four hundred pages."""
NOWHERE = {"https_proxy": "http://127.0.0.1:9", "http_proxy": "http://127.0.0.1:9"}
"""The surroundings of the press: the way to any network ends here. The compiler would fetch packages otherwise."""
LOGO_HEIGHT, LOGO_WIDTH = 240, 960
"""Pixels that a logo has at most: 18 by 72 millimetres on paper, sharp."""

log = structlog.get_logger(__name__)
_presses = asyncio.Semaphore(2)


@dataclass(frozen=True, slots=True)
class Head:
    """The paper that it is set on."""

    name: str
    lines: tuple[str, ...] = ()
    foot: str = ""
    accent: str = "#0f6a66"
    logo: bytes | None = None


async def typeset(
    document: Document,
    head: Head,
    *,
    printed: str = "",
    seal: Seal | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """
    The document as a PDF; the same of the same. ``pictures`` are PNGs of our making that the seal names.

    Raises ``TooLong`` and ``CannotSet``.
    """
    words = _words(document, head, printed, seal)
    if len(words) > MOST:
        raise TooLong
    files = {"main.typ": TEMPLATE.read_bytes(), "document.json": words, **_codes(document), **(pictures or {})}
    if head.logo:
        files["logo.png"] = head.logo
    return await _press(files, "pdf")


def _codes(document: Document) -> dict[str, bytes]:
    """The pictures to scan, by their names."""
    return {_picture(n): code_of(one.words) for n, one in enumerate(document.parts) if isinstance(one, Code)}


def _named(place: int, part: Part) -> object:
    """A part as the press reads it: a code with the name of its picture."""
    return msgspec.to_builtins(part) | {"picture": _picture(place)} if isinstance(part, Code) else part


def _picture(place: int) -> str:
    return f"code-{place}.png"


def code_of(words: str) -> bytes:
    """Words as a picture to scan: a PNG."""
    target = io.BytesIO()
    segno.make(words, error="m").save(target, kind="png", scale=6, border=2)
    return target.getvalue()


def _words(document: Document, head: Head, printed: str, seal: Seal | None) -> bytes:
    kept, token = language.get(), language.set(document.language)
    try:
        said = {"page": gettext("Page {page} of {pages}"), "printed": printed}
    finally:
        language.reset(token)
    assert language.get() == kept
    paper = {
        "name": head.name,
        "lines": head.lines,
        "foot": head.foot,
        "accent": head.accent,
        "logo": bool(head.logo),
    }
    sheet = msgspec.structs.asdict(document)
    parts = [
        _named(place, one) for place, one in enumerate(document.parts) if seal is None or not isinstance(one, Lines)
    ]
    sheet["parts"] = [*parts, *([seal] if seal is not None else [])]
    return msgspec.json.encode({"document": sheet, "paper": paper, "said": said, "print": document.fingerprint[:12]})


async def drawn(svg: bytes) -> bytes:
    """An SVG as a PNG: drawn where it can read and run nothing. Raises ``UnusableLogo`` and ``CannotSet``."""
    page = f"""
        #set page(width: auto, height: auto, margin: 0pt, fill: none)
        #image("logo.svg", height: {LOGO_HEIGHT}pt, fit: "contain")
    """
    try:
        return await _press({"main.typ": page.encode(), "logo.svg": svg}, "png", ppi=72)
    except CannotSet:
        raise UnusableLogo from None


async def _press(files: Mapping[str, bytes], kind: str, *, ppi: int | None = None) -> bytes:
    told = {
        "files": {name: base64.b64encode(body).decode() for name, body in files.items()},
        "fonts": str(FONTS),
        "format": kind,
        "ppi": ppi,
    }
    async with _presses:
        root = await asyncio.to_thread(tempfile.mkdtemp, prefix="desk-press-")
        try:
            status, made, said = await _child(root, msgspec.json.encode(told))
        finally:
            await asyncio.to_thread(shutil.rmtree, root, ignore_errors=True)
    if status != 0 or not made:
        log.error("document not set", status=status, said=said.decode("utf-8", "replace")[:300])
        raise CannotSet
    return made


async def _child(root: str, told: bytes) -> tuple[int | None, bytes, bytes]:
    """Run the press; its status, what it made and what it said. It has no surroundings and is killed when it's late."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", str(PRESS), root),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=NOWHERE,
        cwd=root,
    )
    try:
        made, said = await asyncio.wait_for(child.communicate(told), SECONDS)
    except TimeoutError:
        made, said = b"", b"it took too long"
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    return child.returncode, made, said
