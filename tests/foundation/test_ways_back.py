"""``next=`` leads inside this host and nowhere else; refusals lead to where something can be done."""

from urllib.parse import urlsplit

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests_support import PASSWORD

from desk.foundation.database import value

TRICKS = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "\\/evil.example",
    "/\\/evil.example",
    "http://evil.example",
    "https:evil.example",
    "HTTP://evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/\\/evil.example",
    "/ /evil.example",
    "/x\r\nSet-Cookie: a=b",
    "/\x00",
    "/\x0b/evil.example",
    "\x00//evil.example",
    "evil.example",
    "@evil.example",
    "",
    ".",
    "..",
    "?",
    "#",
    "*",
    "//",
    "/\\",
    "///",
    "/%0d%0aSet-Cookie:a=b",
    "/%2f/evil.example",
    "/%5cevil.example",
    "/.//evil.example",
    "/..//evil.example",
    "/;//evil.example",
    "/\u2028/evil",
    "/\uff0fevil.example",
    "/\u641c\u7d22?q=\u5f20",
    "//evil.example:80/%2e%2e",
    "http:///evil.example",
    "http:/\\evil.example",
    "/\xa0//x",
    "\ufeff//evil.example",
]


@pytest.fixture
async def login(door, trial):
    credential, _ = await door.person(trial, ("trainer",))
    async with trial.scope():
        return await value("select login from credential where id = $1", credential)


def leads_inside(place):
    """As a browser reads a Location: it drops tabs and line ends, and takes a backslash for a slash."""
    read = "".join(c for c in place if c not in "\t\r\n").strip(" ").replace("\\", "/")
    return read.startswith("/") and not read.startswith("//") and not urlsplit(read).netloc


@pytest.mark.parametrize("trick", TRICKS[::3])
async def test_after_signing_in_the_way_stays_inside(door, trial, login, trick):
    answer = await door.signed_out(trial).post("/sign-in", data={"login": login, "password": PASSWORD, "next": trick})

    assert answer.status_code == 303
    assert leads_inside(answer.headers["location"]), answer.headers["location"]
    assert len(answer.headers.get_list("set-cookie")) == 1


@pytest.mark.parametrize("trick", TRICKS)
async def test_who_is_signed_in_is_led_inside(door, trial, trick):
    answer = await (await door.member(trial)).get("/sign-in", params={"next": trick})

    assert answer.status_code == 303
    assert leads_inside(answer.headers["location"]), answer.headers["location"]


@given(trick=st.one_of(st.text(max_size=30), st.text("/\\\t\r\n .:@#?%\0evilEVIL\u3002\uff0f", max_size=12)))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_no_word_leads_outside(door, trial, trick):
    trick = trick.encode("utf-8", "replace").decode()
    answer = await (await door.member(trial)).get("/sign-in", params={"next": trick})

    assert answer.status_code == 303
    assert leads_inside(answer.headers["location"]), answer.headers["location"]


@pytest.mark.parametrize("trick", ["//evil.example", "/ok?a=1&b=2", '"><script>alert(1)</script>', "/x' onclick='y"])
async def test_the_sign_in_page_keeps_the_way_and_shows_it_as_text(door, trial, trick):
    page = await door.signed_out(trial).get("/sign-in", params={"next": trick})

    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "onclick='" not in page.text
    assert "//evil.example" not in page.text


async def test_who_is_sent_to_sign_in_comes_back_to_what_they_asked_for(door, trial, login):
    out = door.signed_out(trial)
    sent = await out.get("/devices?lang=en&x=a%26b")
    page = await out.get(sent.headers["location"])
    assert page.status_code == 200
    following = sent.headers["location"].partition("next=")[2]
    begun = await out.post("/sign-in", data={"login": login, "password": PASSWORD, "next": "/devices?lang=en&x=a%26b"})
    assert following == "/devices%3Flang%3Den%26x%3Da%2526b"
    assert begun.headers["location"] == "/devices?lang=en&x=a%26b"


async def test_after_a_refused_change_the_way_back_is_not_to_the_change(door, trial):
    sent = await door.signed_out(trial).post("/devices/others/end")
    assert (sent.status_code, sent.headers["location"]) == (303, "/sign-in")


# -- problems of the API


async def problems(door, trial):
    program = await door.api(trial)
    narrow = await door.api(trial, scopes=("member.read",))
    path = "/api/v1/trial/things"
    yield 401, "unauthorized", await door.client(trial, "api").post(path)
    yield 401, "unauthorized", await door.client(trial, "api", authorization="Bearer x").post(path)
    yield 401, "unauthorized", await door.client(trial, "api", authorization="Basic eDp5").post(path)
    yield 403, "forbidden", await narrow.post(path, data={"word": "x"})
    yield 403, "forbidden", await program.post(path, headers={"origin": "http://evil.example"})
    yield 404, "not-found", await program.get("/api/v1/nothing")
    yield 409, "not-today", await program.post(path, data={"word": "x", "refuse": "true"})
    yield 413, "too-large", await program.post(path, content=b"x" * 1_000_001)
    yield 422, "invalid", await program.post(path, data={"amount": "many"})


async def test_every_problem_has_one_shape(door, trial):
    async for status, kind, answer in problems(door, trial):
        assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), answer.text
        problem = answer.json()
        assert (problem["type"], problem["status"]) == (f"urn:partner-desk:{kind}", status)
        assert problem["title"]
        assert problem.keys() <= {"type", "title", "status", "fields", "code"}


async def test_a_problem_with_fields_names_each_of_them(door, trial):
    problem = (await (await door.api(trial)).post("/api/v1/trial/things", data={"amount": "many"})).json()
    assert problem["fields"].keys() == {"word", "amount"}


async def test_a_mistake_of_ours_names_a_code_and_nothing_else(door, trial, promise):
    answer = await (await door.api(trial)).post("/api/v1/trial/things", data={"word": "x", "break_promise": "1"})

    problem = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert problem.keys() == {"type", "title", "status", "code"}
    assert problem["type"] == "urn:partner-desk:broken"
    assert "promise" not in answer.text
