"""From the form to the reader: a file on a ticket, through the doors that people use."""

import re

import pytest

from desk.foundation.database import value

FORM = {"subject": "月末结账报期间未打开", "body": "见截图", "channel": "hotline", "kind": "repair"}


def _links(text):
    return re.findall(r'href="(/files/[0-9a-f-]{36})"', text)


@pytest.fixture
async def a_ticket(door, acme, a_contact):
    """A ticket, a member who looks after it, and the customer's contact."""
    contact = await a_contact(acme)
    member = await door.member(acme, fragment=True)
    opened = await member.post("/tickets", data=FORM | {"customer": str(contact.customer_id)})
    return opened.headers["hx-redirect"], member, contact


async def test_a_file_of_a_reply_reaches_the_customer(acme, a_ticket, picture, settle, fetch):
    path, member, contact = a_ticket
    upload = {"files": ("提示截图.png", picture(), "text/html")}

    sent = await member.post(f"{path}/entries", data={"body": "请看", "audience": "customer"}, files=upload)
    assert sent.status_code == 200
    assert "提示截图.png" in sent.text
    assert _links(sent.text) == []

    await settle()
    shown = (await member.get(f"{path}/timeline")).text
    (link,) = _links(shown)
    assert f'<img src="{link}/thumbnail"' in shown
    page = await contact.client.get(link)
    assert page.status_code == 303
    answer = await fetch(acme, page.headers["location"])
    assert answer.headers["content-type"] == "image/png"


async def test_a_file_of_a_note_stays_with_the_staff(acme, door, brisk, a_ticket, picture, settle, a_contact):
    path, member, contact = a_ticket

    await member.post(
        f"{path}/entries", data={"body": "内部", "audience": "team"}, files={"files": ("a.png", picture())}
    )
    await settle()
    (link,) = _links((await member.get(f"{path}/timeline")).text)

    assert (await member.get(link)).headers["hx-redirect"]
    assert (await contact.client.get(link)).status_code == 404
    assert (await (await a_contact(acme)).client.get(link)).status_code == 404
    assert (await (await door.member(brisk)).get(link)).status_code == 404


async def test_too_much_is_refused_before_it_is_read(a_ticket):
    path, member, _ = a_ticket
    upload = {"files": ("big.bin", b"\x00" * 25_100_000)}

    answer = await member.post(f"{path}/entries", data={"body": "大文件"}, files=upload)

    assert answer.status_code == 413
    assert "太大了，一次最多可以发 25 MB" in answer.text


async def test_with_the_storage_away_nothing_of_the_entry_is_kept(acme, a_ticket, picture, storage_away):
    path, member, _ = a_ticket
    upload = {"files": ("a.png", picture())}
    storage_away(True)

    answer = await member.post(f"{path}/entries", data={"body": "留着这句"}, files=upload)

    assert answer.status_code == 503
    assert "文件存储暂时没有响应" in answer.text
    async with acme.scope():
        assert await value("select count(*) from entry where body = '留着这句'") == 0

    storage_away(False)
    again = await member.post(f"{path}/entries", data={"body": "留着这句"}, files=upload)
    assert again.status_code == 200


async def test_an_empty_file_is_said_to_be_empty(a_ticket):
    path, member, _ = a_ticket

    answer = await member.post(f"{path}/entries", data={"body": "空"}, files={"files": ("空.txt", b"")})

    assert answer.status_code == 422
    assert "文件“空.txt”是空的" in answer.text
