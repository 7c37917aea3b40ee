"""Calling out: only to the open internet, to the very address that was looked at, and never for long."""

import asyncio
import datetime
import ssl
from ipaddress import ip_address, ip_network
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from receiver_support import Receiver, receiving

from desk.foundation import outgoing
from desk.foundation.outgoing import AddressRefused, NoAnswer, Outgoing, PortRefused, UnfitUrl

LOOPBACK = (ip_network("127.0.0.0/8"),)


class Names:
    """Name servers that answer as they are told, one answer after the other."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers, self.asked = list(answers), []

    async def __call__(self, host: str, _port: int) -> list:
        self.asked.append(host)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [ip_address(one) for one in answer]


@pytest.fixture
async def receiver():
    async with receiving() as found:
        yield found


async def why(calls: Outgoing, url: str, **more: float) -> str:
    with pytest.raises(NoAnswer) as refused:
        await calls.post(url, b"{}", {}, **more)
    return refused.value.why


async def test_a_call_arrives_as_it_was_meant(receiver: Receiver):
    answer = await Outgoing(allow=LOOPBACK).post(receiver.url, b'{"a": 1}', {"content-type": "application/json"})

    assert answer.status == 204
    [came] = receiver.came
    assert came.line == "POST /hooks?from=desk HTTP/1.1"
    assert came.body == b'{"a": 1}'
    assert came.headers["host"] == f"127.0.0.1:{receiver.port}"
    assert came.headers["accept-encoding"] == "identity"


async def test_without_leave_this_machine_is_not_called(receiver: Receiver):
    assert await why(Outgoing(), receiver.url) == "address"
    assert receiver.came == []


async def test_in_production_nobody_can_give_leave(monkeypatch):
    given = outgoing.settings.model_copy(update={"environment": "production", "outgoing_allow": LOOPBACK})
    monkeypatch.setattr(outgoing, "settings", given)

    assert outgoing.outgoing.__wrapped__().allow == ()


async def test_a_name_is_resolved_once_and_the_address_that_was_looked_at_is_called(receiver: Receiver):
    names = Names(["127.0.0.1"], ["10.0.0.1"])
    calls = Outgoing(resolve=names, allow=LOOPBACK)

    await calls.post(f"http://hooks.example.cn:{receiver.port}/", b"", {})

    assert names.asked == ["hooks.example.cn"]
    assert receiver.came[0].headers["host"] == f"hooks.example.cn:{receiver.port}"


@pytest.mark.parametrize(
    "answer",
    [["127.0.0.1"], ["93.184.216.34", "127.0.0.1"], ["::1"], ["::ffff:10.0.0.1"], ["64:ff9b::a00:1"], ["fe80::1"]],
)
async def test_a_name_that_leads_inside_is_not_called(answer):
    assert await why(Outgoing(resolve=Names(answer)), "http://hooks.example.cn/") == "address"


async def test_a_name_that_turns_inside_between_two_looks_is_not_followed_there(receiver: Receiver):
    """The first answer is open and takes no connection here; the second one is never asked for."""
    names = Names(["192.0.2.1"], ["127.0.0.1"])
    calls = Outgoing(resolve=names, allow=(ip_network("192.0.2.0/24"),))

    assert await why(calls, f"http://hooks.example.cn:{receiver.port}/", seconds=0.5) in ("connection", "time")
    assert receiver.came == []
    assert len(names.asked) == 1


async def test_the_next_address_of_a_name_is_tried(receiver: Receiver):
    calls = Outgoing(resolve=Names(["127.0.0.2", "127.0.0.1"]), allow=LOOPBACK)

    assert (await calls.post(f"http://hooks.example.cn:{receiver.port}/", b"", {})).status == 204


async def test_a_name_that_nobody_knows():
    async def unknown(_host: str, _port: int) -> list:
        raise OSError

    assert await why(Outgoing(resolve=unknown), "http://hooks.example.cn/") == "name"
    assert await why(Outgoing(resolve=Names([])), "http://hooks.example.cn/") == "name"


async def test_a_redirect_is_an_answer_and_not_a_way(receiver: Receiver):
    receiver.replies = [b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1/secret\r\nContent-Length: 0\r\n\r\n"]

    assert (await Outgoing(allow=LOOPBACK).post(receiver.url, b"", {})).status == 302
    assert len(receiver.came) == 1


@pytest.mark.parametrize("reply", ["hang", "drip"])
async def test_who_is_slow_is_left(receiver: Receiver, reply):
    receiver.replies = [reply]

    async with asyncio.timeout(3):
        assert await why(Outgoing(allow=LOOPBACK), receiver.url, seconds=0.3) == "time"


async def test_of_a_large_answer_the_beginning_is_read(receiver: Receiver):
    receiver.replies = ["flood"]

    async with asyncio.timeout(3):
        assert len((await Outgoing(allow=LOOPBACK).post(receiver.url, b"", {})).body) == outgoing.MOST


@pytest.mark.parametrize(
    "reply", [b"SSH-2.0-OpenSSH\r\n", b"", b"HTTP/1.1 banana\r\n\r\n", b"HTTP/1.1 200 OK\r\nA" * 9_000]
)
async def test_what_is_no_answer(receiver: Receiver, reply):
    receiver.replies = [reply]

    assert await why(Outgoing(allow=LOOPBACK), receiver.url) == "answer"


async def test_nobody_listens():
    assert await why(Outgoing(allow=LOOPBACK), "http://127.0.0.1:9/") == "connection"


async def test_proxies_of_the_surroundings_are_not_asked(receiver: Receiver, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")

    assert (await Outgoing(allow=LOOPBACK).post(receiver.url, b"", {})).status == 204


@pytest.mark.parametrize(
    ("url", "refusal"),
    [
        ("http://127.0.0.1/", AddressRefused),
        ("https://[::ffff:127.0.0.1]/", AddressRefused),
        ("http://2130706433/", UnfitUrl),
        ("http://user@hooks.example.cn/", UnfitUrl),
        ("http://hooks.example.cn:22/", PortRefused),
        ("https://hooks.example.cn:6379/", PortRefused),
        ("http://8.8.8.8:5432/", PortRefused),
    ],
)
def test_what_is_wrong_with_an_address_is_said_at_once(url, refusal):
    with pytest.raises(refusal):
        Outgoing().check(url)


def test_ports_of_web_servers_and_those_of_the_settings():
    assert Outgoing().check("https://hooks.example.cn:8443/").port == 8443
    assert Outgoing(ports=outgoing.PORTS | {9443}).check("https://hooks.example.cn:9443/").port == 9443


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """A server's certificate for hooks.example.cn, and the trust of a client that knows who made it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "hooks.example.cn")])
    today = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("hooks.example.cn")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder: Path = tmp_path_factory.mktemp("certificate")
    (folder / "made.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "made.pem", folder / "key.pem")
    return server, ssl.create_default_context(cafile=str(folder / "made.pem"))


async def test_a_certificate_is_that_of_the_name_and_not_of_the_address(certificate):
    server, trust = certificate
    async with receiving(server) as receiver:
        calls = Outgoing(resolve=Names(["127.0.0.1"]), allow=LOOPBACK, trust=trust)

        assert (await calls.post(f"https://hooks.example.cn:{receiver.port}/", b"", {})).status == 204
        assert await why(calls, f"https://other.example.cn:{receiver.port}/") == "certificate"
        assert await why(calls, receiver.url) == "certificate"
        assert await why(Outgoing(allow=LOOPBACK), receiver.url) == "certificate"
