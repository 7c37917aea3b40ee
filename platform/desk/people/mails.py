"""
Mail to people about their sign-in: by the installation's mail server; a demo without one shows it in its log.

Everything that is sent goes through ``send_mail``.
"""

import re
import sys
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import make_msgid
from urllib.parse import unquote, urlsplit

import aiosmtplib

from desk.kit.time import now
from desk.settings import settings

PATIENCE = 15.0
_ADDRESS = re.compile(r"[^@\s<>,;\"']+@[^@\s<>,;\"']+")


class NoMailServer(RuntimeError):
    """Production has to say where mail goes: DESK_SMTP_URL."""


def is_address(text: str) -> bool:
    """Whether mail could be sent there."""
    return text.isascii() and len(text) <= 200 and _ADDRESS.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail, ready to go."""

    to: str
    subject: str
    text: str
    sender: str


async def send_mail(to: str, subject: str, text: str, *, sender: str = "") -> None:
    """
    Hand one mail over, outside of any transaction; ``sender`` is the name it comes from.

    Raises what the server or the way to it raises: the job tries again later.
    """
    url = urlsplit(settings.smtp_url.get_secret_value())
    if not url.hostname:
        if settings.environment == "production":
            raise NoMailServer("Set DESK_SMTP_URL, such as smtp://user:password@mail.example:587")
        _show(to, subject, text)
        return
    await aiosmtplib.send(
        _message(to, subject, text, sender),
        hostname=url.hostname,
        port=url.port,
        username=unquote(url.username) if url.username else None,
        password=unquote(url.password) if url.password else None,
        use_tls=url.scheme == "smtps",
        timeout=PATIENCE,
    )


def _message(to: str, subject: str, text: str, name: str) -> EmailMessage:
    sender = settings.mail_from or f"no-reply@{settings.base_domain.partition(':')[0]}"
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(name, addr_spec=sender)
    message["To"] = Address(addr_spec=to)
    message["Subject"] = subject
    message["Date"] = now()
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    return message


def _show(to: str, subject: str, text: str) -> None:
    lines = [f"Mail to {to}: {subject}", *text.splitlines()]
    sys.stderr.write("\n".join(f"  | {line}" for line in lines) + "\n")
    sys.stderr.flush()
