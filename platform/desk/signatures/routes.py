"""The page on which something is signed, in the workspace and in the portal; and the one that checks a signature."""

from contextlib import AbstractAsyncContextManager
from typing import Any, Literal
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.documents import actions as documents
from desk.documents.actions import Prepared
from desk.documents.kinds import Copy, DocumentKind, Signer, kind_of
from desk.foundation import throttling
from desk.foundation.errors import Invalid, NotFound, Refusal
from desk.foundation.permissions import ANYONE, needs
from desk.foundation.tenancy import Scope, tenant_scope
from desk.foundation.throttling import Throttle
from desk.foundation.translation import gettext
from desk.foundation.web import idempotency
from desk.foundation.web.forms import files, read_values, typed
from desk.foundation.web.headers import header
from desk.foundation.web.hosts import address
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.signatures import actions, codes, papers, queries, views
from desk.signatures.errors import DocumentChanged, WrongSignatureCode
from desk.signatures.forms import SignForm
from desk.signatures.permissions import GIVE, TAKE
from desk.signatures.states import Method

PLACE = "/documents/{kind:str}/{subject_id:uuid}/signature"
SHOWN = (409, 422, 429)
"""Refusals that come with the page as it is now."""
QUARTER = 900
GIVEN = Throttle("signature-given", ((10, QUARTER),))
"""Signatures that one person sends for one document."""
TRIES = Throttle("signature-code", ((5, QUARTER),))
"""Codes typed for one document, by whoever."""
ASKED = Throttle("signature-asked", ((5, QUARTER),))
"""Codes sent for one document."""
LOOKED = Throttle("signature-looked", ((20, 60), (200, 3600)))
"""Codes of papers looked up from one network, by whoever."""


def _scope() -> AbstractAsyncContextManager[Scope]:
    return tenant_scope(current_visit().tenant, customer=current_principal().customer_id)


def _place(kind: str, subject_id: UUID) -> str:
    return f"/documents/{kind}/{subject_id}/signature"


async def _sheet(kind_id: str, subject_id: UUID) -> tuple[DocumentKind, Prepared, Signer]:
    """What is to be signed, as it is now, and by whom. In the open scope. Raises ``NotFound``."""
    by, kind = current_principal(), kind_of(kind_id)
    if kind is None or kind.signer is None:
        raise NotFound
    prepared = await documents.prepare(kind_id, subject_id, Copy.CUSTOMER, by=by)
    signer = await kind.signer(subject_id)
    if by.kind == "contact":
        signer = signer._replace(contact=by.id, name=by.name, customer=by.customer_id)
    return kind, prepared, signer


async def _show(kind_id: str, subject_id: UUID, *, status: int = 200, **more: Any) -> Response[str]:
    kind, prepared, signer = await _sheet(kind_id, subject_id)
    context: dict[str, Any] = {
        "here": signer.page.strip("/").partition("/")[0],
        "document": views.shown(prepared.document),
        "back": signer.page,
        "signed": await views.signed_of(kind, subject_id, by=current_principal()),
        "address": _place(kind.id, subject_id),
        "pdf": f"/documents/{kind.id}/{subject_id}",
        "by_code": signer.contact is not None,
        "done": "",
        "values": {"signer": signer.name, "method": "typed"},
        "errors": {},
        "said": "",
    }
    return page("signatures/sign.html", status=status, **(context | more))


async def show(
    kind: FromPath[str], subject_id: FromPath[UUID], done: FromQuery[Literal["", "sent", "signed"]] = ""
) -> Response[str]:
    """The document as it will be signed, word by word, and what was signed of it."""
    return await _show(kind, subject_id, done=done)


async def ask(kind: FromPath[str], subject_id: FromPath[UUID]) -> Response[str]:
    """Have a code sent to the contact who signs."""
    await throttling.count(throttling.key(ASKED, current_visit().tenant, str(subject_id)))
    async with _scope():
        found, prepared, signer = await _sheet(kind, subject_id)
        await actions.ask_code(found, subject_id, prepared.document, signer, by=current_principal())
    return see_other(f"{_place(kind, subject_id)}?done=sent")


async def sign(request: Request[Any, Any, Any], kind: FromPath[str], subject_id: FromPath[UUID]) -> Response[str]:
    """Sign it. A refusal comes with the document as it is now."""
    values = await typed(request)
    try:
        await _sign(values, kind, subject_id)
    except Refusal as refusal:
        if refusal.status not in SHOWN:
            raise
        kept = {name: str(values.get(name, "")) for name in ("signer", "method")}
        async with _scope():
            return await _show(kind, subject_id, status=refusal.status, values=kept, **_said(refusal))
    return see_other(f"{_place(kind, subject_id)}?done=signed")


def _said(refusal: Refusal) -> dict[str, Any]:
    """A refusal beside the field that it is about, or above all."""
    if isinstance(refusal, Invalid):
        return {"errors": refusal.fields}
    sentence = " ".join(filter(None, (str(refusal), gettext(refusal.way_out) if refusal.way_out else "")))
    return {"errors": {"code": sentence}} if isinstance(refusal, WrongSignatureCode) else {"said": sentence}


