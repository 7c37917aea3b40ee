"""What becomes of a delivery: taken, put off, refused, wrong address, or nobody can tell; never twice by itself."""

import asyncio
import email.policy
import socket
import ssl
from contextlib import contextmanager
from datetime import timedelta
from ipaddress import ip_address

import asyncpg
import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from messaging_support import deliveries, make_contact, say
from people_support import mail_server
from pydantic import SecretStr

from desk.customers.tables import Contact
from desk.foundation import jobs
from desk.foundation.database import execute, rows, value
from desk.foundation.notices import Outcome
from desk.foundation.outgoing import Outgoing
from desk.foundation.relay import Relay
from desk.kit.time import now
from desk.messaging import actions, mails
from desk.messaging.actions import ways
from desk.messaging.states import BACK_OFF
from desk.messaging.tables import MailServer
from desk.settings import settings


async def one_of(acme, person, **where):
    found = await deliveries(acme, person, **where)
    assert len(found) == 1, found
    return found[0]


async def mail_to(acme, person, rules, settle, **more):
    """A notice for somebody that goes by mail."""
    await rules(channels={"dummy.said": ["email"]})
    await say(acme, person, **more)
    await settle()


async def test_a_mail_says_whose_it_is_and_how_to_end_it(acme, wang, dummy, rules, mailbox, settle):
    await mail_to(acme, wang, rules, settle, word="年终促销\r\nBcc: evil@example.com")

    found, message = await one_of(acme, wang), mailbox.message()
    assert message["message-id"] == f"<{found['id']}@localhost>"
    assert message["auto-submitted"] == "auto-generated"
    assert message["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"
    assert message["list-unsubscribe"].startswith(f"<http://{acme.host('portal')}/opt-out/")
    assert message["bcc"] is None
    assert message["subject"] == "年终促销 Bcc: evil@example.com from Acme 软件服务"
    assert str(message["from"]) == "Acme 软件服务 <no-reply@localhost>"
    assert (found["status"], found["address"], found["tries"]) == ("sent", wang.email, 1)


async def test_a_server_that_doesnt_take_it_now_is_asked_again_later(acme, wang, dummy, rules, mailbox, settle, later):
    mailbox.refuses = True
    await mail_to(acme, wang, rules, settle)
    found = await one_of(acme, wang)
    assert (found["status"], found["why"], found["note"]) == ("waiting", "refused", "451 try again later")
    await settle()
    assert (await one_of(acme, wang))["tries"] == 1

    mailbox.refuses = False
    with later(seconds=31):
        await settle()
    found = await one_of(acme, wang)
    assert (found["status"], found["why"], found["tries"], len(mailbox.messages)) == ("sent", "", 2, 1)


async def test_it_is_tried_for_a_day_and_then_has_failed(acme, wang, dummy, rules, settle, later):
    await rules(quiet_from="00:00", quiet_until="00:00")
    dummy.NEXT += [Outcome("later", "refused")] * 20
    await say(acme, wang)
    await settle()
    waited = timedelta(0)
    for pause in BACK_OFF:
        waited += pause + timedelta(seconds=2)
        with later(seconds=waited.total_seconds()):
            await settle()
    found = await one_of(acme, wang)

    assert (found["tries"], found["status"]) == (len(BACK_OFF) + 1, "failed")
    async with acme.scope():
        said = await rows("select payload from event where name = 'delivery.failed' and subject_id = $1", found["id"])
    assert len(said) == 1
    assert '"status": "failed"' in said[0]["payload"]


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


@pytest.mark.parametrize(
    ("said", "status", "why"),
    [
        ({"rcpt": "550 no such user"}, "bounced", "no_mailbox"),
        ({"rcpt": "450 busy"}, "waiting", "refused"),
        ({"data": "554 this is spam"}, "failed", "refused"),
        ({"data": "452 disk full"}, "waiting", "refused"),
        ({"data": "hang up"}, "unknown", "interrupted"),
    ],
    ids=["no mailbox", "busy", "spam", "full", "hangs up"],
)
async def test_what_a_server_says_decides(acme, wang, dummy, rules, settle, monkeypatch, said, status, why):

    with serving(Picky(**said)) as port:
        url = SecretStr(f"smtp://127.0.0.1:{port}")
        monkeypatch.setattr(ways, "settings", ways.settings.model_copy(update={"smtp_url": url}))
        await mail_to(acme, wang, rules, settle)
    found = await one_of(acme, wang)
    assert (found["status"], found["why"]) == (status, why)


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

    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


async def test_nobody_there_is_tried_again(acme, wang, dummy, rules, settle, monkeypatch):

    nowhere = SecretStr(f"smtp://127.0.0.1:{free_port()}")
    monkeypatch.setattr(ways, "settings", ways.settings.model_copy(update={"smtp_url": nowhere}))
    await mail_to(acme, wang, rules, settle)

    found = await one_of(acme, wang)
    assert (found["status"], found["why"]) == ("waiting", "connection")


@pytest.mark.parametrize("what", [RuntimeError("broken"), TimeoutError()], ids=["raises", "takes too long"])
async def test_a_channel_that_breaks_over_it_leaves_it_unknown_and_a_person_sends_it_again(
    manager, acme, wang, dummy, settle, later, what
):
    dummy.NEXT.append(what)
    await say(acme, wang)
    await settle()
    found = await one_of(acme, wang)
    assert (found["status"], dummy.SENT) == ("unknown", [])
    with later(days=1):
        await settle()
    assert dummy.SENT == []

    page = (await manager.get(f"/deliveries/{found['id']}")).text
    assert "可能已经送到，不会自动重发" in page
    assert (await manager.post(f"/deliveries/{found['id']}/sending")).status_code == 303
    await settle()
    assert len(dummy.SENT) == 1
    assert (await one_of(acme, wang))["status"] == "sent"
    assert (await manager.post(f"/deliveries/{found['id']}/sending")).status_code == 409


async def find_lost():
    """Put back what was under way when its worker died, as the pacer does."""
    clock = await asyncpg.connect(settings.clock_url)
    try:
        return await Relay(clock, None).find_lost(now())
    finally:
        await clock.close()


class Killed(BaseException):
    """As a worker ends by kill -9: nothing after it runs."""


async def test_a_worker_that_dies_while_sending_leaves_it_unknown(acme, wang, dummy, settle, later):

    dummy.NEXT.append(Killed())
    await say(acme, wang)
    with pytest.raises(Killed):
        await settle()
    found = await one_of(acme, wang)
    assert (found["status"], found["tries"]) == ("sending", 1)

    await settle()
    assert (await one_of(acme, wang))["status"] == "sending"
    with later(seconds=60):
        assert await find_lost() >= 1
        await settle()
        found = await one_of(acme, wang)
        assert (found["status"], found["why"]) == ("unknown", "interrupted")
    with later(days=2):
        await settle()
    assert dummy.SENT == []


async def test_two_who_send_the_same_at_once_send_it_once(acme, wang, dummy, settle):
    await say(acme, wang)
    async with acme.scope():
        tell = await rows("select id from reaction where subscriber = 'messaging.tell'")
    await settle_one(acme, [one["id"] for one in tell])
    found = await one_of(acme, wang, status="waiting")
    first = asyncio.create_task(actions.send(acme.id, found["id"]))
    second = asyncio.create_task(actions.send(acme.id, found["id"]))
    await asyncio.gather(first, second)
    assert len(dummy.SENT) == 1
    assert (await one_of(acme, wang))["status"] == "sent"
    await settle()
    assert len(dummy.SENT) == 1


async def settle_one(acme, ids):
    """Only these reactions, as a worker would."""
    async with acme.scope():
        await execute("update reaction set status = 'sent' where id = any($1)", ids)
    await jobs.work_off(acme.id, ids)


async def test_what_is_too_long_for_a_channel_is_cut(acme, wang, dummy, settle):
    await say(acme, wang, word="长" * 500)
    await settle()

    assert len(dummy.SENT[0].body) == 200
    assert dummy.SENT[0].body.endswith("…")


async def test_who_left_meanwhile_gets_nothing(acme, wang, dummy, settle):

    await say(acme, wang)
    async with acme.scope():
        tell = [one["id"] for one in await rows("select id from reaction where subscriber = 'messaging.tell'")]
    await settle_one(acme, tell)
    async with acme.scope():
        await Contact.update({"status": "left"}).where(Contact.id == wang.id)
    await settle()

    assert dummy.SENT == []
    assert (await one_of(acme, wang))["why"] == "left"


async def test_what_was_left_out_can_be_sent_when_there_is_an_address(manager, door, acme, dummy, settle):

    person = await make_contact(door, acme, mobile="")
    await say(acme, person)
    await settle()
    found = await one_of(acme, person, status="skipped")
    async with acme.scope():
        await Contact.update({"mobile": "13900009999"}).where(Contact.id == person.id)
    await manager.post(f"/deliveries/{found['id']}/sending")
    await settle()

    assert [one.address for one in dummy.SENT] == ["13900009999"]


# -- a server of the tenant's own

SERVER = {"security": "none", "sender": "service@acme.example", "username": "", "password": ""}


async def test_a_tenants_own_server_sends_and_its_password_is_sealed(manager, acme, settle, monkeypatch):
    with mail_server() as found:
        port = int(found.url.rpartition(":")[2])
        form = SERVER | {"host": "127.0.0.1", "port": str(port), "username": "desk", "password": "a secret of ours"}
        assert (await manager.post("/notices/mail-server", data=form)).status_code == 303
        async with acme.scope():
            kept = await value("select password from mail_server")
        page = (await manager.get("/notices/rules")).text
        assert "a secret of ours" not in kept + page
        without = form | {"username": "", "password": ""}
        await manager.post("/notices/mail-server", data=without)
        assert (await manager.post("/notices/mail-server/trial")).status_code == 303
        await settle()
        message = email.message_from_bytes(found.messages[-1].content, policy=email.policy.default)
    assert "service@acme.example" in message["from"]
    assert message["subject"] == "Acme 软件服务的邮件服务器可以使用"
    assert message["list-unsubscribe"] is None
    assert (await manager.post("/notices/mail-server", data={"_method": "DELETE"})).status_code == 303
    assert (await manager.post("/notices/mail-server/trial")).status_code == 409


@pytest.mark.parametrize("host", ["10.0.0.5", "169.254.169.254", "localhost", "[::1]", "192.168.1.1", "a b"])
async def test_a_server_inside_is_refused(manager, host):
    refused = await manager.post("/notices/mail-server", data=SERVER | {"host": host, "port": "25"})

    assert refused.status_code == 422
    assert "s-host-error" in refused.text


async def test_a_port_that_isnt_one_of_mail_is_refused(manager):
    refused = await manager.post("/notices/mail-server", data=SERVER | {"host": "93.184.216.34", "port": "22"})

    assert refused.status_code == 422
    assert "s-port-error" in refused.text


async def test_a_name_that_leads_inside_is_never_called(acme, wang, dummy, rules, settle, monkeypatch):
    """A name that looked fine when it was entered, and answers with an address inside when it is called."""

    async def inside(_host, _port):
        return [ip_address("93.184.216.34"), ip_address("10.0.0.5")]

    monkeypatch.setattr(mails, "outgoing", lambda: Outgoing(resolve=inside))
    async with acme.scope():
        await MailServer(
            host="smtp.acme.example", port=25, security="none", sender="service@acme.example", changed_at=now()
        ).save()
    try:
        await mail_to(acme, wang, rules, settle)
        found = await one_of(acme, wang)
        assert (found["status"], found["why"]) == ("waiting", "address")
    finally:
        async with acme.scope():
            await MailServer.delete(force=True)


@contextmanager
def certificate(folder):
    """A certificate that nobody signed but its owner."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "smtp.acme.example")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(7).not_valid_before(now() - timedelta(days=1)).not_valid_after(now() + timedelta(days=9))
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    signed = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    (folder / "own.pem").write_bytes(private + signed)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "own.pem")
    yield context


async def test_mail_is_encrypted_where_that_was_asked_for(acme, wang, dummy, rules, settle, tmp_path):
    """A certificate that nobody signed is none, and nothing goes out in the clear instead."""
    taken = Picky()
    with certificate(tmp_path) as context, serving(taken, tls_context=context) as port:
        async with acme.scope():
            said = {"host": "127.0.0.1", "port": port, "security": "starttls", "sender": "service@acme.example"}
            await MailServer(**said, changed_at=now()).save()
        try:
            await mail_to(acme, wang, rules, settle)
        finally:
            async with acme.scope():
                await MailServer.delete(force=True)
    found = await one_of(acme, wang)
    assert (found["status"], found["why"]) == ("waiting", "certificate")
