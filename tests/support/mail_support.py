"""Mail as customers' programs write it, a server of somebody else's that keeps it, and a program that hands it in."""

import base64
import hashlib
import hmac
import html
import imaplib
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from desk.foundation.database import rows
from desk.kit.ids import uuid7

PATIENCE = 60.0
"""Seconds that the server has to start; it has the machine to share."""
PASSWORD = "a secret of the mailbox"


@dataclass
class Keeper:
    """A server that keeps mail (pymap), with one mailbox. ``deliver`` is what the mail system in front of it does."""

    port: int

    def deliver(self, raw: bytes) -> None:
        with self._signed_in() as client:
            assert client.append("INBOX", "", "", raw)[0] == "OK"

    def unseen(self) -> int:
        with self._signed_in() as client:
            client.select("INBOX")
            return len(client.uid("SEARCH", "UNSEEN")[1][0].split())

    @contextmanager
    def _signed_in(self) -> Iterator[imaplib.IMAP4]:
        client = imaplib.IMAP4("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            client.login("desk", PASSWORD)
            yield client
        finally:
            client.logout()


@contextmanager
def keeper() -> Iterator[Keeper]:
    """The server, on a port of its own."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    program = Path(sys.executable).with_name("pymap")
    where = ["--host", "127.0.0.1", "--port", str(port), "--no-tls", "--no-service", "managesieve"]
    who = ["dict", "--demo-user", "desk", "--demo-password", PASSWORD]
    process = subprocess.Popen([program, *where, *who], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port, process)
        yield Keeper(port)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, "the mail server ended before it answered"
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the mail server didn't answer in time")


def letter(sender: str, subject: str = "打印空白页", body: str = "打印出来是空白。", **headers: str) -> bytes:
    """A mail as an honest program writes it; ``in_reply_to`` becomes ``In-Reply-To``."""
    mail = EmailMessage()
    mail["From"] = sender
    mail["To"] = headers.pop("to", "support@desk.test")
    mail["Subject"] = subject
    mail["Message-ID"] = f"<{uuid7()}@customer.test>"
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(body)
    return mail.as_bytes()


@dataclass
class Handing:
    """A mailbox whose mail a program hands in."""

    tenant: Any
    door: Any
    manager: Any
    settle: Any
    path: str
    secret: str
    address: str

    async def hand_in(self, raw: bytes, *, secret: str = "", at: float = 0.0) -> Any:
        """Hand one mail in, signed from the standard alone."""
        stamp = str(int(at or time.time()))
        key = base64.b64decode((secret or self.secret).removeprefix("whsec_"))
        right = base64.b64encode(hmac.new(key, f"m1.{stamp}.".encode() + raw, hashlib.sha256).digest()).decode()
        headers = {"Webhook-Id": "m1", "Webhook-Timestamp": stamp, "Webhook-Signature": f"v1,{right}"}
        stranger = self.door.signed_out(self.tenant)
        return await stranger.post(self.path, content=raw, headers=headers | {"Content-Type": "message/rfc822"})

    async def comes(self, raw: bytes) -> Any:
        """Hand one mail in and let what follows happen; the answer is what became of it."""
        answer = await self.hand_in(raw)
        assert answer.status_code == 200, answer.text
        await self.settle()
        async with self.tenant.scope():
            digest = hashlib.sha256(raw).hexdigest()
            return (await rows("select * from incoming_mail where hash = $1", digest))[0]

    async def entries(self, ticket_id: Any) -> list[Any]:
        async with self.tenant.scope():
            return await rows("select * from entry where ticket = $1 order by at, id", ticket_id)


async def handing(tenant: Any, door: Any, settle: Any, address: str) -> Handing:
    """Set a mailbox up on its page, whose mail a program hands in."""
    manager = await door.member(tenant)
    made = await manager.post("/mailboxes", data={"address": address, "way": "hand_in", "plus": "yes"})
    assert made.status_code == 303, made.text
    page = html.unescape((await manager.get(made.headers["location"])).text)
    path, secret = re.search(r"/mail/arrived/[0-9a-f-]{36}", page), re.search(r"whsec_[\w+/=]+", page)
    assert path is not None
    assert secret is not None
    return Handing(tenant, door, manager, settle, path[0], secret[0], address)
