"""The service sheet of a ticket: who prints it, and what never stands on the customer's copy."""

import io
import re

import pytest
from pypdf import PdfReader
from tests_support import make_ticket

from desk.foundation.principals import SYSTEM
from desk.kit.ids import uuid7
from desk.tickets import actions
from desk.tickets.states import Audience

SECRET, HANDED_UP, SAID = "内部备注不给客户看", "请总部协助的内容", "请重启后再试"


def text_of(answer):
    assert answer.status_code == 200, answer.text[:300]
    assert answer.content.startswith(b"%PDF-")
    return "".join(one.extract_text() for one in PdfReader(io.BytesIO(answer.content)).pages)


@pytest.fixture
async def told(acme, a_contact):
    """A ticket of a contact's customer with a note, something for headquarters, and a reply."""
    contact = await a_contact(acme)
    ticket = await make_ticket(acme, contact.customer, subject="月末结账打不开", body='打不开 #read("/etc/passwd")')
    async with acme.scope():
        await actions.write_entry(ticket.number, actions.NewEntry(SECRET, Audience.TEAM), by=SYSTEM)
        await actions.write_entry(ticket.number, actions.NewEntry(SAID, Audience.CUSTOMER), by=SYSTEM)
    return ticket, contact, f"/documents/tickets.service_sheet/{ticket.id}"


async def test_nobody_else_can_tell_that_it_exists(door, acme, brisk, told, a_contact):
    ticket, _, path = told

    assert (await (await door.member(brisk)).get(path)).status_code == 404
    assert (await (await a_contact(acme)).client.get(path)).status_code == 404
    assert (await door.signed_out(acme).get(path)).headers["location"].startswith("/sign-in")
    assert (await (await door.member(acme, may_not="ticket.read")).get(path)).status_code == 403
    member = await door.member(acme)
    assert (await member.get(f"/documents/tickets.service_sheet/{uuid7()}")).status_code == 404
    assert (await member.get(f"/documents/tickets.nothing/{ticket.id}")).status_code == 404
    assert (await member.get(f"{path}?copy=theirs")).status_code == 422


async def test_the_customers_copy_holds_no_note(door, acme, told):
    ticket, contact, path = told
    member = await door.member(acme)

    for answer in (
        await member.get(path),
        await contact.client.get(path),
        await contact.client.get(f"{path}?copy=ours"),
    ):
        text = text_of(answer)
        assert SAID in text
        assert SECRET not in text
        assert f"#{ticket.number}" in text
        assert "客户签字" in text
        assert "root:" not in text
    assert text_of(await member.get(path)).count("#read") == 1


async def test_our_copy_holds_everything_and_says_who_reads_what(door, acme, told):
    _, _, path = told

    text = text_of(await (await door.member(acme)).get(f"{path}?copy=ours"))

    assert SECRET in text
    assert "内部备注" in text
    assert "内部联" in text


async def test_it_is_printed_in_the_language_that_is_asked_for(door, acme, told):
    _, _, path = told
    member = await door.member(acme)

    english, chinese = text_of(await member.get(f"{path}?language=en")), text_of(await member.get(path))

    assert "Service sheet" in english
    assert "Page 1 of 1" in english
    assert "服务单" in chinese
    assert "第 1 页，共 1 页" in chinese
    answer = await member.get(f"{path}?language=en")
    assert "set-cookie" not in answer.headers
    assert re.search(r'inline; filename="Service sheet \d+\.pdf"', answer.headers["content-disposition"])


async def test_its_solution_stands_on_it_once_there_is_one(door, acme, told):
    from tickets_support import SOLUTION

    ticket, _, path = told
    member = await door.member(acme)
    await member.post(f"/tickets/{ticket.number}/assignment", data={"member": "me"})
    assert SOLUTION["steps"] not in text_of(await member.get(path))

    solved = await member.post(f"/tickets/{ticket.number}/solution", data=SOLUTION)

    assert solved.status_code in (200, 303), solved.text[:500]
    text = text_of(await member.get(path))
    for name in ("cause", "solution", "steps", "prevention"):
        assert SOLUTION[name] in text


async def test_the_page_of_a_ticket_leads_to_it(door, acme, told):
    ticket, contact, path = told

    shown = (await (await door.member(acme)).get(f"/tickets/{ticket.number}")).text
    assert f'href="{path}"' in shown
    assert f'href="{path}?copy=ours"' in shown
    theirs = (await contact.client.get(f"/tickets/{ticket.number}")).text
    assert f'href="{path}"' in theirs
    assert "copy=ours" not in theirs


async def test_what_is_no_word_of_the_matter_makes_no_other_version(acme, told):
    from desk.documents.actions import prepare
    from desk.documents.kinds import Copy
    from desk.foundation.database import execute

    ticket, *_ = told

    async def fingerprint():
        found = await prepare("tickets.service_sheet", ticket.id, Copy.CUSTOMER, by=SYSTEM)
        return found.document.fingerprint

    async with acme.scope():
        before = await fingerprint()
        await execute(
            "update ticket set status = 'on_hold', turn = 'us', version = version + 1 where id = $1", ticket.id
        )
        assert await fingerprint() == before
        await actions.write_entry(ticket.number, actions.NewEntry("还有一句", Audience.TEAM), by=SYSTEM)
        assert await fingerprint() == before
        await actions.write_entry(ticket.number, actions.NewEntry("又说了一句", Audience.CUSTOMER), by=SYSTEM)
        assert await fingerprint() != before


async def test_a_plugin_prints_its_own_where_it_is_on(door, acme, brisk, dummy_on):
    ticket = await make_ticket(acme)
    path = f"/documents/dummy.note/{ticket.id}"
    await dummy_on(acme)

    assert "Dummy note" in text_of(await (await door.member(acme)).get(path))
    assert (await (await door.member(brisk)).get(path)).status_code == 404
