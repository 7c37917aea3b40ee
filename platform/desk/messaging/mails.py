"""
Mail: a message as one, and the conversation with a server that takes it.

The stages are kept apart, because what they mean is: until the server was handed the text nothing was sent, and it may
be tried again; when the connection breaks afterwards, nobody can tell.
"""

import asyncio
import socket
import ssl
from collections.abc import Sequence
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Literal

import aiosmtplib
from aiosmtplib.errors import (
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPException,
    SMTPResponseException,
    SMTPServerDisconnected,
    SMTPTimeoutError,
)

from desk.foundation.notices import Message, Outcome
from desk.foundation.outgoing import NoAnswer, outgoing
from desk.foundation.translation import N_, gettext, language
from desk.kit.addresses import Address as NetAddress
from desk.kit.time import now
from desk.messaging import returns
from desk.messaging.states import Why

Security = Literal["tls", "starttls", "offered", "none"]
PATIENCE = 12.0
"""Seconds until the text is asked for, and again until it is taken."""
CONNECT = 4.0
PORTS = frozenset({25, 465, 587, 2525})
LONGEST_NOTE = 300
ABOVE = N_("##- Please write above this line -##")


@dataclass(frozen=True, slots=True)
class Server:
    """A server that takes mail. ``guarded``: somebody typed its name, so it has to be one on the open internet."""

    host: str
    port: int
    security: Security
    username: str
    password: str
    sender: str
    guarded: bool
    bounces: str = ""
    """Where mail comes back to, each to an address of its own; empty: to its sender."""


def letter_of(message: Message, sender: str) -> EmailMessage:
    """The mail. Its Message-ID is the delivery's: who got it twice can tell. Raises ``ValueError`` for odd names."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = Address(message.sender, addr_spec=sender)
    mail["To"] = Address(addr_spec=message.address)
    mail["Subject"] = message.subject
    mail["Date"] = now()
    mail["Message-ID"] = f"<{message.delivery_id}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    if message.thread:
        mail["Reply-To"] = Address(message.sender, addr_spec=message.thread.reply_to)
        mail["References"] = " ".join(message.thread.references)
    if message.opt_out_url:
        mail["List-Unsubscribe"] = f"<{message.opt_out_url}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(f"{_above(message)}{message.body}\n")
    return mail


def _above(message: Message) -> str:
    """The line above which an answer is written, in the reader's language; whoever takes it in knows it again."""
    if message.thread is None:
        return ""
    said = language.set(message.person.locale)
    try:
        return gettext(ABOVE) + "\n\n"
    finally:
        language.reset(said)


async def deliver(message: Message, server: Server) -> Outcome:
    """Hand one mail over. Never raises for what the other side does."""
    try:
        raw = letter_of(message, server.sender).as_bytes()
    except ValueError as error:
        return Outcome("failed", Why.REFUSED, str(error)[:LONGEST_NOTE])
    client = aiosmtplib.SMTP(timeout=PATIENCE)
    try:
        try:
            async with asyncio.timeout(PATIENCE):
                await _greet(client, server)
                await client.mail(_return_path(message, server))
                await _name(client, message.address)
        except _Final as outcome:
            return outcome.outcome
        except NoAnswer as none:
            return Outcome("later", none.why)
        except Exception as error:
            return _before(error)
        return await _hand_over(client, raw)
    finally:
        client.close()


def _return_path(message: Message, server: Server) -> str:
    return (
        returns.return_path(message.tenant_id, message.delivery_id, server.bounces) if server.bounces else server.sender
    )


class _Final(Exception):
    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


async def _greet(client: aiosmtplib.SMTP, server: Server) -> None:
    """Connect to the very address that was looked at, and encrypt as was asked for, by the name that was typed."""
    sock = await _connected(server) if server.guarded else None
    where = {"sock": sock} if sock else {"port": server.port}
    tls = {"tls": False, "starttls": True, "offered": None, "none": False}[server.security]
    await client.connect(hostname=server.host, use_tls=server.security == "tls", start_tls=tls, **where)
    if server.username:
        await client.login(server.username, server.password)


async def _connected(server: Server) -> socket.socket:
    found: Sequence[NetAddress] = await outgoing().addresses(server.host, server.port, PORTS)
    for one in found:
        family = socket.AF_INET6 if one.version == 6 else socket.AF_INET
        sock = socket.socket(family, socket.SOCK_STREAM)
        sock.setblocking(False)
        try:
            async with asyncio.timeout(CONNECT):
                await asyncio.get_running_loop().sock_connect(sock, (str(one), server.port))
        except OSError:
            sock.close()
            continue
        return sock
    raise NoAnswer("connection")


async def _name(client: aiosmtplib.SMTP, address: str) -> None:
    try:
        await client.rcpt(address)
    except SMTPResponseException as error:
        if error.code >= 500:
            raise _Final(Outcome("bounced", Why.NO_MAILBOX, _said(error))) from None
        raise


async def _hand_over(client: aiosmtplib.SMTP, raw: bytes) -> Outcome:
    try:
        answer = await client.data(raw)
    except SMTPResponseException as error:
        return Outcome("failed" if error.code >= 500 else "later", Why.REFUSED, _said(error))
    except (SMTPException, OSError) as error:
        return Outcome("unknown", Why.INTERRUPTED, type(error).__name__)
    return Outcome("sent", note=f"{answer.code} {answer.message}"[:LONGEST_NOTE])


def _before(error: Exception) -> Outcome:
    """What went wrong before anything was handed over; nearly all of it is worth another try."""
    if isinstance(error, SMTPAuthenticationError):
        return Outcome("later", Why.SIGN_IN, _said(error))
    if isinstance(error, SMTPResponseException):
        return Outcome("failed" if error.code >= 500 else "later", Why.REFUSED, _said(error))
    if _is_distrust(error):
        return Outcome("later", Why.CERTIFICATE)
    if isinstance(error, SMTPTimeoutError | TimeoutError):
        return Outcome("later", Why.TIME)
    if isinstance(error, SMTPConnectError | SMTPServerDisconnected | OSError):
        return Outcome("later", Why.CONNECTION, type(error).__name__)
    return Outcome("later", Why.REFUSED, f"{type(error).__name__}: {error}"[:LONGEST_NOTE])


def _said(error: SMTPResponseException) -> str:
    return f"{error.code} {error.message}"[:LONGEST_NOTE]


def _is_distrust(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, ssl.SSLError):
            return True
        error = error.__cause__ or error.__context__
    return False
