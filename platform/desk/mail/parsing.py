"""
What a mail says, whatever wrote it: wrong charset labels, headers in raw bytes, parts within parts. Pure and bounded.

The old policy of the standard library is used on purpose: it takes any header, and the newer one fails on odd ones.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.policy import compat32
from email.utils import getaddresses, parsedate_to_datetime

from desk.kit.markup import sanitised, words_of
from desk.mail.quoting import split_reply

MOST_PARTS, DEEPEST, MOST_ATTACHED = 200, 20, 30
LONGEST_TEXT = 100_000
LONGEST_HEADER = 10_000
_CHARSETS = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "csgb2312": "gb18030"}
_WEAK = {"", "us-ascii", "ascii", "iso-8859-1", "latin-1", "windows-1252", "unknown-8bit", "utf-8", "utf8"}
"""Labels that are often put on what is something else."""
_IN_PAIRS = re.compile(rb"(?:[\x00-\x7f]|[\xa1-\xf7][\xa1-\xfe])*")
_AWAY = re.compile(r"\s*(?:自动回复|自動回覆|automatic reply|auto(?:matic)?[- ]?response|out of (?:the )?office)", re.I)
_BULK = frozenset({"bulk", "junk", "auto_reply", "list"})
_DAEMON = re.compile(r"(?:mailer-daemon|postmaster)@", re.IGNORECASE)
_NUMBERED = re.compile(r"\[#(\d{1,9})\]")
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Attached:
    """A file in a mail."""

    name: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as we understand it."""

    message_id: str
    sender: str
    sender_name: str
    subject: str
    to: tuple[str, ...]
    references: tuple[str, ...]
    sent_at: datetime | None
    text: str
    quoted: str
    html: str
    attached: tuple[Attached, ...]
    is_automatic: bool
    """An absence, a list, a program: nobody asked anything."""
    is_report: bool
    """A mail server says something of a mail that was sent."""


def read(raw: bytes) -> Letter:
    """What a mail says. May raise anything for bytes that are no mail at all."""
    mail = message_from_bytes(raw, policy=compat32)
    headers = _headers(mail)
    name, sender = _sender(headers)
    subject = " ".join(_first(headers, "subject").split())
    texts, markup, attached = _contents(mail)
    text, quoted = split_reply(texts if texts.strip() else words_of(markup))
    return Letter(
        message_id=_first(headers, "message-id").strip()[:300],
        sender=sender,
        sender_name=name,
        subject=subject[:300],
        to=tuple(one for key in ("to", "cc", "delivered-to", "x-original-to", "envelope-to") for one in headers[key]),
        references=(*headers["in-reply-to"], *headers["references"]),
        sent_at=_moment(_first(headers, "date")),
        text=text,
        quoted=quoted,
        html=sanitised(markup) if markup.strip() else "",
        attached=tuple(attached),
        is_automatic=_is_automatic(headers, subject),
        is_report=mail.get_content_type() == "multipart/report" or _DAEMON.match(sender) is not None,
    )


class _Headers(dict[str, list[str]]):
    def __missing__(self, _key: str) -> list[str]:
        return []


def _headers(mail: Message) -> _Headers:
    """Every header, decoded, by its name in small letters."""
    found = _Headers()
    for name, value in mail.raw_items():
        found.setdefault(name.lower(), []).append(spoken(str(value)[:LONGEST_HEADER]))
    return found


def spoken(value: str) -> str:
    """A header's words: encoded as they should be, or in raw bytes of some charset."""
    if any("\udc80" <= char <= "\udcff" for char in value):
        value = _decoded(value.encode("utf-8", "surrogateescape"), "")
    try:
        parts = decode_header(value)
    except (HeaderParseError, ValueError):
        return _seen(value)
    words = [one if isinstance(one, str) else _decoded(one, charset or "") for one, charset in parts]
    return _seen("".join(words))


