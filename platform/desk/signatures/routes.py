"""The page on which something is signed, in the workspace and in the portal; and the one that checks a signature."""

from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.documents import actions as documents
from desk.documents.actions import Prepared
from desk.documents.kinds import Copy, DocumentKind, Seal, Signer, kind_of
from desk.foundation import throttling
from desk.foundation.errors import Invalid, NotFound, Refusal
from desk.foundation.permissions import ANYONE, needs
from desk.foundation.principals import Principal
from desk.foundation.tenancy import Scope, TenantFacts, current_scope, tenant_scope
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

Sheet = tuple[DocumentKind, Prepared, Signer]
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


async def _sheet(kind_id: str, subject_id: UUID, *, by: Principal | None = None) -> Sheet:
    """What is to be signed, as it is now, and by whom. In the open scope. Raises ``NotFound``."""
    by, kind = by or current_principal(), kind_of(kind_id)
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


async def sign_sample(kind_id: str, subject_id: UUID, *, signer: str, mark: bytes, by: Principal) -> None:
    """Sign a document as it is now, in the open scope, which waits for the PDF meanwhile: for sample data."""
    sheet, seal = await _sheet(kind_id, subject_id, by=by), _Sealed.new(signer, Method.DRAWN, current_scope().tenant)
    pdf = await papers.signed_pdf(sheet[1], seal.shown(drawn=True), seal.address, mark)
    await actions.keep_signature(_signing(sheet, subject_id, seal, mark=mark, scan=None, device="", pdf=pdf), by=by)


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
    by, seal = current_principal(), _Sealed.new(name, method, current_visit().tenant)
    device = (header(current_visit().scope, b"user-agent") or "")[:300]
    async with _scope():
        sheet = kind, prepared, signer = await _sheet(kind_id, subject_id)
        if seen is not None and prepared.document.fingerprint != seen.fingerprint:
            raise DocumentChanged
        shown = seal.shown(drawn=mark is not None)
    pdf = await papers.signed_pdf(prepared, shown, seal.address, mark)
    async with _scope():
        if await idempotency.once(by, token):
            return
        if method == Method.TYPED and seen is not None:
            await actions.use_code(kind, subject_id, prepared.document, signer.contact, seen.code)
        signing = _signing(sheet, subject_id, seal, mark=mark, scan=scan, device=device, pdf=pdf)
        await actions.keep_signature(signing, by=by)
        await idempotency.once(by, token, _place(kind_id, subject_id))


@dataclass(frozen=True, slots=True)
class _Sealed:
    """Who signs how, when, and the code by which it is checked."""

    signer: str
    method: Method
    at: datetime
    code: str
    address: str

    @classmethod
    def new(cls, signer: str, method: Method, tenant: TenantFacts) -> "_Sealed":
        """Now, with a code of its own."""
        code, hosts = codes.new_check_code(), tenant.hosts
        place = address(hosts.get("portal") or hosts["workspace"], f"/verify?code={code}")
        return cls(signer, method, now(), code, place)

    def shown(self, *, drawn: bool) -> Seal:
        """As it stands on the paper; in the open scope."""
        return views.seal_of(self.signer, self.method, self.at, self.code, self.address, drawn=drawn)


def _signing(
    sheet: Sheet,
    subject_id: UUID,
    seal: _Sealed,
    *,
    mark: bytes | None,
    scan: papers.Paper | None,
    device: str,
    pdf: bytes,
) -> actions.Signing:
    kind, prepared, signer = sheet
    return actions.Signing(
        id=uuid7(),
        kind=kind,
        subject_id=subject_id,
        document=prepared.document,
        signer=seal.signer,
        contact=signer.contact if seal.method == Method.TYPED or seal.signer == signer.name else None,
        customer_id=signer.customer,
        method=seal.method,
        device=device,
        mark=mark,
        scan=scan,
        code=seal.code,
        at=seal.at,
        pdf=pdf,
    )


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
