"""Invitations and links for a new password: random, hashed, for a while, once, by a form; and mailed by a job."""

import asyncio
import re
from datetime import timedelta

import pytest
import time_machine
from people_support import secret_of, set_up
from tests_support import PASSWORD, make_customer

from desk.foundation import database
from desk.foundation.database import rows, value
from desk.foundation.notices import Outcome
from desk.foundation.principals import SYSTEM
from desk.foundation.tenancy import scope_or_none
from desk.kit.ids import fingerprint
from desk.kit.time import now
from desk.messaging import mails
from desk.messaging.actions import ways
from desk.people import actions, queries
from desk.people.errors import HasPassword, NoAddress

NEW = "a sentence of my own"


def later(**time):
    return time_machine.travel(now() + timedelta(**time), tick=True)


async def add_invited(manager, login, **more):
    given = {"name": "新来的", "staff_no": login.partition("@")[0], "login": login, "email": login, "roles": "trainer"}
    return await manager.post("/members", data=given | {"how": "invitation"} | more)


async def ask(out, login):
    return await out.post("/forgotten", data={"login": login})


async def link_in_database(tenant, link):
    async with tenant.scope():
        return await value("select true from access_link where fingerprint = $1", fingerprint(link.rpartition("/")[2]))


async def test_an_invitation_reaches_somebody_who_chooses_a_password_once(manager, door, acme, mailbox, settle):
    assert (await add_invited(manager, "new1@acme.test")).status_code == 303
    assert mailbox.messages == []
    await settle()

    message, link = mailbox.message(), mailbox.link()
    assert (mailbox.messages[-1].rcpt_tos, message["to"]) == (["new1@acme.test"], "new1@acme.test")
    assert "Acme 软件服务" in message["subject"]
    assert message["auto-submitted"] == "auto-generated"
    assert "72 小时" in mailbox.text()
    out = door.signed_out(acme)
    for _ in range(3):
        page = await out.get(link)
        assert page.status_code == 200
        assert "new1@acme.test" in page.text
        assert page.headers["cache-control"] == "no-store"
    assert (await out.post(link, data={"password": "short"})).status_code == 422
    assert (await out.post("/sign-in", data={"login": "new1@acme.test", "password": NEW})).status_code == 422

    assert (await out.post(link, data={"password": NEW})).headers["location"] == "/sign-in?chosen=1"
    for gone in (await out.get(link), await out.post(link, data={"password": "another sentence"})):
        assert gone.status_code == 410
    begun = await out.post("/sign-in", data={"login": "new1@acme.test", "password": NEW})
    assert (begun.status_code, begun.headers["location"]) == (303, "/")


async def test_the_secret_stands_in_no_fact_and_no_row(manager, acme, mailbox, settle):
    await add_invited(manager, "new2@acme.test")
    await settle()
    secret = mailbox.link().rpartition("/")[2]
    assert re.fullmatch(r"desk_link_[A-Za-z0-9_-]{43}", secret)

    async with acme.scope():
        said = await value("select string_agg(payload::text, ' ') from event")
        left = await value("select count(*) from reaction where subscriber like 'people.%'")
        kept = await rows("select fingerprint from access_link")
        sent = await rows("select title, body, note from delivery where kind like 'people.%'")
    assert secret not in said
    assert all(secret not in "".join(one) for one in sent)
    assert {one["body"] for one in sent} == {""}
    assert left == 0
    assert [one["fingerprint"] for one in kept if one["fingerprint"] == fingerprint(secret)]
    assert all(secret not in one["fingerprint"] for one in kept)


async def test_a_newer_link_ends_the_older_one_of_the_same_purpose(manager, door, acme, mailbox, settle, someone):
    await add_invited(manager, "new3@acme.test")
    await settle()
    first = mailbox.link()
    async with acme.scope():
        member = await value("select id from member where email = 'new3@acme.test'")
    assert (await manager.post(f"/members/{member}/invitation")).status_code == 303
    await settle()
    second = mailbox.link()
    out = door.signed_out(acme)

    assert (await out.get(first)).status_code == 410
    assert (await out.get(second)).status_code == 200
    assert not await link_in_database(acme, first)


async def test_links_end_with_time(manager, door, acme, mailbox, settle, someone):
    person, out = await someone(), door.signed_out(acme)
    await add_invited(manager, "new4@acme.test")
    await settle()
    invitation = mailbox.link()
    await ask(out, person.login)
    await settle()
    reset = mailbox.link()

    with later(minutes=59):
        assert (await out.get(reset)).status_code == 200
    with later(minutes=61):
        assert (await out.get(reset)).status_code == 410
        assert (await out.post(reset, data={"password": NEW})).status_code == 410
    with later(hours=71):
        assert (await out.get(invitation)).status_code == 200
    with later(hours=73):
        assert (await out.post(invitation, data={"password": NEW})).status_code == 410


