"""What a tenant says about its messages: texts, channels, quiet hours, the mail server."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import msgspec

from desk.foundation.errors import Forbidden, Invalid, NotFound
from desk.foundation.events import record
from desk.foundation.notices import Channel, Notice
from desk.foundation.outgoing import AddressRefused, PortRefused, UnfitUrl, outgoing
from desk.foundation.principals import Principal
from desk.foundation.sealing import seal
from desk.foundation.tables import Tenant
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import LANGUAGES, N_, gettext
from desk.kit.messages import is_mail_address
from desk.kit.time import now
from desk.messaging import kinds, mails, queries, texts
from desk.messaging.actions.ways import SEALED
from desk.messaging.errors import NoMailServer
from desk.messaging.events import (
    DeliveriesExported,
    MailServerChanged,
    MailServerRemoved,
    MailServerTried,
    NoticeChannelsChanged,
    NoticeTextChanged,
)
from desk.messaging.returns import LONGEST_NAME
from desk.messaging.tables import MailServer, NoticeText
from desk.people.actions import change_settings

UNKNOWN = N_("{variable} isn't a variable of this notice. It knows: {known}.")
NO_SUCH_CHANNEL = N_("This notice doesn't go out by that channel.")
NOT_A_SERVER = N_("The name of a server looks like smtp.company.cn.")
NOT_A_RETURN = N_("An address such as bounces@company.cn, short and without a plus.")
NOT_A_SENDER = N_("This isn't an e-mail address.")


@dataclass(frozen=True, slots=True)
class MessagingRules:
    """Quiet hours as hours and minutes, the cap, and how long deliveries are kept."""

    quiet_from: str
    quiet_until: str
    cap: int
    keep_days: int


@dataclass(frozen=True, slots=True)
class NewServer:
    """A mail server as it is entered; an empty password keeps the one before."""

    host: str
    port: int
    security: str
    username: str
    password: str
    sender: str
    bounces: str
    """Where mail comes back to; empty: to its sender."""


async def change_text(kind: str, channel: str, locale: str, subject: str, body: str, *, by: Principal) -> None:
    """Say a notice in one's own words. Raises ``Invalid`` for words that stand in braces and are no variable of it."""
    notice, _ = _known(kind, channel, locale, by)
    check_text(notice, subject, body)
    await NoticeText.delete().where(_which(kind, channel, locale))
    made = NoticeText(kind=kind, channel=channel, locale=locale, subject=subject, body=body, changed_at=now())
    await made.save()
    await record(NoticeTextChanged(current_scope().tenant.id, by=by, kind=kind, channel=channel, lang=locale))


async def drop_text(kind: str, channel: str, locale: str, *, by: Principal) -> None:
    """Say it in our words again."""
    _known(kind, channel, locale, by)
    gone = await NoticeText.delete().where(_which(kind, channel, locale)).returning(NoticeText.id)
    if gone:
        await record(NoticeTextChanged(current_scope().tenant.id, by=by, kind=kind, channel=channel, lang=locale))


def check_text(notice: Notice, subject: str, body: str) -> None:
    """Raise ``Invalid`` for what stands in braces and is no variable of the notice."""
    known, faults = kinds.variables_of(notice), {}
    for field, text in (("subject", subject), ("body", body)):
        if strangers := texts.strangers_in(text, known):
            listed = " ".join(f"{{{one}}}" for one in known)
            faults[field] = gettext(UNKNOWN).format(variable=strangers[0], known=listed)
    if faults:
        raise Invalid(faults)


async def choose_channels(kind: str, chosen: Sequence[str], *, by: Principal) -> None:
    """Say by which channels a notice goes out; none switches it off. What is about one's own access stays on."""
    _allow(by)
    notice, tenant = kinds.notice(kind, current_scope().tenant), current_scope().tenant
    if notice is None:
        raise NotFound
    known = [one.key for one in kinds.channels_here(tenant) if one.key in chosen]
    if set(chosen) - set(known) or (notice.consent == "none" and not known):
        raise Invalid({"channels": gettext(NO_SUCH_CHANNEL)})
    settings = await queries.settings_now(lock=True)
    said = settings.get("messaging", {})
    if said.get("channels", {}).get(kind) == known:
        return
    await _write(settings, channels=said.get("channels", {}) | {kind: known})
    await record(NoticeChannelsChanged(tenant.id, by=by, kind=kind, channels=known))


