"""Customers with people in the portal, tickets in every status, and a clock that can be moved."""

import contextlib
import itertools
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
from tests_support import PASSWORD, Door, TestTenant, make_customer

from desk.customers.tables import Contact
from desk.foundation.web.headers import cookie_name
from desk.kit import time
from desk.kit.text import pinyin_key
from desk.people import actions as people
from desk.tickets import actions, queries
from desk.tickets.states import TURN_OF, Channel, Status
from desk.tickets.tables import Ticket

_serial = itertools.count(1)
SOLUTION = {
    "symptom": "打印出来是空白页",
    "cause": "纸张设成了信纸",
    "solution": "把纸张改成 A4",
    "steps": "一、打开页面设置。二、选 A4。",
    "prevention": "换打印机后先看一眼纸张",
}


@dataclass(frozen=True, slots=True)
class Person:
    """A contact who may use the portal, with their signed-in browser."""

    id: UUID
    name: str
    customer: UUID
    login: str
    client: httpx.AsyncClient
    credential: UUID


async def contact(door: Door, tenant: TestTenant, customer: UUID | None = None, name: str = "王敏") -> Person:
    """Somebody at a customer, signed in to the portal."""
    customer = customer or await make_customer(tenant)
    login = f"contact{next(_serial)}@{tenant.slug}.test"
    async with tenant.scope():
        at = time.now()
        credential = await people.add_credential(login, PASSWORD, customer_id=customer)
        made = Contact(
            customer=customer,
            credential=credential,
            name=name,
            name_key=pinyin_key(name),
            title="财务主管",
            roles=["main"],
            portal_roles=["customer_contact"],
            phone="0512-5550 0123",
            created_at=at,
            changed_at=at,
        )
        await made.save()
    return Person(made.id, name, customer, login, await portal(door, tenant, credential, customer), credential)


async def portal(door: Door, tenant: TestTenant, credential: UUID, customer: UUID) -> httpx.AsyncClient:
    """The portal in a browser that has just signed in."""
    async with tenant.scope():
        token = await people.begin_sign_in(credential, "portal", customer_id=customer, address="127.0.0.1", agent="t")
    return door.client(tenant, "portal", cookie=f"{cookie_name()}={token}")


async def ask(person: Person, subject: str = "报表打印空白页", body: str = "预览正常，打印出来是空白。") -> int:
    """A question in the portal; the answer is its number."""
    answer = await person.client.post("/tickets", data={"subject": subject, "body": body})
    assert answer.status_code == 303, answer.text
    return int(answer.headers["location"].removeprefix("/tickets/"))


async def number_in(tenant: TestTenant, status: str, *, customer: UUID | None = None, **more: Any) -> int:
    """The number of a ticket that stands in a status, however one comes there."""
    from desk.foundation.principals import SYSTEM

    customer = customer or await make_customer(tenant)
    async with tenant.scope():
        new = actions.NewTicket(customer, "打不开账套", "打不开", Channel.ONLINE)
        ticket = await actions.open_ticket(new, by=SYSTEM)
        at = time.now()
        settled = {"solved_at": at, **SOLUTION} if status in (Status.SOLVED, Status.CLOSED) else {}
        ended = {"closed_at": at} if status == Status.CLOSED else {}
        changes = {"status": status, "turn": TURN_OF[Status(status)]} | settled | ended | more
        await Ticket.update(changes).where(Ticket.id == ticket.id)
        return int(ticket.number)


async def stored(tenant: TestTenant, number: int) -> Any:
    """The ticket as it is kept."""
    async with tenant.scope():
        return await queries.ticket(number)


@contextlib.contextmanager
def later(folder: Path, span: timedelta) -> Iterator[None]:
    """Live so much later, as all processes of a test build would."""
    file = folder / "offset"
    file.write_text(str(span.total_seconds()))
    os.environ["DESK_CLOCK_OFFSET_FILE"] = str(file)
    time._offset_file.looked_at = -1.0
    try:
        yield
    finally:
        del os.environ["DESK_CLOCK_OFFSET_FILE"]
        time._offset_file.looked_at = -1.0
