"""What a program gets wrong is said in problem+json, with the fields, in the language it asks for."""

import re

import pytest
from tests_support import make_customer
from tickets_support import number_in

CHINESE = re.compile("[\u4e00-\u9fff]")
ENGLISH = {"accept-language": "en"}
NOBODY = "288be25f-8a3d-4312-966f-2999f431162a"


def is_problem(answer, status, kind):
    body = answer.json()
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert (body["status"], body["type"]) == (status, f"urn:partner-desk:{kind}")
    assert body["title"]
    return body


@pytest.mark.parametrize(
    "path",
    [
        "/customers/xyz",
        f"/customers/{NOBODY}",
        "/customers/0/contacts",
        f"/customers/{NOBODY}/contacts/{NOBODY}",
        f"/customers/{NOBODY}/products/nothing",
        "/tickets/xyz",
        "/tickets/-7",
        "/tickets/99999999999999999999",
        f"/tickets/{NOBODY}/entries",
        "/files/1",
        f"/members/{NOBODY}",
        "/nothing",
        "",
        "/",
        "/customers/%00",
        "/tickets/%F0%9F%92%A9",
    ],
)
async def test_what_isnt_there_is_not_found(door, acme, path):
    api = await door.api(acme)

    chinese = is_problem(await api.get(f"/api/v1{path}"), 404, "not-found")
    english = is_problem(await api.get(f"/api/v1{path}", headers=ENGLISH), 404, "not-found")

    assert CHINESE.search(chinese["title"])
    assert not CHINESE.search(english["title"])
    assert "page" not in english["title"]


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("DELETE", "/customers", {"GET", "POST"}),
        ("PUT", "/tickets", {"GET", "POST"}),
        ("POST", "/me", {"GET"}),
        ("PATCH", "/tickets/1/hold", {"PUT", "DELETE"}),
    ],
)
async def test_another_method_is_not_allowed(door, acme, method, path, allowed):
    answer = await (await door.api(acme)).request(method, f"/api/v1{path}", headers=ENGLISH)

    assert is_problem(answer, 405, "wrong-method")["title"] == "This path takes other methods."
    assert allowed <= set(re.split(", ?", answer.headers["allow"]))


@pytest.mark.parametrize("body", ["", "{", "[]", '"x"', "null", "\ufeff{}", "[" * 100_000])
async def test_no_object_cannot_be_read(door, acme, body):
    api = await door.api(acme)
    answer = await api.post(
        "/api/v1/customers", content=body.encode(), headers={"content-type": "application/json"} | ENGLISH
    )
    is_problem(answer, 400, "unacceptable")


async def test_another_kind_of_content_is_not_taken(door, acme):
    answer = await (await door.api(acme)).post("/api/v1/customers", data={"name": "x"})
    is_problem(answer, 415, "unsupported")


@pytest.mark.parametrize(
    ("path", "body", "fields"),
    [
        ("/customers", {}, {"name"}),
        ("/customers", {"name": "  "}, {"name"}),
        ("/customers", {"name": 5, "note": ["x"], "phone": {"a": 1}}, {"name", "note", "phone"}),
        ("/customers", {"name": "x", "grade": "best", "status": "gone"}, {"grade", "status"}),
        ("/customers", {"name": "x" * 201}, {"name"}),
        ("/customers/{customer}/contacts", {"name": "王敏", "roles": "main"}, {"roles"}),
        ("/customers/{customer}/contacts", {"name": "王敏", "roles": ["queen"]}, {"roles"}),
        ("/customers/{customer}/contacts", {"name": "王敏", "birthday": "2021-13-01"}, {"birthday"}),
        ("/customers/{customer}/products", {"purchased_on": "yesterday"}, {"name", "purchased_on"}),
        ("/tickets", {}, {"customer", "subject", "body"}),
        ("/tickets", {"customer": "x", "subject": "s", "body": "b", "urgent": "banana"}, {"urgent"}),
        ("/tickets", {"customer": "x", "subject": "s", "body": "b"}, {"customer"}),
        ("/tickets/{ticket}/entries", {"body": "", "audience": "everybody"}, {"body", "audience"}),
        ("/tickets/{ticket}/entries", {"body": "x", "wait": 1}, {"wait"}),
        ("/absences", {"from_on": "2026-02-30"}, {"from_on", "to_on"}),
    ],
)
async def test_every_wrong_field_is_named(door, acme, path, body, fields):
    api = await door.api(acme)
    path = path.format(customer=await make_customer(acme), ticket=await number_in(acme, "open"))

    chinese = is_problem(await api.post(f"/api/v1{path}", json=body), 422, "invalid")["fields"]
    english = is_problem(await api.post(f"/api/v1{path}", json=body, headers=ENGLISH), 422, "invalid")["fields"]

    assert chinese.keys() == english.keys() == fields
    assert all(CHINESE.search(one) for one in chinese.values())
    assert not any(CHINESE.search(one) for one in english.values())


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("/tickets?status=lost", {"status"}),
        ("/tickets?customer=x&assignee=y", {"customer", "assignee"}),
        ("/tickets?limit=many", {"limit"}),
        ("/tickets?urgent=perhaps", {"urgent"}),
        ("/tickets?order=oldest", {"order"}),
        ("/audit?from_on=monday", {"from_on"}),
        ("/search", {"q"}),
        ("/events?types=ticket.exploded", {"types"}),
    ],
)
async def test_every_wrong_parameter_is_named(door, acme, query, fields):
    answer = await (await door.api(acme)).get(f"/api/v1{query}")
    assert is_problem(answer, 422, "invalid")["fields"].keys() == fields


@pytest.mark.parametrize("path", ["/tickets", "/customers", "/members", "/audit", "/absences"])
async def test_a_cursor_that_isnt_ours_cannot_be_read(door, acme, path):
    api = await door.api(acme)
    for cursor in ("x", "W10", "AAAA", "%00", "WyJ4IiwieSJd"):
        is_problem(await api.get(f"/api/v1{path}?cursor={cursor}"), 400, "unacceptable")


async def test_who_has_no_token_is_told_so(door, acme):
    answer = await door.client(acme, "api").get("/api/v1/tickets", headers=ENGLISH)

    assert "token" in is_problem(answer, 401, "unauthorized")["title"]
    assert answer.headers["www-authenticate"] == "Bearer"
