"""
What becomes of what is sent, in bytes: the drawing, the scan, and the PDF with the signature on it.

Reads and writes nothing of the tenant, so that no transaction is open meanwhile.
"""

import asyncio
import base64
import binascii
import io
from dataclasses import dataclass

from desk.documents import engine
from desk.documents.actions import Prepared
from desk.documents.kinds import Seal
from desk.files import actions as files
from desk.files import contents, pictures
from desk.files.actions import Upload
from desk.foundation.errors import Invalid
from desk.foundation.translation import N_, gettext

LARGEST_MARK = 400_000
"""Letters that a drawing may have as it is sent."""
WIDEST_MARK, HIGHEST_MARK = 1800, 600
"""Pixels: twice what the page has. A small PNG may say that it is huge."""
LARGEST_SCAN = 10_000_000
PDF = "application/pdf"
NO_MARK = N_("Please draw a signature, or choose another way.")
NO_SCAN = N_("Please send the scan as a PDF or as a picture (PNG, JPEG, GIF or WebP), at most 10 MB.")


@dataclass(frozen=True, slots=True)
class Paper:
    """A file as it will be kept."""

    body: bytes
    content_type: str
    name: str


async def drawing_of(sent: str) -> bytes:
    """A drawing as the page sends it, made anew as a black PNG. Raises ``Invalid`` for none, and for an empty one."""
    kind, _, body = sent.partition(",")
    try:
        if len(sent) > LARGEST_MARK or kind != "data:image/png;base64":
            raise ValueError
        return await asyncio.to_thread(_inked, base64.b64decode(body, validate=True))
    except (ValueError, binascii.Error, pictures.Unusable):
        raise Invalid({"mark": gettext(NO_MARK)}) from None


def _inked(body: bytes) -> bytes:
    """The strokes alone, without the empty space around them. Raises ``ValueError`` when there are none."""
    from PIL import Image

    width, height = int.from_bytes(body[16:20]), int.from_bytes(body[20:24])
    if not body.startswith(b"\x89PNG\r\n\x1a\n") or width > WIDEST_MARK or height > HIGHEST_MARK:
        raise ValueError
    with Image.open(io.BytesIO(pictures.remake(body).body)) as image:
        ink = image.convert("RGBA").getchannel("A")
    box = ink.getbbox()
    if box is None or box[2] - box[0] < 8:
        raise ValueError
    ink = ink.crop(box)
    ink.thumbnail((900, 300))
    black = Image.new("RGBA", ink.size, (0, 0, 0, 0))
    black.putalpha(ink)
    target = io.BytesIO()
    black.save(target, "PNG")
    return target.getvalue()


async def scan_of(upload: Upload) -> Paper:
    """A scan, told by its bytes: a picture is made anew, a PDF stays as it is. Raises ``Invalid``."""
    body = await upload.read(LARGEST_SCAN + 1)
    kind = contents.look(body[: contents.HEAD], upload.filename).content_type
    try:
        if len(body) > LARGEST_SCAN or kind not in contents.INLINE:
            raise ValueError
        if kind in contents.PICTURES:
            body = (await files.remade(body)).body
    except (ValueError, pictures.Unusable):
        raise Invalid({"scan": gettext(NO_SCAN)}) from None
    return Paper(body, kind, upload.filename)


async def signed_pdf(prepared: Prepared, seal: Seal, url: str, mark: bytes | None) -> bytes:
    """What was seen, with the signature below it in the place of the lines for pens."""
    found = {"code.png": engine.code_of(url)} | ({"mark.png": mark} if mark else {})
    return await engine.typeset(prepared.document, prepared.head, seal=seal, pictures=found)
