"""Headers that protect, on every kind of answer; and changes that another site asks for."""

import re

import pytest

from desk.foundation.web.headers import SAFE, cookie_name, set_cookie

PROTECTIVE = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-site",
}


async def kinds_of_answers(door, trial):
    """One of each: its name, the answer, and whether it may be kept."""
    member, out, program = await door.member(trial), door.signed_out(trial), await door.api(trial)
    htmx = {"hx-request": "true"}
    yield "page", await member.get("/devices"), False
    yield "sign-in page", await out.get("/sign-in"), False
    yield "portal page", await door.signed_out(trial, "portal").get("/sign-in"), False
    yield "way to sign-in", await out.get("/devices"), False
    yield "fragment's way to sign-in", await out.get("/devices", headers=htmx), False
    yield "redirect after a change", await member.post("/devices/others/end"), False
    yield "refused form", await out.post("/sign-in", data={}), False
    yield "forbidden page", await (await door.member(trial, may_not="trial.try")).post("/trial/upload"), False
    yield "nothing there", await member.get("/devices/nothing"), False
    yield "wrong method", await member.put("/devices"), False
    yield "options", await member.options("/devices"), False
    yield "head", await member.head("/devices"), False
    yield "refusal", await member.post("/trial/refusal"), False
    yield "fragment's refusal", await member.post("/trial/refusal", headers=htmx), False
    yield "mistake of ours", await out.get("/trial/break"), False
    yield "fragment's mistake of ours", await out.get("/trial/break", headers=htmx), False
    yield "stream", await member.get("/trial/stream"), False
    yield "another site's wish", await member.post("/sign-out", headers={"origin": "http://evil.example"}), False
    yield "problem", await door.client(trial, "api").post("/api/v1/trial/things"), False
    yield "answer of the API", await program.post("/api/v1/trial/things", data={"word": "x"}), False
    yield "static file", await out.get("/static/desk.css"), True
    yield "static file that is not there", await out.get("/static/nothing.css"), False
    yield "colours", await out.get("/theme.css"), True
    yield "file host", await door.signed_out(trial, "files").get("/nothing"), False


async def test_every_kind_of_answer_is_protected(door, trial):
    missing = []
    async for kind, answer, may_be_kept in kinds_of_answers(door, trial):
        found = {name: answer.headers.get(name) for name in PROTECTIVE}
        if found != PROTECTIVE:
            missing.append((kind, answer.status_code, found))
        policy = answer.headers.get("content-security-policy", "")
        if "default-src 'none'" not in policy or "unsafe" in policy or "frame-ancestors 'none'" not in policy:
            missing.append((kind, answer.status_code, policy))
        stored = answer.headers.get("cache-control")
        if (stored == "no-store") == may_be_kept:
            missing.append((kind, answer.status_code, stored))
    assert missing == []


async def test_unknown_hosts_and_health_checks_tell_nothing(door, trial):
    out = door.signed_out(trial)
    for path, host, status in (
        ("/", "nobody.localhost:8000", 404),
        ("/sign-in", "", 404),
        ("/", "..", 404),
        ("/", "[::1]:8000", 404),
        ("/", "x" * 5000, 404),
        ("/livez", "nobody.localhost", 200),
        ("/readyz", "nobody.localhost", 200),
    ):
        answer = await out.get(path, headers={"host": host})
        assert answer.status_code == status, host
        assert answer.headers["cache-control"] == "no-store"
        assert trial.slug not in answer.text


async def test_each_page_has_its_own_nonce_and_says_it_to_its_scripts(door, trial):
    member = await door.member(trial)
    nonces = set()
    for _ in range(3):
        page = await member.get("/devices")
        (nonce,) = set(re.findall(r"'nonce-([^']+)'", page.headers["content-security-policy"]))
        assert set(re.findall(r'nonce="([^"]*)"', page.text)) == {nonce}
        nonces.add(nonce)
    assert len(nonces) == 3


async def test_the_policy_lets_pictures_come_from_the_tenants_file_host_alone(door, trial):
    policy = (await (await door.member(trial)).get("/devices")).headers["content-security-policy"]
    images = next(part for part in policy.split("; ") if part.startswith("img-src"))
    assert images == f"img-src 'self' data: http://{trial.slug}-files.localhost:8000"


def test_cookies_are_for_this_host_and_no_script():
    cookie = set_cookie("desk", "x", seconds=60)
    assert {"HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=60"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


OWN = "trial.localhost:8000"


@pytest.mark.parametrize(
    ("headers", "passes"),
    [
        ({"origin": f"http://{OWN}"}, True),
        ({"origin": f"http://{OWN}", "sec-fetch-site": "same-origin"}, True),
        ({"sec-fetch-site": "same-origin"}, True),
        ({}, True),
        ({"origin": "null"}, False),
        ({"origin": ""}, False),
        ({"origin": "http://evil.example"}, False),
        ({"origin": "http://brisk.localhost:8000"}, False),
        ({"origin": "http://trial-help.localhost:8000"}, False),
        ({"origin": "http://trial-files.localhost:8000"}, False),
        ({"origin": f"http://{OWN}.evil.example"}, False),
        ({"origin": f"http://evil.example/{OWN}"}, False),
        ({"origin": f"http://evil.example://{OWN}"}, False),
        ({"origin": "http://trial.localhost"}, False),
        ({"origin": "http://trial.localhost:9000"}, False),
        ({"origin": OWN}, False),
        ({"origin": f"//{OWN}"}, False),
        ({"origin": f"javascript://{OWN}"}, False),
        ({"origin": f"http://{OWN}/"}, False),
        ({"origin": f"http://x@{OWN}"}, False),
        ({"sec-fetch-site": "cross-site"}, False),
        ({"sec-fetch-site": "same-site"}, False),
        ({"sec-fetch-site": "something-new"}, False),
        ({"origin": f"http://{OWN}", "sec-fetch-site": "cross-site"}, False),
    ],
)
async def test_a_change_is_asked_for_by_this_host_alone(door, trial, headers, passes):
    member = await door.member(trial)
    del member.headers["origin"]

    answer = await member.post("/devices/others/end", headers=headers)
    assert answer.status_code == (303 if passes else 403)


async def test_looking_needs_no_origin(door, trial):
    member = await door.member(trial)
    assert {"GET", "HEAD", "OPTIONS"} == SAFE
    answer = await member.get("/devices", headers={"origin": "http://evil.example", "sec-fetch-site": "cross-site"})
    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers


async def test_a_cookie_of_one_face_opens_no_other(door, trial):
    cookie = (await door.member(trial)).headers["cookie"]
    assert (await door.client(trial, "portal", cookie=cookie).get("/devices")).status_code == 303
    assert (await door.client(trial, "files", cookie=cookie).get("/devices")).status_code == 404
    api = await door.client(trial, "api", cookie=cookie).post("/api/v1/trial/things", data={"word": "x"})
    assert api.status_code == 401


async def test_a_token_of_the_api_opens_no_page(door, trial):
    token = (await door.api(trial)).headers["authorization"]
    assert (await door.client(trial, "workspace", authorization=token).get("/devices")).status_code == 303
    name = cookie_name()
    secret = token.removeprefix("Bearer ")
    assert (await door.client(trial, "workspace", cookie=f"{name}={secret}").get("/devices")).status_code == 303
