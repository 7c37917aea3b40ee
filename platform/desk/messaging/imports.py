"""
The table ``[messaging]`` of a tenant file: in whose name mail goes out, and the tenant's own words.

    [messaging.mail]
    host = "smtp.company.cn"
    port = 587
    security = "starttls"
    username = "service"
    sender = "service@company.cn"

    [[messaging.texts]]
    notice = "ticket.solved"
    channel = "email"
    language = "zh-CN"
    subject = "{number} 已解决"
    body = "您好，{name}。"

What the file leaves out stays as it is. The password of the mail server is entered on the page and stands in no file.
"""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from desk.foundation.errors import Invalid
from desk.foundation.principals import SYSTEM
from desk.foundation.tenancy import current_scope
from desk.foundation.tenants import Change
from desk.messaging import actions, kinds, queries, texts
from desk.messaging.actions import NewServer

Short = Annotated[str, Meta(min_length=1, max_length=200)]
_SERVER = ("host", "port", "security", "username", "sender", "bounces")


class Mail(msgspec.Struct, forbid_unknown_fields=True):
    """The server by which mail goes out, and its sender."""

    host: Short
    sender: Short
    port: int = 587
    security: Literal["tls", "starttls", "none"] = "starttls"
    username: Annotated[str, Meta(max_length=200)] = ""
    bounces: Annotated[str, Meta(max_length=200)] = ""


class Words(msgspec.Struct, forbid_unknown_fields=True):
    """One notice by one channel in one language."""

    notice: Short
    channel: Short
    language: Literal["zh-CN", "en"]
    body: Annotated[str, Meta(min_length=1, max_length=texts.LONGEST_BODY)]
    subject: Annotated[str, Meta(max_length=texts.LONGEST_TITLE)] = ""

    @property
    def key(self) -> str:
        return f"messaging.texts.{self.notice}.{self.channel}.{self.language}"


class Said(msgspec.Struct, forbid_unknown_fields=True):
    """The table."""

    mail: Mail | None = None
    texts: list[Words] = []


def read(said: Any) -> Said:
    """The table as a struct. Raises ``ValueError`` with what is wrong."""
    found = msgspec.convert(said, Said)
    try:
        if found.mail is not None:
            actions.check_server(_server(found.mail))
        for one in found.texts:
            _check(one)
    except Invalid as refusal:
        raise ValueError(f"messaging: {'; '.join(f'{name}: {why}' for name, why in refusal.fields.items())}") from None
    if len({one.key for one in found.texts}) < len(found.texts):
        raise ValueError("messaging.texts: each notice once by channel and language")
    return found


def _check(one: Words) -> None:
    known = kinds.notices().get(one.notice)
    if known is None:
        raise ValueError(f"messaging.texts: there is no notice {one.notice}")
    if one.channel not in kinds.channels():
        raise ValueError(f"messaging.texts: there is no channel {one.channel}")
    actions.check_text(known[1], one.subject, one.body)


def _server(mail: Mail) -> NewServer:
    """The password that is kept stays."""
    said = {name: getattr(mail, name) for name in _SERVER}
    return NewServer(**said, password="")


async def changes(wanted: Said) -> list[Change]:
    """What the table says differently from what counts."""
    found = []
    if wanted.mail is not None:
        now = await queries.mail_server()
        for name in _SERVER:
            old, new = now[name] if now else None, getattr(wanted.mail, name)
            if old != new:
                found.append(Change(f"messaging.mail.{name}", old, new))
    for one, old in await _differing(wanted.texts):
        found.append(Change(one.key, old, [one.subject, one.body]))
    return found


async def apply(wanted: Said) -> None:
    """Send mail so, and say these notices in these words."""
    if wanted.mail is not None and await changes(Said(mail=wanted.mail)):
        await actions.change_server(_server(wanted.mail), by=SYSTEM)
    for one, _ in await _differing(wanted.texts):
        await actions.change_text(one.notice, one.channel, one.language, one.subject, one.body, by=SYSTEM)


async def _differing(wanted: Sequence[Words]) -> list[tuple[Words, list[str] | None]]:
    """The words that are others now, with what they are; None: ours. Those of a plugin that is off wait for it."""
    found, tenant = [], current_scope().tenant
    for one in wanted:
        if kinds.notice(one.notice, tenant) is None or kinds.channel(one.channel, tenant) is None:
            continue
        now = await queries.text(one.notice, one.channel, one.language)
        old = [now["subject"], now["body"]] if now else None
        if old != [one.subject, one.body]:
            found.append((one, old))
    return found
