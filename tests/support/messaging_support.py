"""Contacts who can be reached, facts about which the dummy tells them, and what was put down for somebody."""

import re
import socket
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aiosmtpd.controller import Controller
from tests_support import make_ticket
from tickets_support import contact

from desk.customers.tables import Contact
from desk.foundation.database import rows
from desk.foundation.events import record, registered
from desk.foundation.principals import SYSTEM
from desk.kit.ids import uuid7
from desk.tickets.tables import Ticket


@dataclass
class Someone:
    """A contact of a customer who can be reached by mail, phone and portal."""

    id: UUID
    customer: UUID
    name: str
    email: str
    client: Any

    @property
    def messages(self) -> str:
        return f"/customers/{self.customer}/contacts/{self.id}/messages"


async def make_contact(door: Any, tenant: Any, **changes: Any) -> Someone:
    """A contact with an address, a number, and access to the portal."""
    person = await contact(door, tenant)
    email = f"wang{person.id.hex[-8:]}@customer.test"
    values = {"email": email, "mobile": "13900001234"} | changes
    async with tenant.scope():
        await Contact.update(values).where(Contact.id == person.id)
    return Someone(person.id, person.customer, person.name, email, person.client)


async def say(tenant: Any, *people: Any, word: str = "你好", name: str = "dummy.said") -> UUID:
    """A fact about which the dummy tells these people; the answer is the fact's id."""
    async with tenant.scope():
        to = [["contact", str(one.id)] for one in people]
        return await record(registered()[name](uuid7(), by=SYSTEM, to=to, word=word))


async def deliveries(tenant: Any, person: Any, **where: Any) -> list[Any]:
    """What was put down for somebody, the oldest first."""
    async with tenant.scope():
        found = await rows("select * from delivery where person_id = $1 order by id", person.id)
    return [one for one in found if all(one[name] == value for name, value in where.items())]


def link_of(text: str, word: str) -> str:
    """The path of a link in a message or header."""
    found = re.search(rf"http://[^/\s>]+(/{word}/[\w.~-]+)", text)
    assert found is not None, text
    return found[1]


async def answered(member: Any, tenant: Any, person: Any) -> Any:
    """A ticket of somebody's, answered by a member."""
    made = await make_ticket(tenant, person.customer, subject="打印空白页")
    async with tenant.scope():
        await Ticket.update({Ticket.contact: person.id}).where(Ticket.id == made.id)
    reply = {"audience": "customer", "body": "请把纸张改成 A4 再打印。"}
    assert (await member.post(f"/tickets/{made.number}/entries", data=reply)).status_code in (200, 303)
    return made


async def one_of(acme, person, **where):
    """The only thing that was put down for somebody."""
    found = await deliveries(acme, person, **where)
    assert len(found) == 1, found
    return found[0]


async def mail_to(acme, person, rules, settle, **more):
    """A notice for somebody that goes by mail."""
    await rules(channels={"dummy.said": ["email"]})
    await say(acme, person, **more)
    await settle()


class Picky:
    """A mail server that refuses as it is told."""

    def __init__(self, **said):
        self.said = said

    async def handle_RCPT(self, _server, _session, envelope, address, _options):
        envelope.rcpt_tos.append(address)
        return self.said.get("rcpt", "250 OK")

    async def handle_DATA(self, server, _session, _envelope):
        if self.said.get("data") == "hang up":
            server.transport.close()
            return "250 too late"
        return self.said.get("data", "250 OK")


@contextmanager
def serving(handler, **more):
    """A mail server on a port of its own."""
    server = Controller(handler, hostname="127.0.0.1", port=free_port(), ready_timeout=10, **more)
    server.start()
    try:
        yield server.port
    finally:
        server.stop()


def free_port():
    """A port that nobody listens on."""

    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]
