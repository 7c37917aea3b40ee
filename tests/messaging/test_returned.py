"""Mail has an address of its own to come back to, and what comes back is believed when it is signed."""

import base64
import hashlib
import hmac
import html
import re
import time

import pytest
from messaging_support import mail_to, one_of, serving

from desk.foundation.database import execute, rows
from desk.kit.time import now
from desk.messaging.tables import MailServer

from .test_bounces import DSN


class Envelopes:
    """A mail server that keeps envelopes."""

    def __init__(self):
        self.kept = []

    async def handle_DATA(self, _server, _session, envelope):
        self.kept.append(envelope)
        return "250 OK"


@pytest.fixture
async def sent(acme, wang, dummy, rules, settle):
    """``(delivery, return path)``: a mail by a server of the tenant's own that names where mail comes back to."""
    taken = Envelopes()
    said = {"host": "127.0.0.1", "security": "none", "sender": "service@acme.example"}
    with serving(taken) as port:
        async with acme.scope():
            await MailServer(**said, port=port, bounces="bounces@mail.acme.example", changed_at=now()).save()
        await mail_to(acme, wang, rules, settle)
    yield await one_of(acme, wang), taken.kept[0].mail_from
    async with acme.scope():
        await MailServer.delete(force=True)


async def hand_in(client, mail, secret, *, at=None):
    """A mail as some program hands it in, signed from the standard alone."""
    body, stamp = mail.encode(), str(int(at or time.time()))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    right = base64.b64encode(hmac.new(key, f"m1.{stamp}.".encode() + body, hashlib.sha256).digest()).decode()
    headers = {"Webhook-Id": "m1", "Webhook-Timestamp": stamp, "Webhook-Signature": f"v1,{right}"}
    return await client.post("/mail/returned", content=body, headers=headers | {"Content-Type": "message/rfc822"})


async def secret_of(manager):
    return re.search(r"whsec_[\w+/=]+", html.unescape((await manager.get("/notices/rules")).text))[0]


def report(to, action="failed", status="5.1.1"):
    return DSN.replace("bounces+abc@acme.example", to).replace("ACTION", action).replace("STATUS", status)


async def test_a_report_marks_the_mail_that_came_back_once(door, manager, acme, wang, sent):
    found, path = sent
    assert re.fullmatch(r"bounces\+[a-z2-7]{36}@mail\.acme\.example", path)
    secret, stranger = await secret_of(manager), door.signed_out(acme)
    late = await hand_in(stranger, report(path, "delayed", "4.0.0"), secret)
    assert (late.status_code, late.json()) == (200, {"known": False})
    for _ in range(2):
        taken = await hand_in(stranger, report(path.upper()), secret)
        assert (taken.status_code, taken.json()) == (200, {"known": True})
    now_it_is = await one_of(acme, wang)
    assert (now_it_is["status"], now_it_is["why"]) == ("bounced", "not_delivered")
    assert "Recipient address rejected" in now_it_is["note"]
    async with acme.scope():
        facts = await rows("select id from event where subject_id = $1 and name = 'delivery.failed'", found["id"])
    assert len(facts) == 1


async def test_what_is_signed_wrongly_or_late_or_for_others_changes_nothing(door, manager, acme, brisk, wang, sent):
    _, path = sent
    secret, stranger = await secret_of(manager), door.signed_out(acme)
    wrong = "whsec_" + base64.b64encode(b"another's").decode()
    assert (await hand_in(stranger, report(path), wrong)).status_code == 404
    assert (await hand_in(stranger, report(path), secret, at=time.time() - 3600)).status_code == 404
    assert (await hand_in(door.signed_out(brisk), report(path), secret)).status_code == 404
    assert (await stranger.post("/mail/returned", content=report(path))).status_code == 404
    forged = path[:10] + ("a" if path[10] != "a" else "b") + path[11:]
    assert (await hand_in(stranger, report(forged), secret)).json() == {"known": False}
    assert (await one_of(acme, wang))["status"] == "sent"


async def test_a_report_says_of_a_mail_that_nobody_knew_of(door, manager, acme, wang, sent):
    found, path = sent
    async with acme.scope():
        await execute("update delivery set status = 'unknown' where id = $1", found["id"])
    await hand_in(door.signed_out(acme), report(path, "delivered", "2.0.0"), await secret_of(manager))
    known = await one_of(acme, wang)
    assert known["status"] == "sent"
    assert known["arrived_at"] is not None


@pytest.mark.parametrize("address", ["bounces", "a+b@acme.example", "x" * 25 + "@acme.example"])
async def test_where_mail_cannot_come_back_to_is_refused(manager, address):
    form = {"host": "smtp.example.com", "port": "465", "security": "tls", "sender": "a@b.example", "bounces": address}
    refused = await manager.post("/notices/mail-server", data=form)

    assert refused.status_code == 422
    assert "s-bounces-error" in refused.text
