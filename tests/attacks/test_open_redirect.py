"""Open redirect: ``next=`` leads back inside this host and nowhere else, whatever a browser makes of it."""

from urllib.parse import urljoin, urlsplit

import pytest

from .test_siblings import PASSWORD, a_login

OUTSIDE = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "http://evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "evil.example",
    "@evil.example",
    ".evil.example",
    " //evil.example",
    "\x00//evil.example",
    "/\x0d\x0aLocation: https://evil.example",
    "",
]
INSIDE = [
    "/",
    "/tickets?view=all&q=a%20b#x",
    "/客户",
    "//",
    "/%2F%2Fevil.example",
    "/a//evil.example",
    "/😀",
    "/;@evil.example",
]


@pytest.mark.parametrize(
    ("face", "path"),
    [*(("workspace", path) for path in (*OUTSIDE, *INSIDE)), ("portal", OUTSIDE[0]), ("portal", "/客户")],
)
async def test_after_signing_in_nobody_is_led_elsewhere(door, acme, path, face):
    if face == "workspace":
        out, login = door.signed_out(acme), await a_login(door, acme)
    else:
        from tickets_support import contact

        out, login = door.signed_out(acme, "portal"), (await contact(door, acme)).login
    begun = await out.post("/sign-in", data={"login": login, "password": PASSWORD, "next": path})

    assert begun.status_code == 303
    _stays(begun.headers["location"])
    assert "evil.example" not in begun.headers["location"] or path in INSIDE


@pytest.mark.parametrize("path", [*OUTSIDE, *INSIDE])
async def test_whoever_is_signed_in_already_is_led_nowhere_else(door, acme, path):
    answer = await (await door.member(acme)).get("/sign-in", params={"next": path})
    if answer.status_code == 303:
        _stays(answer.headers["location"])


@pytest.mark.parametrize(
    "path", ["//evil.example/a", "/%5cevil.example", "/\\evil.example", "/tickets/..//evil.example", "/客户"]
)
async def test_being_sent_to_sign_in_leads_nowhere_else(door, acme, path):
    """The way back is made of the address that was asked for, and may be a trap by itself."""
    for fragment in ({}, {"hx-request": "true"}):
        answer = await door.signed_out(acme).get(f"http://{acme.host('workspace')}{path}", headers=fragment)
        for name in ("location", "hx-redirect"):
            if name in answer.headers:
                _stays(answer.headers[name])


def _stays(location: str) -> None:
    """As a browser would read it: without tabs and line ends, with backslashes as slashes."""
    assert location.isascii()
    assert location.isprintable()
    seen = urljoin("http://acme.localhost:8000/sign-in", location.replace("\\", "/"))
    assert urlsplit(seen).netloc == "acme.localhost:8000", location
    assert urlsplit(seen).scheme == "http"
