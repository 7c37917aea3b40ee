"""Setting up mailboxes."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from desk.foundation.errors import Forbidden, Invalid, NotFound
from desk.foundation.events import record
from desk.foundation.later import later
from desk.foundation.outgoing import AddressRefused, PortRefused, UnfitUrl, outgoing
from desk.foundation.principals import Principal
from desk.foundation.sealing import seal
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import REQUIRED
from desk.kit.messages import is_mail_address
from desk.kit.time import now
from desk.mail import imap, queries
from desk.mail.actions.fetching import FETCH, SEALED
from desk.mail.errors import TooManyMailboxes
from desk.mail.events import MailboxAdded, MailboxChanged, MailboxRemoved
from desk.mail.tables import Mailbox
from desk.messaging import returns

MOST = 20
LONGEST_NAME = 38
"""Characters before the @ that leave room for a token."""
NOT_AN_ADDRESS = N_("An address such as support@company.cn, without a plus.")
TAKEN = N_("There is a mailbox with this address already.")
NOT_A_SERVER = N_("The name of a server looks like imap.company.cn.")
_PLACE = ("host", "port", "security", "username", "folder")


@dataclass(frozen=True, slots=True)
class NewBox:
    """A mailbox as it is entered; an empty password keeps the one before. Without a host, mail is handed in."""

    address: str
    host: str
    port: int
    security: str
    username: str
    password: str
    folder: str
    plus: bool
    active: bool


def secrets_of(tenant_id: UUID) -> Sequence[str]:
    """What signs mail that is handed in: the same as for mail that came back."""
    return returns.secrets_of(tenant_id)


async def add_box(new: NewBox, *, by: Principal) -> Mailbox:
    """Look for mail there from now on. Raises ``Invalid`` with all wrong fields."""
    _allow(by)
    if len(await queries.boxes()) >= MOST:
        raise TooManyMailboxes(most=MOST)
    await _check(new, None)
    box = Mailbox(**_values(new, ""), changed_at=now())
    await box.save()
    await record(MailboxAdded(box.id, by=by))
    await _look(box)
    return box


async def change_box(mailbox_id: UUID, new: NewBox, *, by: Principal) -> None:
    """Change it; at another place its mail is read from then on anew."""
    _allow(by)
    box = await _locked(mailbox_id)
    await _check(new, mailbox_id)
    values = _values(new, box.password)
    changed = [name for name, value in values.items() if getattr(box, name) != value]
    if any(name in changed for name in ("host", "username", "folder")):
        values |= {"validity": 0, "last_uid": 0}
    if any(name in changed for name in (*_PLACE, "password", "active")):
        values |= {"failures": 0, "failing_since": None, "told_at": None, "why": ""}
    await _write(box, values | {"changed_at": now()})
    if changed:
        await record(MailboxChanged(box.id, by=by, changed=changed))
        await _look(box)


async def remove_box(mailbox_id: UUID, *, by: Principal) -> None:
    """Look there no more; the mail that came stays."""
    _allow(by)
    box = await _locked(mailbox_id)
    await record(MailboxRemoved(box.id, by=by))
    await box.remove()


async def look_now(mailbox_id: UUID, *, by: Principal) -> None:
    """Look for mail at once."""
    _allow(by)
    await _look(await _locked(mailbox_id))


async def _look(box: Mailbox) -> None:
    if box.active and box.host:
        await later(FETCH, box.id, now())


async def _check(new: NewBox, own: UUID | None) -> None:
    faults: dict[str, str] = {}
    name = new.address.partition("@")[0]
    if not is_mail_address(new.address) or "+" in name or len(name) > LONGEST_NAME:
        faults["address"] = gettext(NOT_AN_ADDRESS)
    elif (same := await queries.box_named(new.address)) and same["id"] != own:
        faults["address"] = gettext(TAKEN)
    if new.host:
        faults |= {field: gettext(REQUIRED) for field in ("username", "folder") if not getattr(new, field)}
        faults |= _server_faults(new)
    if faults:
        raise Invalid(faults)


def _server_faults(new: NewBox) -> dict[str, str]:
    try:
        outgoing().check_server(new.host, new.port, imap.PORTS)
    except UnfitUrl:
        return {"host": gettext(NOT_A_SERVER)}
    except AddressRefused as refusal:
        return {"port" if isinstance(refusal, PortRefused) else "host": str(refusal)}
    return {}


def _values(new: NewBox, before: str) -> dict[str, Any]:
    password = seal(SEALED, new.password.encode()) if new.password else before
    return asdict(new) | {"password": password if new.host else ""}


async def _locked(mailbox_id: UUID) -> Mailbox:
    found = await queries.saved_box(mailbox_id)
    if found is None:
        raise NotFound
    return found


async def _write(box: Mailbox, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(box, name, value)
    await box.save([getattr(Mailbox, name) for name in values])


def _allow(by: Principal) -> None:
    if not by.may("mailbox.manage"):
        raise Forbidden
