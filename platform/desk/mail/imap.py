"""
The conversation with a server that keeps mail: eight words of IMAP, each asked with patience and a bound.

``imaplib`` blocks, so each word is asked in a thread of its own. The connection goes to the very address that was
looked at, by the name that was typed: a name which answers differently the next time changes nothing.
"""

import imaplib
import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

PORTS = frozenset({143, 993})
PATIENCE = 10.0
"""Seconds that a server has for each answer."""
LONGEST = 25_000_000
"""Bytes of a mail that are fetched whole."""
BEGINNING = 1_000_000
"""Bytes that are fetched of a longer one."""
SLACK = 64_000
_UID = re.compile(rb"^\d{1,10}$")
_SIZE = re.compile(rb"RFC822\.SIZE (\d{1,12})")
imaplib.Commands.setdefault("ID", ("NONAUTH", "AUTH", "SELECTED"))


class Failed(Exception):
    """The conversation ended; ``why`` says where."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is kept. ``addresses`` are those that may be called."""

    host: str
    port: int
    security: str
    username: str
    password: str
    folder: str
    addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A mail as it came, or its beginning."""

    raw: bytes
    size: int
    is_cut: bool


class _Client(imaplib.IMAP4):
    """Connects where it is told, and reads no more than it asked for."""

    def __init__(self, server: Server) -> None:
        self._server = server
        super().__init__(server.host, server.port, PATIENCE)

    def _create_socket(self, _timeout: float | None) -> socket.socket:
        for address in self._server.addresses:
            try:
                made = socket.create_connection((address, self._server.port), timeout=PATIENCE)
            except OSError:
                continue
            if self._server.security != "tls":
                return made
            return ssl.create_default_context().wrap_socket(made, server_hostname=self._server.host)
        raise Failed("connection")

    def read(self, size: int) -> bytes:
        """A literal; a server that announces more than we asked for is no server of ours."""
        if size > LONGEST + SLACK:
            raise Failed("answer")
        return super().read(size)


class Conversation:
    """One conversation with a server, from the sign-in to the end. Every method may raise ``Failed``."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._client: _Client | None = None

    def open(self) -> tuple[int, int]:
        """Sign in and open the folder: the validity of its numbers, and the number that the next mail gets."""
        with _translated():
            self._client = _Client(self._server)
            if self._server.security == "starttls":
                self._client.starttls(ssl.create_default_context())
            self._sign_in(self._client)
            # 163.com and others open no folder to a program that doesn't say what it is.
            self._client._simple_command("ID", '("name" "PartnerDesk")')
            answer, _ = self._client.select(_quoted(self._server.folder))
            if answer != "OK":
                raise Failed("folder")
            return self._number("UIDVALIDITY"), self._number("UIDNEXT")

    def _sign_in(self, client: "_Client") -> None:
        try:
            client.login(self._server.username, self._server.password)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:
            raise Failed("sign_in") from None

    def _number(self, name: str) -> int:
        assert self._client is not None
        found = self._client.response(name)[1][0]
        return int(found) if isinstance(found, bytes) and _UID.match(found) else 0

    def uids(self, criteria: str) -> list[int]:
        """The numbers of the mails that fit, in their order."""
        answer = self._ask("SEARCH", criteria)
        words = answer[0].split() if answer and isinstance(answer[0], bytes) else []
        return sorted(int(one) for one in words if _UID.match(one))

    def fetch(self, uid: int) -> Fetched | None:
        """One mail; None when it is gone meanwhile."""
        said = b" ".join(one for one in self._ask("FETCH", str(uid), "(RFC822.SIZE)") if isinstance(one, bytes))
        found = _SIZE.search(said)
        if found is None:
            return None
        size, wanted = int(found[1]), "BODY.PEEK[]"
        if is_cut := size > LONGEST:
            wanted = f"BODY.PEEK[]<0.{BEGINNING}>"
        parts = [one for one in self._ask("FETCH", str(uid), f"({wanted})") if isinstance(one, tuple)]
        return Fetched(bytes(parts[0][1]), size, is_cut) if parts else None

    def acknowledge(self, uid: int) -> None:
        """Mark a mail as seen: it is kept here now."""
        self._ask("STORE", str(uid), "+FLAGS.SILENT", "(\\Seen)")

    def close(self) -> None:
        """End it; whatever goes wrong then is nobody's."""
        if self._client is not None:
            with suppress(OSError, imaplib.IMAP4.error, Failed):
                self._client.logout()

    def _ask(self, word: str, *said: str) -> list[Any]:
        assert self._client is not None
        with _translated():
            answer, found = self._client.uid(word, *said)
            if answer != "OK":
                raise Failed("answer")
            return list(found)


def _quoted(folder: str) -> str:
    escaped = folder.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


@contextmanager
def _translated() -> Iterator[None]:
    """Whatever the other side does becomes ``Failed``."""
    try:
        yield
    except ssl.SSLError as error:
        raise Failed("certificate") from error
    except TimeoutError as error:
        raise Failed("time") from error
    except OSError as error:
        raise Failed("connection") from error
    except (imaplib.IMAP4.error, ValueError, IndexError, TypeError) as error:
        raise Failed("answer") from error