async def test_a_new_password_ends_links_and_sign_ins(someone, door, acme, mailbox, settle):
    person, out = await someone(), door.signed_out(acme)
    browser = await person.signs_in()
    await ask(out, person.login)
    await settle()
    first = mailbox.link()
    changed = await browser.post("/password", data={"old": PASSWORD, "password": NEW})
    assert changed.headers["location"] == "/devices?changed=1"
    assert (await out.get(first)).status_code == 410

    person.password = NEW
    other = await person.signs_in()
    await ask(out, person.login)
    await settle()
    assert (await out.post(mailbox.link(), data={"password": PASSWORD})).status_code == 303
    assert (await other.get("/devices")).status_code == 303
    person.password = PASSWORD
    await person.signs_in()


async def test_a_link_doesnt_pass_the_second_step(someone, door, acme, mailbox, settle):
    person, out = await someone(), door.signed_out(acme)
    await set_up(await person.signs_in())
    await ask(out, person.login)
    await settle()
    assert (await out.post(mailbox.link(), data={"password": NEW})).status_code == 303

    person.password = NEW
    assert secret_of(await person.signs_in()).startswith("desk_step_")


async def test_a_known_and_an_unknown_login_get_the_same(someone, door, acme, mailbox, settle, monkeypatch):
    person, out, asked = await someone(), door.signed_out(acme), []
    ready = database.ready_connection

    async def counted():
        asked[-1] += 1
        return await ready()

    answers = []
    for login in ("warm@acme.test", person.login, "nobody-here@acme.test"):
        asked.append(0)
        with monkeypatch.context() as patch:
            patch.setattr(database, "ready_connection", counted)
            answers.append(await ask(out, login))
    assert asked[1] == asked[2] > 0
    assert [one.status_code for one in answers] == [200] * 3
    plain = [re.sub(r"nonce[-\w=\"]+", "", one.text) for one in answers]
    assert plain[1] == plain[2]
    await settle()
    assert len(mailbox.to(person.login)) == 1
    assert mailbox.to("nobody-here@acme.test") == []


async def test_asking_is_throttled_alike_for_known_and_unknown(someone, door, acme):
    person, out = await someone(), door.signed_out(acme)

    for login in (person.login, f"nobody{person.login}"):
        assert [(await ask(out, login)).status_code for _ in range(4)] == [200, 200, 200, 429]


async def test_of_two_who_use_a_link_at_once_one_does(someone, door, acme, mailbox, settle):
    person, out = await someone(), door.signed_out(acme)
    await ask(out, person.login)
    await settle()

    tries = [out.post(mailbox.link(), data={"password": f"{NEW} {n}"}) for n in range(4)]
    assert sorted(one.status_code for one in await asyncio.gather(*tries)) == [303, 410, 410, 410]


async def test_a_link_opens_nothing_at_another_tenant_or_face(someone, door, acme, brisk, mailbox, settle):
    person = await someone()
    await ask(door.signed_out(acme), person.login)
    await settle()

    for elsewhere in (door.signed_out(brisk), door.signed_out(acme, "portal")):
        assert (await elsewhere.get(mailbox.link())).status_code == 410
        assert (await elsewhere.post(mailbox.link(), data={"password": NEW})).status_code == 410
    assert (await door.signed_out(acme).get(mailbox.link())).status_code == 200


async def test_mail_that_wasnt_taken_is_tried_again_with_a_new_link(someone, door, acme, mailbox, settle):
    person, out = await someone(), door.signed_out(acme)
    mailbox.refuses = True
    await ask(out, person.login)
    await settle()
    mailbox.refuses = False
    await settle(at=now() + timedelta(minutes=1))

    mails = mailbox.to(person.login)
    assert len(mails) == 1
    assert (await out.get(mailbox.link(mailbox.messages.index(mails[0])))).status_code == 200
    async with acme.scope():
        assert await value("select count(*) from access_link where credential = $1", person.credential) == 1


async def test_a_mail_server_that_hangs_holds_no_transaction(someone, door, acme, mailbox, settle, monkeypatch):
    held = []

    async def hang(*_words):
        held.append(scope_or_none())
        return Outcome("sent")

    monkeypatch.setattr(mails, "deliver", hang)
    await ask(door.signed_out(acme), (await someone()).login)
    await settle()
    assert held == [None]


async def test_who_left_gets_no_link_and_an_open_one_is_dead(someone, manager, door, acme, mailbox, settle):
    person, successor, out = await someone(), await someone(), door.signed_out(acme)
    await ask(out, person.login)
    await settle()
    await manager.post(f"/members/{person.id}/departure", data={"successor": str(successor.id)})

    assert (await out.post(mailbox.link(), data={"password": NEW})).status_code == 410
    await ask(out, person.login)
    await settle()
    assert len(mailbox.to(person.login)) == 1


