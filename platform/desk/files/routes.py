"""Fetching files: the page that checks who asks, and the host without cookies that hands the bytes out."""

from urllib.parse import quote
from uuid import UUID

from litestar import Response, get
from litestar.params import FromPath, FromQuery
from litestar.response import Stream

from desk.files import access, answers, contents, links, queries, storage
from desk.files.errors import FileRefused, LinkSpent, StillChecked
from desk.files.states import FileStatus
from desk.files.tables import StoredFile
from desk.foundation.errors import Forbidden, NotFound
from desk.foundation.permissions import ANYONE, SIGNED_IN, needs
from desk.foundation.tenancy import tenant_scope
from desk.foundation.translation import N_, gettext
from desk.foundation.web import api
from desk.foundation.web.pages import see_other
from desk.foundation.web.request import current_principal, current_visit


@get("/files/{file_id:uuid}", name="files.show", opt=needs(SIGNED_IN))
async def show(file_id: FromPath[UUID]) -> Response[str]:
    """Lead whoever may read the file to it."""
    file = await _readable(file_id)
    return see_other(links.link_for(file, current_principal()))


@get("/files/{file_id:uuid}/thumbnail", name="files.thumbnail", opt=needs(SIGNED_IN))
async def thumbnail(file_id: FromPath[UUID]) -> Response[str]:
    """Lead whoever may read the picture to its small one."""
    file = await _readable(file_id)
    if file.thumbnail is None:
        raise NotFound
    return see_other(links.link_for(file, current_principal(), small=True))


@get(
    "/files/{file_id:uuid}",
    name="api.files.show",
    opt=needs(
        SIGNED_IN, says=N_("What a file is, with a link to it that is good for ten minutes."), refuses=(409, 410, 503)
    ),
)
async def show_to_program(file_id: FromPath[UUID]) -> answers.File:
    """What a file is, with a link that is good for ten minutes."""
    file = await _readable(file_id)
    return api.answer(answers.File, file.to_dict(), url=links.link_for(file, current_principal()))


async def _readable(file_id: UUID) -> StoredFile:
    file, principal = await queries.stored_file(file_id), current_principal()
    if not await access.may_read(file, principal):
        raise NotFound if principal.kind == "contact" else Forbidden
    _refuse_unless_ready(file)
    return file


def _refuse_unless_ready(file: StoredFile) -> None:
    if file.status == FileStatus.REFUSED:
        raise FileRefused(why=gettext(file.why))
    if file.status != FileStatus.READY:
        raise StillChecked


@get("/f/{file_id:uuid}/{name:str}", name="files.fetch", opt=needs(ANYONE, scope="none"))
async def fetch(file_id: FromPath[UUID], name: FromPath[str], until: FromQuery[int], sig: FromQuery[str]) -> Stream:
    """The bytes, for whoever has a good link; the transaction is over before the first one."""
    file = await _linked(file_id, until, sig)
    size, chunks = await storage.stream(current_visit().tenant.id, file_id)
    return Stream(chunks, media_type=file.content_type, headers=_headers(file, size))


@get("/t/{file_id:uuid}", name="files.fetch_thumbnail", opt=needs(ANYONE, scope="none"))
async def fetch_thumbnail(file_id: FromPath[UUID], until: FromQuery[int], sig: FromQuery[str]) -> Stream:
    """The small picture, for whoever has a good link; pages on whatever host may show it."""
    file = await _linked(file_id, until, sig)
    if file.thumbnail is None:
        raise NotFound
    size, chunks = await storage.stream(current_visit().tenant.id, file.thumbnail)
    headers = _headers(file, size) | {"Cross-Origin-Resource-Policy": "cross-origin"}
    return Stream(chunks, media_type="image/webp", headers=headers)


async def _linked(file_id: UUID, until: int, sig: str) -> StoredFile:
    async with tenant_scope(current_visit().tenant):
        file = await queries.stored_file(file_id)
        if not links.is_good(file, until, sig):
            raise LinkSpent
        _refuse_unless_ready(file)
    return file


def _headers(file: StoredFile, size: int) -> dict[str, str]:
    how = "inline" if file.content_type in contents.INLINE else "attachment"
    plain = "".join(char if (char.isascii() and char.isalnum()) or char in "-_. " else "_" for char in file.name)
    return {
        "Content-Disposition": f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, safe='')}",
        "Content-Length": str(size),
        "Content-Security-Policy": "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }


SHARED = (show, thumbnail)
API = (show_to_program,)
FILES = (fetch, fetch_thumbnail)
