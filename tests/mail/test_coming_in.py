"""A mail is kept before it is acknowledged, and becomes one entry whatever happens in between."""

import time

import pytest
from mail_support import PASSWORD, letter

from desk.foundation.database import execute, row, rows, value
from desk.kit.time import now
from desk.mail import actions
from desk.mail.actions import fetching
from desk.mail.imap import Conversation, Failed


@pytest.fixture
async def fetched(here, door, server, settle):
    """A mailbox that is fetched from the server; its id."""
    manager = await door.member(here)
    where = {"host": "127.0.0.1", "port": str(server.port), "security": "none", "username": "desk"}
    new = {
        "address": f"fetched{server.port}@desk.test",
        "way": "fetch",
        "folder": "INBOX",
        "password": PASSWORD,
        **where,
    }
    made = await manager.post("/mailboxes", data=new)
    assert made.status_code == 303, made.text
    await settle()
    path = made.headers["location"]
    async with here.scope():
        found = await row("select * from mailbox where address = $1", new["address"])
    assert PASSWORD not in found["password"] + (await manager.get(path)).text
    assert found["looked_at"] is not None, found["why"]
    yield found["id"]
    assert (await manager.post(path, data={"_method": "DELETE"})).status_code == 303


async def mails_of(here, mailbox):
    async with here.scope():
        return await rows("select * from incoming_mail where mailbox = $1 order by id", mailbox)


async def test_mail_is_fetched_once_however_often_and_whoever_dies(here, server, fetched, wang, settle, monkeypatch):
    server.deliver(letter(wang.email, "第一封"))
    server.deliver(letter(wang.email, "第二封"))

    def die(_self, _uid):
        raise KeyboardInterrupt("killed after it was kept, before it was acknowledged")

    with monkeypatch.context() as broken:
        broken.setattr(Conversation, "acknowledge", die)
        with pytest.raises(KeyboardInterrupt):
            await actions.fetch(here.id, fetched)
    assert len(await mails_of(here, fetched)) == 1
    assert server.unseen() == 2
    async with here.scope():
        await execute("update mailbox set last_uid = last_uid - 1 where id = $1", fetched)
    for _ in range(2):
        await actions.fetch(here.id, fetched)
    await settle()
    found = await mails_of(here, fetched)
    assert [(one["subject"], one["status"]) for one in found] == [("第一封", "entered"), ("第二封", "entered")]
    assert server.unseen() == 0
    async with here.scope():
        for one in found:
            assert await value("select count(*) from entry where ticket = $1", one["ticket"]) == 1
            await actions.sort_mail(one["id"])
        assert await value("select count(*) from ticket where contact = $1", wang.id) == 2
        await execute("update mailbox set validity = 1 where id = $1", fetched)
    await actions.fetch(here.id, fetched)
    assert len(await mails_of(here, fetched)) == 2, "a server that numbers anew brings nothing twice"


async def test_a_mailbox_that_stops_is_alarmed_once_and_recovers(here, door, server, fetched, settle):
    async with here.scope():
        await execute("update mailbox set port = 1 where id = $1", fetched)
    await actions.fetch(here.id, fetched)
    async with here.scope():
        assert await value("select why from mailbox where id = $1", fetched) == "connection"
        assert await value("select told_at from mailbox where id = $1", fetched) is None
        since = now() - fetching.ALARM
        await execute("update mailbox set failing_since = $2 where id = $1", fetched, since)
    for _ in range(2):
        await actions.fetch(here.id, fetched)
    async with here.scope():
        stopped = await rows("select id from event where subject_id = $1 and name = 'mailbox.stopped'", fetched)
        assert len(stopped) == 1
    await settle()
    async with here.scope():
        assert await value("select count(*) from delivery where cause = $1", stopped[0]["id"]) >= 1
    assert "连接不上服务器" in (await (await door.member(here)).get(f"/mailboxes/{fetched}")).text
    async with here.scope():
        await execute("update mailbox set port = $2 where id = $1", fetched, server.port)
    await actions.fetch(here.id, fetched)
    async with here.scope():
        assert await value("select why from mailbox where id = $1", fetched) == ""
        recovered = "select count(*) from event where subject_id = $1 and name = 'mailbox.recovered'"
        assert await value(recovered, fetched) == 1


async def test_a_wrong_password_says_so(here, door, server, fetched):
    manager = await door.member(here)
    where = {"host": "127.0.0.1", "port": str(server.port), "security": "none", "username": "desk", "folder": "INBOX"}
    new = {"address": f"fetched{server.port}@desk.test", "password": "another", **where}
    assert (await manager.post(f"/mailboxes/{fetched}", data=new)).status_code == 303
    await actions.fetch(here.id, fetched)
    async with here.scope():
        assert await value("select why from mailbox where id = $1", fetched) == "sign_in"


async def test_a_server_that_announces_too_much_is_left_alone():
    from desk.mail import imap

    client = imap._Client.__new__(imap._Client)
    with pytest.raises(Failed):
        client.read(imap.LONGEST + imap.SLACK + 1)


@pytest.mark.parametrize("host", ["10.0.0.5", "169.254.169.254", "localhost"])
async def test_a_server_inside_is_refused(here, door, host):
    manager = await door.member(here)
    new = {"address": "inside@desk.test", "host": host, "port": "993", "username": "x", "folder": "INBOX"}
    refused = await manager.post("/mailboxes", data=new)

    assert refused.status_code == 422
    assert "f-host-error" in refused.text


async def test_what_is_handed_in_is_signed_and_kept_once(box, brisk, door, wang):
    raw = letter(wang.email, "交来的邮件")
    assert (await box.hand_in(raw)).json() == {"new": True}
    assert (await box.hand_in(raw)).json() == {"new": False}
    assert (await box.hand_in(raw, secret="whsec_YW5vdGhlcidz")).status_code == 404
    assert (await box.hand_in(raw, at=time.time() - 3600)).status_code == 404
    assert (await door.signed_out(box.tenant).post(box.path, content=raw)).status_code == 404
    stranger = await door.member(brisk)
    await box.settle()
    async with box.tenant.scope():
        found = await row("select id from incoming_mail where subject = '交来的邮件'")
    for path in (f"/mails/{found['id']}", f"/mails/{found['id']}/original"):
        assert (await stranger.get(path)).status_code == 404
    may_not = await door.member(box.tenant, may_not="mail.sort")
    assert (await may_not.get("/mails")).status_code == 403
