"""
Header injection, smuggled and pipelined requests, and what the server itself makes of odd bytes.

Names of files, ways back and words in an address end up in headers; none may begin a new one.
"""

import pytest
from tests_support import make_customer
from tickets_support import number_in

from desk.files.tables import StoredFile

from .conftest import Wired, status_of

BREAKS = [
    "a\r\nX-Planted: 1",
    "a\nX-Planted: 1",
    "a\rX-Planted: 1",
    "a\u2028X-Planted: 1",
    'a"; x="',
    "发票\r\n\r\n<b>",
]


@pytest.mark.parametrize("name", BREAKS)
async def test_the_name_of_a_file_begins_no_header(door, acme, settle, name):
    member = await door.member(acme)
    number = await number_in(acme, "open", customer=await make_customer(acme))
    # Written as it is: a program is not held to what a browser would make of the name.
    body = (
        b'--b\r\nContent-Disposition: form-data; name="body"\r\n\r\nseen\r\n'
        b'--b\r\nContent-Disposition: form-data; name="files"; filename="'
        + name.replace('"', "%22").encode()
        + b'.txt"\r\n'
        b"Content-Type: text/plain\r\n\r\nhello\r\n--b--\r\n"
    )
    answer = await member.post(
        f"/tickets/{number}/entries", content=body, headers={"content-type": "multipart/form-data; boundary=b"}
    )
    assert answer.status_code in (303, 400, 422)
    await settle()
    async with acme.scope():
        # However it came in, this is what the name may have become at worst: columns take any text.
        found = await StoredFile.objects().order_by(StoredFile.created_at, ascending=False).first()
        if found is None:
            return
        found.name = name
        await found.save([StoredFile.name])
    led = await member.get(f"/files/{found.id}")
    if led.status_code != 303:
        return
    assert led.headers["location"].isascii()
    assert "x-planted" not in led.headers
    fetched = await door.client(acme, "files").get(led.headers["location"])
    assert "x-planted" not in fetched.headers
    if fetched.status_code == 200:
        assert fetched.headers["content-disposition"].isprintable()
        assert fetched.headers["content-disposition"].count('"') == 2


@pytest.mark.parametrize(
    "path", ["/tickets?q=", "/customers?q=", "/search?q=", "/sign-in?next=", "/tickets/new?q=", "/tickets?lang="]
)
async def test_words_of_an_address_begin_no_header(door, acme, path):
    member = await door.member(acme)
    for word in ("%0d%0aX-Planted:%201", "%0aX-Planted: 1", "%E5%98%8A%E5%98%8DX-Planted:1", "en%0d%0aSet-Cookie:a=b"):
        for fragment in ({}, {"hx-request": "true"}):
            answer = await member.get(path + word, headers=fragment)
            assert "x-planted" not in answer.headers
            assert "a=b" not in answer.headers.get("set-cookie", "")


REQUEST = "GET /sign-in HTTP/1.1\r\nHost: {host}\r\n"


@pytest.mark.parametrize(
    "lines",
    [
        "Transfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\nGET /planted HTTP/1.1\r\nHost: {host}\r\n\r\n",
        "Content-Length: 5\r\nContent-Length: 6\r\n\r\n123456",
        "Content-Length: -1\r\n\r\n",
        "Content-Length: +5\r\n\r\n12345",
        "Content-Length: 0x5\r\n\r\n12345",
        "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
        "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "X-A: a\x00b\r\n\r\n",
        "X A: b\r\n\r\n",
        " folded: a\r\n\r\n",
    ],
)
async def test_a_request_that_could_be_read_in_two_ways_is_read_as_none(wired: Wired, acme, lines):
    host = acme.host("workspace")
    said = (REQUEST.replace("GET", "POST") + lines).format(host=host)
    answer = await wired.say(said.encode("latin-1"))

    assert b"planted" not in answer
    assert status_of(answer) in (0, 400, 422, 403)
    assert answer.count(b"HTTP/1.1 200") == 0
    assert status_of(await wired.get(host)) == 200


async def test_requests_in_one_go_are_answered_each_for_itself(wired: Wired, door, acme, brisk):
    """One connection of a proxy carries many people; nothing of one request is left for the next."""
    here, there = acme.host("workspace"), brisk.host("workspace")
    token = (await door.member(acme)).headers["cookie"].partition("=")[2]
    asked = (
        f"GET /devices HTTP/1.1\r\nHost: {here}\r\nCookie: __Host-desk={token}\r\n\r\n"
        f"GET /devices HTTP/1.1\r\nHost: {here}\r\n\r\n"
        f"GET /devices HTTP/1.1\r\nHost: {there}\r\nCookie: __Host-desk={token}\r\n\r\n"
        f"GET /devices HTTP/1.1\r\nHost: {here}\r\nCookie: __Host-desk={token}\r\nConnection: close\r\n\r\n"
    )
    answer = await wired.say(asked.encode())

    statuses = [int(part[:3]) for part in answer.split(b"HTTP/1.1 ")[1:]]
    assert statuses == [200, 303, 303, 200]


@pytest.mark.parametrize(
    "hosts",
    [
        "Host: {ours}\r\nHost: {theirs}\r\n",
        "Host: {ours}, {theirs}\r\n",
        "Host: {theirs}\r\nX-Forwarded-Host: {ours}\r\n",
        "Host: {theirs}\r\nX-Host: {ours}\r\nForwarded: host={ours}\r\n",
    ],
)
async def test_another_word_for_the_host_opens_nothing(wired: Wired, door, acme, brisk, hosts):
    """A sign-in of acme, and a request that is brisk's in one reading: never acme's page on brisk's name."""
    token = (await door.member(acme)).headers["cookie"].partition("=")[2]
    said = hosts.format(ours=acme.host("workspace"), theirs=brisk.host("workspace"))
    answer = await wired.say(
        f"GET /members HTTP/1.1\r\n{said}Cookie: __Host-desk={token}\r\nConnection: close\r\n\r\n".encode()
    )
    if hosts.startswith("Host: {ours}\r\n"):
        assert b"brisk" not in answer.lower()
    else:
        assert status_of(answer) in (0, 303, 400, 404)
    absolute = f"GET http://{acme.host('workspace')}/members HTTP/1.1\r\nHost: {brisk.host('workspace')}\r\n"
    answer = await wired.say((absolute + f"Cookie: __Host-desk={token}\r\nConnection: close\r\n\r\n").encode())
    assert status_of(answer) in (303, 400, 404)


async def test_the_server_does_not_say_what_it_is(wired: Wired, acme):
    head = (await wired.get(acme.host("workspace"))).split(b"\r\n\r\n", 1)[0].lower()

    for word in (b"server:", b"x-powered-by", b"uvicorn", b"litestar", b"python"):
        assert word not in head
