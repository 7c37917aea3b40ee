"""
Resource exhaustion: slow clients, huge bodies, many fields and parts, deep JSON, huge headers, bombs in files.

A few attackers may cost themselves time; everybody else is served meanwhile, and the refusal is a sentence.
"""

import asyncio
import time

import pytest
from tests_support import make_customer

from .conftest import Wired, status_of

AT_ONCE = 60
"""More than the process has connections to the database."""
URL_ENCODED = {"content-type": "application/x-www-form-urlencoded"}


async def test_clients_who_send_slowly_keep_nobody_waiting(wired: Wired, acme):
    """Headers that never end, bodies that never come: each holds a socket and nothing else."""
    host = acme.host("workspace").encode()
    endless = b"GET /sign-in HTTP/1.1\r\nHost: " + host + b"\r\nX-A: "
    bodiless = b"POST /sign-in HTTP/1.1\r\nHost: " + host + b"\r\nContent-Length: 5000\r\n\r\nlogin="
    held = [await asyncio.open_connection("127.0.0.1", wired.port) for _ in range(2 * AT_ONCE)]
    try:
        for place, (_, writer) in enumerate(held):
            writer.write(endless if place % 2 else bodiless)
            await writer.drain()
        await asyncio.sleep(0.3)
        async with asyncio.timeout(20):
            for _ in range(5):
                assert status_of(await wired.get(acme.host("workspace"))) == 200
    finally:
        for _, writer in held:
            writer.close()


async def test_clients_who_read_slowly_keep_nobody_waiting(wired: Wired, door, acme):
    token = (await door.member(acme)).headers["cookie"].partition("=")[2]
    asking = (
        f"GET /tickets HTTP/1.1\r\nHost: {acme.host('workspace')}\r\nCookie: __Host-desk={token}\r\n\r\n"
    ).encode()
    held = [await asyncio.open_connection("127.0.0.1", wired.port, limit=1024) for _ in range(AT_ONCE)]
    try:
        for _, writer in held:
            writer.write(asking * 5)
            await writer.drain()
        async with asyncio.timeout(60):
            answer = await wired.get(acme.host("workspace"), "/devices", cookie=f"__Host-desk={token}")
        assert status_of(answer) == 200
    finally:
        for _, writer in held:
            writer.close()


@pytest.mark.parametrize(
    "head",
    [b"X-A: " + b"a" * 200_000 + b"\r\n", b"X-A: a\r\n" * 20_000, b"Cookie: " + b"a=b; " * 40_000 + b"\r\n"],
    ids=["long", "many", "cookies"],
)
async def test_huge_headers_are_refused_or_harmless(wired: Wired, acme, head):
    host = acme.host("workspace").encode()
    begun = time.monotonic()
    answer = await wired.say(b"GET /sign-in HTTP/1.1\r\nHost: " + host + b"\r\n" + head + b"Connection: close\r\n\r\n")

    assert status_of(answer) in (0, 200, 303, 400, 431)
    assert time.monotonic() - begun < 10
    assert status_of(await wired.get(acme.host("workspace"))) == 200


@pytest.mark.parametrize("path", ["/sign-in", "/customers", "/tickets"])
async def test_a_form_of_very_many_fields_is_refused_at_once(door, acme, path):
    member = await door.member(acme)
    many = "&".join(f"a{number}=" for number in range(100_000)).encode()

    begun = time.process_time()
    answer = await member.post(path, content=many, headers=URL_ENCODED)
    assert answer.status_code in (400, 422)
    assert time.process_time() - begun < 1


async def test_an_upload_of_very_many_parts_is_refused(door, acme):
    member = await door.member(acme)
    part = b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n'

    answer = await member.post(
        "/tickets", content=part * 20_000 + b"--b--\r\n", headers={"content-type": "multipart/form-data; boundary=b"}
    )
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "body", [b"-" * 5_000_000, b"\r\n-" * 1_500_000, b"x" * 5_000_000], ids=["dashes", "ends", "x"]
)
async def test_an_upload_that_is_nothing_is_refused_soon(door, acme, body):
    member = await door.member(acme)

    begun = time.process_time()
    answer = await member.post("/tickets", content=body, headers={"content-type": "multipart/form-data; boundary=-"})
    assert answer.status_code in (400, 422)
    assert time.process_time() - begun < 3


@pytest.mark.parametrize("path", ["/sign-in", "/customers", "/tickets/1/hold", "/api/v1/tickets", "/api/v1/customers"])
async def test_a_huge_body_is_refused(door, acme, path):
    client = await (door.api(acme) if path.startswith("/api") else door.member(acme))

    answer = await client.post(path, content=b"a" * 1_000_001, headers={"content-type": "text/plain"})
    assert answer.status_code == 413


@pytest.mark.parametrize("path", ["/api/v1/tickets", "/api/v1/tickets/1/entries", "/api/v1/customers"])
@pytest.mark.parametrize(
    "body",
    [
        b"[" * 200_000 + b"]" * 200_000,
        b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
        b'{"subject":' + b"[" * 200_000 + b"]" * 200_000 + b"}",
        b'{"version":' + b"9" * 500_000 + b"}",
        b'{"a":1e999999999}',
        b'{"subject":"\\ud800"}',
        b"\xff\xfe{",
        b"null",
        b"",
    ],
    ids=["lists", "objects", "inside", "digits", "exponent", "surrogate", "bytes", "null", "empty"],
)
async def test_strange_json_is_refused_in_a_sentence(door, acme, path, body):
    api = await door.api(acme)

    begun = time.process_time()
    answer = await api.post(path, content=body, headers={"content-type": "application/json"})
    assert answer.status_code in (400, 404, 422)
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert time.process_time() - begun < 2


async def test_a_wide_object_is_read_soon(door, acme):
    api = await door.api(acme)
    body = b"{" + b",".join(b'"%d":1' % number for number in range(80_000)) + b"}"

    begun = time.process_time()
    answer = await api.post("/api/v1/tickets", content=body)
    assert answer.status_code == 422
    assert time.process_time() - begun < 2


async def test_a_word_of_a_million_letters_costs_nobody_anything(door, acme):
    """Names are spelled in pinyin, normalised and indexed: only what fits."""
    member = await door.member(acme)
    long = "中" * 300_000

    begun = time.process_time()
    for path, data in (
        ("/customers", {"name": long}),
        ("/tickets", {"customer": str(await make_customer(acme)), "subject": long, "body": "a"}),
        ("/sign-in", {"login": long, "password": long}),
    ):
        assert (await member.post(path, data=data, headers=URL_ENCODED)).status_code in (413, 422)
    for path in ("/search?q=", "/customers?q=", "/tickets?q=", "/tickets/new?q="):
        assert (await member.get(path + "中" * 5_000)).status_code == 200
    assert time.process_time() - begun < 5