async def change_rules(new: MessagingRules, *, by: Principal) -> None:
    """Change quiet hours, the cap, and how long deliveries are kept."""
    await change_settings("messaging", asdict(new), needs="notice.manage", by=by)


async def change_server(new: NewServer, *, by: Principal) -> None:
    """Send mail by a server of one's own from now on. Raises ``Invalid``, also for one that isn't in the open."""
    _allow(by)
    check_server(new)
    before = await queries.mail_server()
    password = seal(SEALED, new.password.encode()) if new.password else before["password"] if before else ""
    values: dict[str, Any] = {
        "host": new.host,
        "port": new.port,
        "security": new.security,
        "username": new.username,
        "password": password if new.username else "",
        "sender": new.sender,
        "bounces": new.bounces,
    }
    changed = [name for name, value in values.items() if before is None or before[name] != value]
    await MailServer.delete(force=True)
    await MailServer(**values, changed_at=now()).save()
    if changed:
        await record(MailServerChanged(current_scope().tenant.id, by=by, changed=changed))


def check_server(new: NewServer) -> None:
    """Raise ``Invalid`` for a server that isn't in the open, and for addresses that are none."""
    faults = {} if is_mail_address(new.sender) else {"sender": gettext(NOT_A_SENDER)}
    if new.bounces and not _comes_back(new.bounces):
        faults["bounces"] = gettext(NOT_A_RETURN)
    try:
        outgoing().check_server(new.host, new.port, mails.PORTS)
    except UnfitUrl:
        faults["host"] = gettext(NOT_A_SERVER)
    except AddressRefused as refusal:
        faults["port" if isinstance(refusal, PortRefused) else "host"] = str(refusal)
    if faults:
        raise Invalid(faults)


def _comes_back(address: str) -> bool:
    name = address.partition("@")[0]
    return is_mail_address(address) and len(name) <= LONGEST_NAME and "+" not in name


async def remove_server(*, by: Principal) -> None:
    """Send mail by the installation's server again."""
    _allow(by)
    if await queries.mail_server() is not None:
        await MailServer.delete(force=True)
        await record(MailServerRemoved(current_scope().tenant.id, by=by))


async def try_server(*, by: Principal) -> None:
    """Have a mail sent to whoever asks, by the server that is entered."""
    _allow(by)
    if await queries.mail_server() is None:
        raise NoMailServer
    await record(MailServerTried(current_scope().tenant.id, by=by))


async def note_export(rows: int, *, by: Principal) -> None:
    """Note that somebody took the log out of the house."""
    await record(DeliveriesExported(by.id, by=by, rows=rows))


def _known(kind: str, channel: str, locale: str, by: Principal) -> tuple[Notice, Channel]:
    _allow(by)
    tenant = current_scope().tenant
    notice, way = kinds.notice(kind, tenant), kinds.channel(channel, tenant)
    if notice is None or way is None or locale not in LANGUAGES:
        raise NotFound
    return notice, way


def _which(kind: str, channel: str, locale: str) -> Any:
    return (NoticeText.kind == kind) & (NoticeText.channel == channel) & (NoticeText.locale == locale)


async def _write(settings: dict[str, Any], **said: Any) -> None:
    settings["messaging"] = settings.get("messaging", {}) | said
    await Tenant.update(
        {Tenant.settings: msgspec.json.encode(settings).decode(), Tenant.version: Tenant.version + 1}
    ).where(Tenant.id == current_scope().tenant.id)


def _allow(by: Principal) -> None:
    if not by.may("notice.manage"):
        raise Forbidden
