"""
Siblings of one registrable name: ``brisk.localhost`` beside ``acme.localhost``, portal beside workspace.

A browser takes them for one site. Cookies that a neighbour plants for all of them, forms that it posts to us in a
member's name and pages that read our answers must come to nothing.
"""

import pytest
from tests_support import PASSWORD

from desk.foundation.database import value

from .conftest import Wired, status_of


async def token_of(client) -> str:
    return client.headers["cookie"].partition("=")[2]


async def test_a_sign_in_is_worth_nothing_at_any_sibling(door, acme, brisk, headquarters):
    cookie = (await door.member(brisk)).headers["cookie"]

    for tenant, face in ((acme, "workspace"), (acme, "portal"), (brisk, "portal"), (headquarters, "headquarters")):
        answer = await door.client(tenant, face, cookie=cookie).get("/devices")
        assert answer.status_code == 303
        assert answer.headers["location"].startswith("/sign-in")


@pytest.mark.parametrize(
    "planted",
    [
        "desk=of-a-sibling",
        'desk="',
        '{"a":1}=2',
        "a b=1",
        "expires=1",
        "a[b]=1",
        'x="unclosed',
        "é=1",
        "=",
        ";;;",
        "$Path=/",
    ],
)
async def test_a_planted_cookie_signs_nobody_out(door, acme, planted):
    """Browsers send a cookie for the whole domain beside our own: here it comes first."""
    member = await door.member(acme)
    own = member.headers["cookie"]

    answer = await member.get("/devices", headers=[(b"cookie", f"{planted}; {own}".encode())])
    assert answer.status_code == 200


async def test_a_planted_cookie_signs_nobody_in(door, acme, brisk):
    planted = (await door.member(brisk)).headers["cookie"]
    made_up = "desk=desk_" + "a" * 43

    for cookie in (planted, made_up):
        out = door.client(acme, "workspace", cookie=cookie)
        assert (await out.get("/devices")).status_code == 303
        login = await a_login(door, acme)
        begun = await out.post("/sign-in", data={"login": login, "password": PASSWORD})
        assert begun.status_code == 303
        # A sign-in never takes over what the browser came with.
        assert cookie.partition("=")[2] not in begun.headers["set-cookie"]
        assert (await out.get("/devices")).status_code == 303


async def test_over_https_only_the_cookie_of_this_very_host_counts(wired: Wired, door, acme):
    """``__Host-`` is what a browser refuses to take from a sibling; the plain name is nobody's then."""
    host = acme.host("workspace")
    token = await token_of(await door.member(acme))

    assert status_of(await wired.get(host, "/devices", cookie=f"__Host-desk={token}")) == 200
    assert status_of(await wired.get(host, "/devices", cookie=f"desk={token}")) == 303
    planted = f"desk=of-a-sibling; __Host-desk={token}; desk=again"
    assert status_of(await wired.get(host, "/devices", cookie=planted)) == 200


async def test_a_cookie_is_bound_to_its_host_and_to_https(wired: Wired, door, acme):
    host, login = acme.host("workspace"), await a_login(door, acme)
    body = f"login={login.replace('@', '%40')}&password={PASSWORD.replace(' ', '+')}".encode()
    head = (
        f"POST /sign-in HTTP/1.1\r\nHost: {host}\r\nOrigin: https://{host}\r\nConnection: close\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode()
    answer = (await wired.say(head + body)).decode()

    assert status_of(answer.encode()) == 303, answer[:500]
    cookie = next(line for line in answer.split("\r\n") if line.lower().startswith("set-cookie: __Host-desk=".lower()))
    assert {"Path=/", "Secure", "HttpOnly", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    assert "domain" not in cookie.lower()
    assert "strict-transport-security: max-age=31536000" in answer.lower()


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://brisk.localhost:8000", "sec-fetch-site": "same-site"},
        {"origin": "http://acme-help.localhost:8000"},
        {"origin": "http://acme-files.localhost:8000"},
        {"origin": "http://acme.localhost:9000"},
        {"origin": "http://acme.localhost"},
        {"origin": "http://acme.localhost:8000.evil.example"},
        {"origin": "http://evil.example#@acme.localhost:8000"},
        {"origin": "http://user@acme.localhost:8000"},
        {"origin": "ftp://acme.localhost:8000"},
        {"origin": "acme.localhost:8000"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": "http://acme.localhost:8000", "sec-fetch-site": "same-site"},
        {"origin": "http://acme.localhost:8000", "sec-fetch-site": "cross-site"},
        {"origin": "http://acme.localhost:8000", "sec-fetch-site": "anything"},
    ],
)
async def test_a_sibling_posts_nothing_in_a_members_name(door, acme, headers):
    member = await door.member(acme)

    for path in ("/sign-out", "/customers", "/tickets"):
        assert (await member.post(path, headers=headers)).status_code == 403
    assert (await member.delete("/tickets/1/closure", headers=headers)).status_code == 403
    assert (await member.get("/devices")).status_code == 200


async def test_the_portal_is_a_sibling_too(door, acme):
    from tickets_support import ask, contact

    person = await contact(door, acme)
    number = await ask(person)
    sibling = {"origin": f"http://{acme.host('workspace')}", "sec-fetch-site": "same-site"}

    answer = await person.client.post(f"/tickets/{number}/entries", data={"body": "我写的？"}, headers=sibling)
    assert answer.status_code == 403
    assert "我写的？" not in (await person.client.get(f"/tickets/{number}")).text


async def test_no_sibling_reads_an_answer(door, acme):
    """No door of ours is open to scripts of other origins."""
    member, api = await door.member(acme), await door.api(acme)
    sibling = {"origin": "http://brisk.localhost:8000"}

    for client, path in ((member, "/devices"), (api, "/api/v1/tickets"), (door.signed_out(acme), "/sign-in")):
        for answer in (await client.get(path, headers=sibling), await client.options(path, headers=sibling)):
            assert not any(name.lower().startswith("access-control-") for name in answer.headers)
            assert answer.headers["cross-origin-resource-policy"] == "same-site"
        assert "frame-ancestors 'none'" in (await client.get(path)).headers["content-security-policy"]


async def test_the_files_host_knows_nobody_and_sets_no_cookie(door, acme):
    cookie = (await door.member(acme)).headers["cookie"]
    files = door.client(acme, "files", cookie=cookie)

    for path in ("/", "/sign-in", "/devices", "/signals", "/api/v1/tickets", "/files/x", "/static/desk.css"):
        answer = await files.get(path)
        assert "set-cookie" not in answer.headers
        if path != "/static/desk.css":
            assert answer.status_code == 404, path
    assert (await files.post("/sign-in", data={"login": "a", "password": "b"})).status_code == 404


@pytest.mark.parametrize(
    "host",
    [
        "localhost:8000",
        "x.acme.localhost:8000",
        "acme.localhost.evil.example",
        "acme.localhost.:8000",
        "acme",
        "",
        "[::1]",
    ],
)
async def test_a_host_that_is_nobodys_shows_nothing(door, acme, host):
    member = await door.member(acme)

    answer = await member.get("/devices", headers={"host": host})
    assert answer.status_code == 404
    assert "acme" not in answer.text.lower()


async def a_login(door, tenant) -> str:
    credential, _ = await door.person(tenant, ("hotline_engineer",))
    async with tenant.scope():
        return await value("select login from credential where id = $1", credential)
