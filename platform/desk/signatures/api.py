"""Signatures for programs, read only: people sign."""

from datetime import datetime
from uuid import UUID

from litestar import get
from litestar.params import FromPath, FromQuery

from desk.documents.kinds import kind_of
from desk.foundation.errors import Forbidden, NotFound
from desk.foundation.permissions import needs
from desk.foundation.translation import N_
from desk.foundation.web.api import Listed, answer
from desk.foundation.web.paging import decode, page_of, size_of
from desk.foundation.web.request import current_principal
from desk.signatures import answers, queries, views
from desk.signatures.permissions import TAKE


@get(
    "/documents/{kind:str}/{subject_id:uuid}/signatures",
    name="api.signatures.index",
    opt=needs(TAKE, says=N_("What was signed of a document, the newest first.")),
)
async def index(
    kind: FromPath[str],
    subject_id: FromPath[UUID],
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Listed[answers.Given]:
    """Signatures on one document, such as ``tickets.service_sheet`` of a ticket."""
    by, found_kind = current_principal(), kind_of(kind)
    if found_kind is None or found_kind.signer is None:
        raise NotFound
    if not found_kind.may_print(by):
        raise Forbidden
    await found_kind.signer(subject_id)
    size, after = size_of(limit), decode(cursor, datetime, UUID) if cursor else None
    rows = await queries.of_document(kind, subject_id, most=size + 1, after=after)
    found = page_of(rows, size, lambda one: (one["signed_at"], one["id"]))
    now = await views.versions(found_kind, subject_id, {one["language"] for one in found.items}, by=by)
    items = [answer(answers.Given, one, current=one["fingerprint"] == now[one["language"]]) for one in found.items]
    return Listed(items, found.next)


HANDLERS = (index,)
