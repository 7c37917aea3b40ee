"""How a document is handed over."""

from collections.abc import Awaitable
from typing import Any
from urllib.parse import quote
from uuid import UUID

from litestar import Response

from desk.documents import actions, engine
from desk.documents.kinds import Document, of_subject
from desk.foundation.principals import Principal
from desk.foundation.tenancy import tenant_scope
from desk.foundation.translation import gettext
from desk.foundation.web.request import current_principal, current_visit


def pdf(document: Document, made: bytes) -> Response[bytes]:
    """The PDF, shown where the browser shows such, under a name that says what it is."""
    name = " ".join(filter(None, (document.title, document.number.lstrip("#")))).replace("/", "-")
    plain = "".join(one if one.isascii() and (one.isalnum() or one in "-_. ") else "_" for one in name)
    how = f"inline; filename=\"{plain}.pdf\"; filename*=UTF-8''{quote(name, safe='')}.pdf"
    return Response(made, media_type="application/pdf", headers={"Content-Disposition": how})


async def printed(making: Awaitable[Document]) -> Response[bytes]:
    """What is made for this once, as a PDF: read and written in a short transaction, set without one."""
    visit, by = current_visit(), current_principal()
    async with tenant_scope(visit.tenant, customer=by.customer_id):
        document, head, at = await making, await actions.head(), actions.printed_now()
    return pdf(document, await engine.typeset(document, head, printed=at))


def printable(subject_kind: str, subject_id: UUID, by: Principal) -> list[dict[str, Any]]:
    """What somebody may print of a thing: label, address, sign; of each, our copy stands behind the customer's."""
    found = []
    for kind in of_subject(subject_kind, by):
        path, label = f"/documents/{kind.id}/{subject_id}", gettext(kind.label)
        found.append({"label": label, "url": path, "icon": kind.icon})
        if by.kind != "contact":
            ours = gettext("{document}, our copy").format(document=label)
            found.append({"label": ours, "url": f"{path}?copy=ours", "icon": kind.icon})
    return found
