"""The file with everything of a partner: at the partner, at headquarters, and its bytes on the host without cookies."""

import hashlib
import hmac
from datetime import timedelta
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery
from litestar.response import Stream

from desk.files import storage
from desk.files.errors import LinkSpent
from desk.files.links import link_for
from desk.foundation.errors import Refusal
from desk.foundation.keys import key_for
from desk.foundation.permissions import ANYONE, needs
from desk.foundation.tenancy import current_scope
from desk.foundation.web.forms import kept, read_values, typed
from desk.foundation.web.hosts import address
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal
from desk.headquarters import actions, queries, views
from desk.headquarters.forms import ReasonForm
from desk.headquarters.routes.life import ONE, show_partner
from desk.kit.time import now

OWN = "/archive"
TAKE = needs("archive.take", even_suspended=True)
LASTS = timedelta(minutes=10)
PURPOSE = "desk links to archives, 1"


@get(OWN, name="headquarters.own_archive", opt=TAKE)
async def own() -> Response[str]:
    """How far it is, and who fetched it."""
    return await _own()


async def _own(fetch_url: str = "") -> Response[str]:
    return page(
        "headquarters/archive.html",
        here="settings",
        archives=[views.archive_view(one) for one in await queries.own_archives()],
        looks=await queries.own_looks(),
        fetch_url=fetch_url,
    )


@post(OWN, name="headquarters.ask_archive", status_code=200, opt=TAKE)
async def ask() -> Response[str]:
    """Have everything taken out."""
    await actions.ask_archive(by=current_principal())
    return see_other(OWN)


@post(f"{OWN}/{{archive_id:uuid}}/fetch", name="headquarters.fetch_own_archive", status_code=200, opt=TAKE)
async def fetch_own(archive_id: FromPath[UUID]) -> Response[str]:
    """
    The page again with the link to the file, and with who fetched it.

    A form may not lead to another host, which the files are on: so there is a link.
    """
    by = current_principal()
    return await _own(link_for(await actions.fetch_own_archive(archive_id, by=by), by))


@post(
    f"{ONE}/archives/{{archive_id:uuid}}/fetch",
    name="headquarters.fetch_archive",
    status_code=200,
    opt=needs("partner.archive"),
)
async def fetch(request: Request[Any, Any, Any], slug: FromPath[str], archive_id: FromPath[UUID]) -> Response[str]:
    """The page again with the link to the file of a partner, for a reason that both sides see."""
    values = await typed(request)
    try:
        why = read_values(values, ReasonForm).why
        partner, file = await actions.fetch_archive(slug, archive_id, why, by=current_principal())
    except Refusal as refusal:
        return await show_partner(slug, opened="fetch", **kept(values, refusal))
    until = int((now() + LASTS).timestamp())
    path = f"/a/{partner}/{file}/{slug}.zip?until={until}&sig={_signature(partner, file, until)}"
    return await show_partner(slug, fetch_url=address(current_scope().tenant.hosts["files"], path))


@get("/a/{partner:uuid}/{file:uuid}/{name:str}", name="headquarters.archive_bytes", opt=needs(ANYONE, scope="none"))
async def bytes_of(
    partner: FromPath[UUID], file: FromPath[UUID], name: FromPath[str], until: FromQuery[int], sig: FromQuery[str]
) -> Stream:
    """The bytes, for whoever has a good link."""
    is_ours = hmac.compare_digest(_signature(partner, file, until).encode(), sig.encode("utf-8", "replace"))
    if not is_ours or not now().timestamp() < until <= (now() + LASTS).timestamp() + 60:
        raise LinkSpent
    size, chunks = await storage.stream(partner, file)
    headers = {
        "Content-Disposition": 'attachment; filename="archive.zip"',
        "Content-Length": str(size),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
    }
    return Stream(chunks, media_type="application/zip", headers=headers)


def _signature(partner: UUID, file: UUID, until: int) -> str:
    return hmac.new(key_for(PURPOSE), f"{partner}\n{file}\n{until}".encode(), hashlib.sha256).hexdigest()


HANDLERS = (fetch,)
OWN_HANDLERS = (own, ask, fetch_own)
FILES = (bytes_of,)
