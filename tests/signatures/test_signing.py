"""Signing: who may, what is bound, what is refused, and what is kept."""

import asyncio
import base64
import hashlib
import io
import struct

import pytest
from pypdf import PdfReader

from desk.documents.kinds import Document
from desk.files import storage
from desk.foundation.database import execute, value
from desk.foundation.principals import SYSTEM
from desk.tickets import actions as tickets
from desk.tickets.states import Audience


async def count(tenant):
    async with tenant.scope():
        return await value("select count(*) from signature")


async def test_nobody_else_signs_or_can_tell_that_it_exists(door, acme, brisk, matter, form_of):
    from tickets_support import contact

    form, path = await form_of(matter.member, matter.path), matter.path
    other = (await contact(door, acme)).client
    before = await count(acme)

    assert (await (await door.member(brisk)).post(path, data=form)).status_code == 404
    assert (await other.post(path, data=form)).status_code == 404
    assert (await other.get(path)).status_code == 404
    assert (await door.signed_out(acme).post(path, data=form)).status_code == 303
    powerless = await door.member(acme, may_not="signature.take")
    assert (await powerless.post(path, data=form)).status_code == 403
    assert (await powerless.get(path)).status_code == 403
    assert (await matter.member.get(path.replace("service_sheet", "nothing"))).status_code == 404
    assert await count(acme) == before


async def test_a_drawn_signature_is_bound_to_what_was_seen(acme, matter, signed):
    assert signed["method"] == "drawn"
    assert signed["signer"] == "王敏"
    assert (signed["by_kind"], signed["by_id"], signed["contact"]) == ("contact", matter.contact.id, matter.contact.id)
    assert signed["customer_id"] == matter.contact.customer
    assert hashlib.sha256(signed["content"].encode()).hexdigest() == signed["fingerprint"]
    import msgspec

    seen = msgspec.json.decode(signed["content"], type=Document)
    assert seen.fingerprint == signed["fingerprint"]
    assert seen.number == f"#{matter.ticket.number}"
    assert bytes(signed["mark"]).startswith(b"\x89PNG")
    assert signed["device"].startswith("python-httpx")

    made = await storage.get(acme.id, signed["file"])
    assert hashlib.sha256(made).hexdigest() == signed["file_sha256"]
    pages = PdfReader(io.BytesIO(made)).pages
    text = "".join(page.extract_text() for page in pages)
    for word in ("月末结账打不开", "已签字", "王敏", signed["code"], "/verify?code="):
        assert word in "".join(text.replace("\u200b", "").split()), word
    assert "客户签字" not in text, "nobody signs with a pen any more"
    async with acme.scope():
        logos = await value("select count(*) from letterhead where logo is not null")
    assert sum(len(page.images) for page in pages) == 2 + logos, "what was drawn, the code to check it, and a logo"


async def test_the_signed_pdf_is_kept_and_never_made_again(door, acme, matter, signed, settle):
    from tickets_support import contact

    path = f"/files/{signed['file']}"
    await settle()

    shown = (await matter.contact.client.get(matter.path)).text
    assert path in shown
    assert signed["code"] in shown
    assert (await matter.contact.client.get(path)).status_code == 303
    assert (await (await contact(door, acme)).client.get(path)).status_code == 404
    async with acme.scope():
        await tickets.write_entry(matter.ticket.number, tickets.NewEntry("另有一句", Audience.CUSTOMER), by=SYSTEM)
        await execute("update letterhead set name = '另一个抬头'")
    link = (await matter.member.get(path)).headers["location"]
    fetched = await door.client(acme, "files").get(link)
    assert fetched.status_code == 200
    assert hashlib.sha256(fetched.content).hexdigest() == signed["file_sha256"]
    assert fetched.headers["content-type"] == "application/pdf"


async def test_a_document_that_changed_must_be_looked_at_again(acme, matter, form_of, signed):
    client = matter.contact.client
    form = await form_of(client, matter.path)
    async with acme.scope():
        await tickets.write_entry(matter.ticket.number, tickets.NewEntry("还有一句", Audience.CUSTOMER), by=SYSTEM)
    before = await count(acme)

    answer = await client.post(matter.path, data=form)

    assert answer.status_code == 409
    assert "内容刚刚有改动" in answer.text
    assert "还有一句" in answer.text, "what is to be signed now stands there"
    assert "签的是较早的版本" in answer.text
    assert await count(acme) == before
    again = await client.post(matter.path, data=await form_of(client, matter.path))
    assert again.status_code == 303


