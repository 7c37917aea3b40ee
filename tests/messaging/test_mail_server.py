"""A mail server of the tenant's own: only in the open, its password sealed, encrypted where that was asked for."""

import email.policy
import ssl
from contextlib import contextmanager
from datetime import timedelta
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from messaging_support import Picky, mail_to, one_of, serving
from people_support import mail_server

from desk.foundation.database import value
from desk.foundation.outgoing import Outgoing
from desk.kit.time import now
from desk.messaging import mails
from desk.messaging.tables import MailServer

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
