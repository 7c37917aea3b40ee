"""Where mail comes in: the mailboxes, and how each of them is."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Request, Response, get, post
from litestar.params import FromPath

from desk.foundation.errors import Invalid
from desk.foundation.labels import words
from desk.foundation.permissions import needs
from desk.foundation.web import idempotency
from desk.foundation.web.forms import typed
from desk.foundation.web.hosts import address
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.mail import actions, queries, views
from desk.mail.forms import read_box
from desk.mail.routes.incoming import PATH
from desk.mail.settings import MAILBOXES

HERE = "mailboxes"
ONE = f"{MAILBOXES}/{{mailbox_id:uuid}}"
MANAGE = needs("mailbox.manage")
NEW = {"way": "fetch", "port": "993", "security": "tls", "folder": "INBOX"}
SHOWN = ("address", "host", "port", "security", "username", "folder")


@get(MAILBOXES, name="mail.boxes", opt=MANAGE)
async def boxes() -> Response[str]:
    """All of them."""
    found = [views.box_view(one) for one in await queries.boxes()]
    return page("mail/boxes.html", here=HERE, boxes=found, may_add=len(found) < actions.MOST)


@get(f"{MAILBOXES}/new", name="mail.new_box", opt=MANAGE)
async def new_box() -> Response[str]:
    """The form for another one."""
    return _form(NEW, {})


@post(MAILBOXES, name="mail.add_box", status_code=200, opt=MANAGE)
async def add_box(request: Request[Any, Any, Any]) -> Response[str]:
    """Look for mail there from now on."""
    values, by = await typed(request), current_principal()
    try:
        new = read_box(values)
        token = idempotency.token_of(values)
        if place := await idempotency.once(by, token):
            return see_other(place)
        box = await actions.add_box(new, by=by)
    except Invalid as refusal:
        return _form(values, refusal.fields, status=422)
    await idempotency.once(by, token, f"{MAILBOXES}/{box.id}")
    return see_other(f"{MAILBOXES}/{box.id}")


@get(ONE, name="mail.box", opt=MANAGE)
async def box(mailbox_id: FromPath[UUID]) -> Response[str]:
    """One of them, to be changed."""
    found = await queries.box(mailbox_id)
    values = {name: str(found[name]) for name in SHOWN} | {
        "way": "fetch" if found["host"] else "hand_in",
        "plus": "yes" if found["plus"] else "",
        "off": "" if found["active"] else "yes",
    }
    return _form(values, {}, box=found)


@post(ONE, name="mail.change_box", status_code=200, opt=MANAGE)
async def change_box(mailbox_id: FromPath[UUID], request: Request[Any, Any, Any]) -> Response[str]:
    """Change it; posted with ``_method=DELETE``, look there no more."""
    values, by = await typed(request), current_principal()
    if values.get("_method") == "DELETE":
        await actions.remove_box(mailbox_id, by=by)
        return see_other(MAILBOXES)
    try:
        await actions.change_box(mailbox_id, read_box(values), by=by)
    except Invalid as refusal:
        return _form(values, refusal.fields, box=await queries.box(mailbox_id), status=422)
    return see_other(f"{MAILBOXES}/{mailbox_id}")


@post(f"{ONE}/look", name="mail.look", status_code=200, opt=MANAGE)
async def look(mailbox_id: FromPath[UUID]) -> Response[str]:
    """Look for mail at once."""
    await actions.look_now(mailbox_id, by=current_principal())
    return see_other(f"{MAILBOXES}/{mailbox_id}")


def _form(values: Mapping[str, Any], errors: Mapping[str, str], *, box: Any = None, status: int = 200) -> Response[str]:
    tenant = current_visit().tenant
    handed_in = box is not None and not box["host"]
    return page(
        "mail/box.html",
        status=status,
        here=HERE,
        box=views.box_view(box) if box is not None else None,
        values={name: str(value) for name, value in values.items() if name != "password"},
        errors=dict(errors),
        securities=list(words("mailbox.security").items()),
        has_password=bool(box is not None and box["password"]),
        url=address(tenant.hosts["workspace"], f"{PATH}/{box['id']}") if handed_in else "",
        secret=actions.secrets_of(tenant.id)[0] if handed_in else "",
    )


HANDLERS = (boxes, new_box, add_box, box, change_box, look)