async def test_it_is_the_same_document_in_another_language(matter, signed):
    shown = (
        await matter.member.get(matter.path, headers={"cookie": f"{matter.member.headers['cookie']}; lang=en"})
    ).text

    assert "Signed already" in shown
    assert "For an earlier version" not in shown


async def test_a_note_for_colleagues_changes_nothing_and_is_not_shown(acme, matter, form_of, signed):
    async with acme.scope():
        await tickets.write_entry(matter.ticket.number, tickets.NewEntry("内部一句", Audience.TEAM), by=SYSTEM)

    shown = (await matter.member.get(matter.path)).text
    assert "内部一句" not in shown
    assert "签的是较早的版本" not in shown


HEADER = struct.pack(">I4sIIBBBBB", 13, b"IHDR", 30_000, 30_000, 8, 6, 0, 0, 0)
HUGE = "data:image/png;base64," + base64.b64encode(b"\x89PNG\r\n\x1a\n" + HEADER + b"\0" * 40).decode()
"""A few bytes that say that they are a picture of 900 million pixels."""


@pytest.mark.parametrize(
    "mark",
    ["", "x", "data:image/png;base64,AAAA", "data:image/svg+xml;base64,PHN2Zz4=", "data:image/png;base64,%%%", HUGE],
    ids=["none", "no picture", "cut off", "svg", "no base64", "huge"],
)
async def test_what_is_no_drawing_is_refused(acme, matter, form_of, mark):
    client, before = matter.contact.client, await count(acme)

    answer = await client.post(matter.path, data=await form_of(client, matter.path, mark=mark))

    assert answer.status_code == 422
    assert "请手写签字" in answer.text
    assert await count(acme) == before


async def test_an_empty_drawing_is_none(matter, form_of, a_drawing):
    client = matter.contact.client
    answer = await client.post(matter.path, data=await form_of(client, matter.path, mark=a_drawing(stroke=False)))

    assert answer.status_code == 422


async def test_signing_is_no_way_to_fill_the_disk(matter, form_of):
    client = matter.contact.client
    form = await form_of(client, matter.path, mark="")

    assert [(await client.post(matter.path, data=form)).status_code for _ in range(11)] == [422] * 10 + [429]


async def test_the_same_form_sent_twice_signs_once(matter, form_of, rows_of):
    client = matter.contact.client
    form = await form_of(client, matter.path, once="0198c0de-0000-7000-8000-000000000001")

    sent = await asyncio.gather(*(client.post(matter.path, data=form) for _ in range(2)))

    assert [one.status_code for one in sent] == [303, 303]
    assert len(await rows_of(matter)) == 1


async def test_two_at_once_stand_one_behind_the_other(matter, form_of, rows_of):
    both = (matter.contact.client, matter.member)
    forms = [await form_of(client, matter.path) for client in both]

    sent = await asyncio.gather(*(one.post(matter.path, data=form) for one, form in zip(both, forms, strict=True)))

    assert [one.status_code for one in sent] == [303, 303]
    first, second = sorted(await rows_of(matter), key=lambda one: one["serial"])
    assert (first["serial"], first["previous"]) == (1, "")
    assert (second["serial"], second["previous"]) == (2, first["seal"])


async def test_the_ticket_says_that_it_was_signed(matter, signed, settle):
    await settle()

    for client in (matter.member, matter.contact.client):
        shown = (await client.get(f"/tickets/{matter.ticket.number}")).text
        assert "服务单已签字" in shown
        assert f'href="{matter.path}"' in shown


async def test_what_was_signed_is_found_by_whoever_may_read_the_document(matter, signed, settle, door, brisk):
    await settle()
    asked = f"/api/v1/search?q={signed['code']}"

    async def found(tenant, **who):
        return [one["id"] for one in (await (await door.api(tenant, **who)).get(asked)).json()["items"]]

    assert await found(matter.tenant) == [str(signed["id"])]
    assert await found(matter.tenant, may_not="ticket.read") == []
    assert await found(brisk) == []