async def _sign(values: dict[str, Any], kind_id: str, subject_id: UUID) -> None:
    """What was seen must be what it is."""
    form = read_values(values, SignForm)
    method = Method(form.method)
    await _count(method, subject_id)
    mark = await papers.drawing_of(form.mark) if method == Method.DRAWN else None
    scan = await _scan(values) if method == Method.SCAN else None
    token = idempotency.token_of(values)
    await _give(kind_id, subject_id, form.signer, method, mark=mark, scan=scan, token=token, seen=form)


async def sign_drawn(kind_id: str, subject_id: UUID, *, signer: str, mark: bytes, token: str) -> None:
    """
    Sign a document as it is now with what was drawn on the device of whoever is signed in; a token signs once.

    For words that came together with the drawing, so that nobody else can have changed them between. In no scope.
    """
    await _count(Method.DRAWN, subject_id)
    await _give(kind_id, subject_id, signer, Method.DRAWN, mark=mark, scan=None, token=token, seen=None)


async def _give(
    kind_id: str,
    subject_id: UUID,
    name: str,
    method: Method,
    *,
    mark: bytes | None,
    scan: papers.Paper | None,
    token: str,
    seen: SignForm | None,
) -> None:
    """The PDF is made between two short transactions."""
    by, at, code = current_principal(), now(), codes.new_check_code()
    async with _scope():
        kind, prepared, signer = await _sheet(kind_id, subject_id)
        if seen is not None and prepared.document.fingerprint != seen.fingerprint:
            raise DocumentChanged
        seal = views.seal_of(name, method, at, code, _verify_address(code), drawn=mark is not None)
    signing = actions.Signing(
        id=uuid7(),
        kind=kind,
        subject_id=subject_id,
        document=prepared.document,
        signer=name,
        contact=signer.contact if method == Method.TYPED or name == signer.name else None,
        customer_id=signer.customer,
        method=method,
        device=(header(current_visit().scope, b"user-agent") or "")[:300],
        mark=mark,
        scan=scan,
        code=code,
        at=at,
        pdf=await papers.signed_pdf(prepared, seal, _verify_address(code), mark),
    )
    async with _scope():
        if await idempotency.once(by, token):
            return
        if method == Method.TYPED and seen is not None:
            await actions.use_code(kind, subject_id, prepared.document, signer.contact, seen.code)
        await actions.keep_signature(signing, by=by)
        await idempotency.once(by, token, _place(kind_id, subject_id))


async def _count(method: Method, subject_id: UUID) -> None:
    """Count the try before anything is made of it. Raises ``TooManyTries``."""
    tenant = current_visit().tenant
    await throttling.count(throttling.key(GIVEN, tenant, f"{current_principal().id} {subject_id}"))
    if method == Method.TYPED:
        await throttling.count(throttling.key(TRIES, tenant, str(subject_id)))


async def _scan(values: dict[str, Any]) -> papers.Paper:
    """The scan that was sent; only members send one. Raises ``Invalid``."""
    if current_principal().kind == "contact":
        raise Invalid({"method": gettext("Please draw, or type your name and a code.")})
    sent = files(values, "scan")
    if not sent:
        raise Invalid({"scan": gettext("Please add the scan of the signed paper.")})
    return await papers.scan_of(sent[0])


def _verify_address(code: str) -> str:
    hosts = current_visit().tenant.hosts
    return address(hosts.get("portal") or hosts["workspace"], f"/verify?code={code}")


@get("/verify", name="signatures.verify", opt=needs(ANYONE, scope="none", even_suspended=True))
async def verify(code: FromQuery[str] = "") -> Response[str]:
    """Whether a signature holds, for whoever holds the paper: no name, and nothing of what was signed."""
    visit, tidy = current_visit(), codes.tidy(code)
    if not tidy:
        return page("signatures/verify.html", code="", told=None)
    client = visit.scope.get("client")
    network = throttling.network_of(client[0] if client else "")
    await throttling.count(throttling.key(LOOKED, visit.tenant, network))
    async with tenant_scope(visit.tenant):
        found = await queries.by_code(tidy)
        told = views.proof(found) if found else None
    if found is None or told is None:
        return page("signatures/verify.html", status=404, code=tidy, told=None)
    told["faults"] = views.faults_said(await views.faults_of(found))
    return page("signatures/verify.html", code=tidy, told=told)


def _handlers(permission: str) -> tuple[Any, ...]:
    """The same three for members and for contacts, each with the permission of theirs."""
    own = needs(permission, scope="own")
    return (
        get(PLACE, name="signatures.show", opt=needs(permission))(show),
        post(PLACE, name="signatures.sign", status_code=200, opt=needs(permission, scope="own", upload=True))(sign),
        post(f"{PLACE}/code", name="signatures.ask", status_code=200, opt=own)(ask),
    )


WORKSPACE = (*_handlers(TAKE), verify)
PORTAL = (*_handlers(GIVE), verify)
