"""Members with logins of their own, a browser as they use it, an authenticator app, and a mail server."""

import email
import email.policy
import itertools
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
import pyotp
from aiosmtpd.controller import Controller
from tests_support import PASSWORD

from desk.foundation.principals import SYSTEM
from desk.kit.time import now
from desk.people import actions, queries
from desk.people.passwords import hash_password

_serial = itertools.count(1)
_hashes: dict[str, str] = {}


@dataclass
class Someone:
    """A member with a login of their own."""

    id: UUID
    name: str
    login: str
    credential: UUID
    tenant: Any
    door: Any
    password: str = PASSWORD

    def browser(self, *, address: str = "127.0.0.1") -> httpx.AsyncClient:
        """A browser in which nobody is signed in."""
        face = "headquarters" if self.tenant.slug == "headquarters" else "workspace"
        client = self.door.client(self.tenant, face)
        client._transport = httpx.ASGITransport(app=self.door.app, raise_app_exceptions=False, client=(address, 1))
        return client

    async def signs_in(self, **given: Any) -> httpx.AsyncClient:
        """A browser in which they have signed in with their password."""
        client = self.browser()
        answer = await client.post("/sign-in", data={"login": self.login, "password": self.password} | given)
        assert answer.status_code == 303, answer.text
        take_cookie(client, answer)
        return client


def take_cookie(client: httpx.AsyncClient, answer: httpx.Response) -> None:
    """Keep the cookie as a browser would."""
    client.headers["cookie"] = answer.headers["set-cookie"].split(";")[0]


def secret_of(client: httpx.AsyncClient) -> str:
    return client.headers["cookie"].partition("=")[2]


class Phone:
    """An authenticator app that has scanned one picture."""

    def __init__(self, secret: str) -> None:
        self.totp = pyotp.TOTP(secret)

    def code(self, steps: int = 0) -> str:
        return self.totp.at(now(), counter_offset=steps)


async def set_up(client: httpx.AsyncClient) -> tuple[Phone, list[str]]:
    """Set up the second step as a person does; the answer is the app and the recovery codes."""
    assert (await client.post("/second-factor")).status_code == 303
    shown = (await client.get("/second-factor")).text
    phone = Phone(re.search(r'<code class="pd-key">([A-Z2-7 ]+)</code>', shown)[1].replace(" ", ""))
    done = await client.post("/second-factor/confirmation", data={"code": phone.code()})
    assert done.status_code == 200, done.text
    take_cookie(client, done)
    return phone, re.findall(r'<code class="pd-key">([0-9A-Z-]+)</code>', done.text)


@dataclass
class Mailbox:
    """What a real mail server was handed."""

    messages: list[Any]
    refuses: bool = False
    url: str = ""

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        if self.refuses:
            return "451 try again later"
        self.messages.append(envelope)
        return "250 OK"

    def to(self, address: str) -> list[Any]:
        """What came for this person; in a shared tenant others get mail meanwhile."""
        return [one for one in self.messages if one.rcpt_tos == [address]]

    def text(self, at: int = -1) -> str:
        return self.message(at).get_content()

    def message(self, at: int = -1) -> Any:
        return email.message_from_bytes(self.messages[at].content, policy=email.policy.default)

    def link(self, at: int = -1) -> str:
        """The path of the link in a mail."""
        return re.search(r"http://[^/\s]+(/link/\S+)", self.text(at))[1]


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """A real mail server on a port of its own; ``mailbox.url`` is its address."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    found = Mailbox([], url=f"smtp://127.0.0.1:{port}")
    server = Controller(found, hostname="127.0.0.1", port=port, ready_timeout=10)
    server.start()
    try:
        yield found
    finally:
        server.stop()


async def departments(tenant: Any, *names: str) -> dict[str, UUID]:
    """Departments of these names, made where they aren't there yet, by name."""
    async with tenant.scope():
        found = {name: await queries.department_named(name) for name in names}
        for name in [name for name in names if found[name] is None]:
            found[name] = (await actions.add_department(name, by=SYSTEM)).id
    return {name: UUID(str(one)) for name, one in found.items()}


async def add_someone(door: Any, tenant: Any, *roles: str, **more: Any) -> Someone:
    """A new member with a login of their own."""
    n = next(_serial)
    login = f"someone{n}@{tenant.slug}.test"
    if PASSWORD not in _hashes:
        _hashes[PASSWORD] = await hash_password(PASSWORD)
    new = actions.NewMember(
        f"何静{n}", f"S{n:04}", roles or ("hotline_engineer",), login, hashed=_hashes[PASSWORD], email=login, **more
    )
    async with tenant.scope():
        made = await actions.add_member(new, by=SYSTEM)
    return Someone(made.id, new.name, login, UUID(str(made.credential)), tenant, door)
