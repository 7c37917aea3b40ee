"""Preparing documents, making them, and changing the letterhead."""

import asyncio
import io
from dataclasses import dataclass
from uuid import UUID

from desk.documents import engine, events, queries
from desk.documents.engine import Head
from desk.documents.errors import CannotSet, UnusableLogo
from desk.documents.kinds import Copy, Document, kind_of
from desk.documents.tables import Letterhead
from desk.files import pictures
from desk.foundation import company
from desk.foundation.errors import Forbidden, Invalid, NotFound
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_, gettext, language
from desk.kit.colour import accents
from desk.kit.ids import uuid7
from desk.kit.time import full_moment, now

LARGEST = 2_000_000
"""Bytes that a logo may have when it is sent."""
UNUSABLE = N_("Please choose a picture: PNG, JPEG, GIF, WebP or SVG, at most 2 MB.")


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that is to be read before a document is set."""

    document: Document
    head: Head
    printed: str


async def prepare(kind_id: str, subject_id: UUID, copy: Copy, *, by: Principal, lang: str = "") -> Prepared:
    """
    Read what will stand on a document, in this language or in the reader's.

    A contact gets the customer's copy, whatever they ask for. Raises ``NotFound`` and ``Forbidden``.
    """
    kind = kind_of(kind_id)
    if kind is None or (by.kind == "contact" and not kind.portal_reads):
        raise NotFound
    if not kind.may_print(by):
        raise Forbidden
    token = language.set(lang or language.get())
    try:
        document = await kind.content(subject_id, Copy.CUSTOMER if by.kind == "contact" else copy, by)
        return Prepared(document, await head(), printed_now())
    finally:
        language.reset(token)


def printed_now() -> str:
    """When a copy is made, for the foot of its pages."""
    return gettext("Printed {at}").format(at=full_moment(now(), current_scope().tenant.zone))


async def head() -> Head:
    """The tenant's paper, as it is now."""
    tenant, found = current_scope().tenant, await queries.letterhead()
    accent = accents(tenant.accent).light.accent
    if found is None:
        return Head(company.called(), company.lines(), accent=accent)
    lines = tuple(one.strip() for one in found.lines.splitlines() if one.strip()) or company.lines()
    return Head(found.name or company.called(), lines, found.foot, accent, found.logo)


async def change_letterhead(
    *, name: str, lines: str, foot: str, logo: pictures.Picture | None, without_logo: bool, by: Principal
) -> Letterhead:
    """Say what stands at the top of printed documents; a logo stays until another one comes or it is taken away."""
    found = await queries.letterhead(lock=True)
    kept = found or Letterhead(id=uuid7(), changed_at=now())
    before = (kept.name, kept.lines, kept.foot, kept.logo)
    kept.name, kept.lines, kept.foot, kept.changed_at = name, lines, foot, now()
    if logo is not None:
        kept.logo, kept.logo_width, kept.logo_height = logo.body, logo.width, logo.height
    elif without_logo:
        kept.logo, kept.logo_width, kept.logo_height = None, None, None  # type: ignore[assignment]  # Piccolo: never null
    after = (kept.name, kept.lines, kept.foot, kept.logo)
    changed = [
        word for word, old, new in zip(("name", "lines", "foot", "logo"), before, after, strict=True) if old != new
    ]
    if found is None or changed:
        await kept.save()
        await record(events.LetterheadChanged(kept.id, by=by, changed=",".join(changed)))
    return kept


async def logo_of(body: bytes) -> pictures.Picture:
    """
    A picture as a logo: an SVG is drawn where it can read and run nothing, and everything is made anew as a PNG.

    Reads and writes nothing of the tenant. Raises ``Invalid``.
    """
    try:
        if not body or len(body) > LARGEST:
            raise UnusableLogo
        if b"<svg" in body[:4096].lower():
            body = await engine.drawn(body)
        made = await asyncio.to_thread(pictures.remake, body)
        return await asyncio.to_thread(_small_png, made)
    except (UnusableLogo, pictures.Unusable, CannotSet):
        raise Invalid({"logo": gettext(UNUSABLE)}) from None


def _small_png(made: pictures.Picture) -> pictures.Picture:
    from PIL import Image

    with Image.open(io.BytesIO(made.body)) as image:
        picture = image.convert("RGBA")
    picture.thumbnail((engine.LOGO_WIDTH, engine.LOGO_HEIGHT))
    target = io.BytesIO()
    picture.save(target, "PNG", optimize=True)
    return pictures.Picture(target.getvalue(), picture.width, picture.height, b"")