async def test_a_contact_is_invited_to_the_portal(door, acme, mailbox, settle):
    from desk.customers.tables import Contact

    customer = await make_customer(acme)
    async with acme.scope():
        credential = await actions.add_credential("wang@customer.test", customer_id=customer)
        at = now()
        await Contact(
            customer=customer,
            credential=credential,
            name="王敏",
            email="wang@customer.test",
            portal_roles=["customer_contact"],
            locale="en",
            created_at=at,
            changed_at=at,
        ).save()
        await actions.ask_invitation(credential, "王敏", by=SYSTEM)
    await settle()

    assert f"http://{acme.host('portal')}/link/" in mailbox.text()
    assert "Hello 王敏" in mailbox.text()
    out = door.signed_out(acme, "portal")
    assert (await out.post(mailbox.link(), data={"password": NEW})).status_code == 303
    assert (await out.post("/sign-in", data={"login": "wang@customer.test", "password": NEW})).status_code == 303


async def test_a_contact_is_invited_from_the_customers_file_and_once_more(manager, door, acme, mailbox, settle):
    customer = await make_customer(acme)
    place = f"/customers/{customer}/contacts"
    for name, email in (("周建国", "zhou@customer.test"), ("无邮箱", "")):
        await manager.post(place, data={"name": name, "email": email, "mobile": "13900000001"})
    async with acme.scope():
        found = {
            one["name"]: one["id"] for one in await rows("select id, name from contact where customer = $1", customer)
        }
    access = f"{place}/{found['周建国']}/access"
    nowhere = await manager.post(
        f"{place}/{found['无邮箱']}/access", data={"login": "13900000001", "how": "invitation"}
    )
    assert (nowhere.status_code, "没有登记邮箱" in nowhere.text) == (422, True)

    given = await manager.post(access, data={"login": "zhou@customer.test", "how": "invitation"})
    assert given.status_code == 303
    await settle()
    first = mailbox.link()
    assert "对方还没有设置密码" in (await manager.get(f"{place}/{found['周建国']}")).text
    assert (await manager.post(access, data={"again": "yes"})).status_code == 303
    await settle()
    out = door.signed_out(acme, "portal")
    assert (await out.get(first)).status_code == 410
    assert (await out.post(mailbox.link(), data={"password": NEW})).status_code == 303
    assert (await out.post("/sign-in", data={"login": "zhou@customer.test", "password": NEW})).status_code == 303
    assert (await manager.post(access, data={"again": "yes"})).status_code == 409
    assert (await manager.post(access, data={"login": "x", "how": "password"})).status_code == 422


async def test_an_invitation_needs_somewhere_to_go_and_nobody_who_has_a_password(manager, acme, someone):
    refused = await add_invited(manager, "no-address", email="")
    assert refused.status_code == 422
    assert "邮箱" in refused.text
    async with acme.scope():
        assert await queries.credential_with("no-address") is None
    person = await someone()
    async with acme.scope():
        with pytest.raises(HasPassword):
            await actions.ask_invitation(person.credential, person.name, by=SYSTEM)
        nowhere = await actions.add_member(actions.NewMember("无", "NA1", ["trainer"], "nowhere"), by=SYSTEM)
        with pytest.raises(NoAddress):
            await actions.ask_invitation(nowhere.credential, "无", by=SYSTEM)


async def test_an_administrator_sends_a_link(someone, manager, mailbox, settle):
    person, colleague = await someone(), await someone()

    assert (await (await colleague.signs_in()).post(f"/members/{person.id}/reset")).status_code == 403
    assert (await manager.post(f"/members/{person.id}/reset")).status_code == 303
    await settle()
    assert mailbox.messages[-1].rcpt_tos == [person.login]


async def test_a_demo_without_a_mail_server_shows_the_link(someone, door, acme, settle, capsys):
    person = await someone()
    await ask(door.signed_out(acme), person.login)
    await settle()

    shown = capsys.readouterr().err
    assert f"to {person.login}: Acme 软件服务：重设密码" in shown
    assert re.search(r"http://acme\.localhost:8000/link/desk_link_\S{43}\n", shown)


async def test_production_without_a_mail_server_waits_and_says_so(someone, door, acme, settle, monkeypatch):
    production = ways.settings.model_copy(update={"environment": "production"})
    monkeypatch.setattr(ways, "settings", production)
    person = await someone()
    await ask(door.signed_out(acme), person.login)
    await settle()

    async with acme.scope():
        found = await rows("select status, why, body from delivery where person_id = $1", person.id)
    assert [tuple(one) for one in found] == [("waiting", "no_server", "")]
