"""
Mail that came back: what a report of a mail server says (RFC 3464), and what others say in their own words. Pure.

Whom it is about is not read from the report, which anybody may write, but from the address that it came to: each mail
names one of its own to return to (VERP), signed, so that nobody makes another's mail come back.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

LONGEST = 1_000_000
"""Bytes of a mail that are read; a report stands at its beginning."""
MOST_PARTS = 50
TO = ("To", "Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "Apparently-To")
_ADDRESS = re.compile(r"[a-z0-9._=+-]{1,64}@[a-z0-9.-]{1,253}", re.IGNORECASE)
_CODE = re.compile(r"\b([245])\.\d{1,3}\.\d{1,3}\b")
_DAEMON = re.compile(r"(?:^|<)(?:mailer-daemon|postmaster)@", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Report:
    """What a mail says of another that was sent: ``arrived`` is None where it says neither."""

    addresses: tuple[str, ...]
    """To which it came."""
    arrived: bool | None
    note: str


def read_report(raw: bytes) -> Report:
    """What a mail says; anything that is no report says nothing."""
    mail = message_from_bytes(raw[:LONGEST].replace(b"\0", b""), policy=compat32)
    arrived, note = _of_report(mail)
    if arrived is None and not note and _DAEMON.search(str(mail.get("From", ""))):
        arrived, note = _of_words(mail)
    return Report(tuple(_addresses(mail)), arrived, note)


def _addresses(mail: Message) -> Iterator[str]:
    for name in TO:
        for value in mail.get_all(name, []):
            yield from _ADDRESS.findall(str(value)[:2_000])


def _of_report(mail: Message) -> tuple[bool | None, str]:
    """The first recipient's fields of a delivery status: one mail went to one person."""
    for number, part in enumerate(mail.walk()):
        if number >= MOST_PARTS:
            break
        if part.get_content_type() != "message/delivery-status":
            continue
        payload = part.get_payload()
        for block in payload if isinstance(payload, list) else []:
            if not isinstance(block, Message):
                continue
            fields = {name.lower(): " ".join(str(value).split()) for name, value in block.items()}
            if "action" in fields:
                return _meaning(fields)
    return None, ""


def _meaning(fields: dict[str, str]) -> tuple[bool | None, str]:
    status = fields.get("status", "")
    note = f"{status} {fields.get('diagnostic-code', '').partition(';')[2].strip()}".strip()[:300]
    action = fields["action"].lower()
    if action == "failed":
        return False, note or "failed"
    return (True, note) if action == "delivered" else (None, note or action)


def _of_words(mail: Message) -> tuple[bool | None, str]:
    """Servers that report in words of their own: a code for good among them counts."""
    for number, part in enumerate(mail.walk()):
        if number >= MOST_PARTS or part.get_content_type() != "text/plain":
            continue
        payload = part.get_payload(decode=True)
        text = payload[:20_000].decode("ascii", "replace") if isinstance(payload, bytes) else ""
        found = _CODE.search(text)
        if found and found[1] == "5":
            line = next(one for one in text.splitlines() if found[0] in one)
            return False, " ".join(line.split())[:300]
    return None, ""