def _decoded(body: bytes, charset: str) -> str:
    """Bytes as text: by their label where that can be right, else by what they look like."""
    label = _CHARSETS.get(charset.lower(), charset.lower())
    if label in _WEAK:
        for guess in ("utf-8", "gb18030" if _IN_PAIRS.fullmatch(body) else "windows-1252"):
            try:
                return body.decode(guess)
            except UnicodeDecodeError:
                continue
        return body.decode("gb18030", "replace")
    try:
        return body.decode(label)
    except (LookupError, UnicodeDecodeError, ValueError):
        return _decoded(body, "") if label != "gb18030" else body.decode("gb18030", "replace")


def _seen(text: str) -> str:
    return _UNSEEN.sub("", text)


def _first(headers: _Headers, name: str) -> str:
    return next(iter(headers[name]), "")


def _sender(headers: _Headers) -> tuple[str, str]:
    """Who wrote: their name, and their address in small letters."""
    for name, address in getaddresses(headers["from"][:1] or headers["sender"][:1]):
        if "@" in address:
            return " ".join(name.split())[:200], address.lower()[:200]
    return "", ""


def _moment(said: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(said)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _is_automatic(headers: _Headers, subject: str) -> bool:
    said = _first(headers, "auto-submitted").split(";")[0].strip().lower()
    return (
        said not in ("", "no")
        or any(headers[name] for name in ("x-autoreply", "x-autorespond", "x-auto-response"))
        or _first(headers, "precedence").strip().lower() in _BULK
        or _first(headers, "return-path").strip() == "<>"
        or _AWAY.match(subject) is not None
    )


def _contents(mail: Message) -> tuple[str, str, list[Attached]]:
    """The plain text, the HTML, and the files."""
    texts: list[str] = []
    markup: list[str] = []
    attached: list[Attached] = []
    for part in _parts(mail):
        kind = part.get_content_type()
        is_file = part.get_content_disposition() == "attachment" or part.get_filename() is not None
        if kind == "text/plain" and not is_file:
            texts.append(_text_of(part))
        elif kind == "text/html" and not is_file:
            markup.append(_text_of(part))
        elif len(attached) < MOST_ATTACHED and (body := _body_of(part)):
            attached.append(Attached(_name_of(part, kind), body))
    return "\n".join(texts)[:LONGEST_TEXT], "\n".join(markup), attached


def _parts(mail: Message) -> Iterator[Message]:
    """The leaves, from the first to the last; a mail within is one. Not deeper, and not more, than anybody reads."""
    waiting, count = [(mail, 0)], 0
    while waiting and count < MOST_PARTS:
        part, depth = waiting.pop()
        count += 1
        inside = part.get_payload()
        if part.get_content_maintype() == "multipart" and isinstance(inside, list):
            if depth < DEEPEST:
                waiting += [(one, depth + 1) for one in reversed(inside) if isinstance(one, Message)]
        elif part.get_content_type() != "message/delivery-status":
            yield part


def _text_of(part: Message) -> str:
    body = part.get_payload(decode=True)
    if not isinstance(body, bytes):
        return ""
    return _seen(_decoded(body, str(part.get_content_charset() or "")).replace("\r\n", "\n"))


def _body_of(part: Message) -> bytes:
    inside = part.get_payload()
    if isinstance(inside, list):
        return b"\n".join(one.as_bytes() for one in inside if isinstance(one, Message))
    body = part.get_payload(decode=True)
    return body if isinstance(body, bytes) else b""


def _name_of(part: Message, kind: str) -> str:
    """What a file is called. Some programs encode the name as if it were a header of its own."""
    try:
        said = part.get_filename() or ""
    except (LookupError, ValueError, TypeError):
        said = ""
    name = spoken(said)
    if name:
        return name
    return "mail.eml" if kind == "message/rfc822" else f"part.{kind.partition('/')[2][:20] or 'bin'}"


def number_in(subject: str) -> int | None:
    """The ticket that a subject names, as ours do: ``[#1024]``."""
    found = _NUMBERED.search(subject)
    return int(found[1]) if found else None


def unread(subject: str, sender: str) -> Letter:
    """What there is of a mail that can't be read."""
    return Letter("", sender, "", subject, (), (), None, "", "", "", (), False, False)
