"""Caches: what is shown to somebody who is signed in is kept by nobody, and no answer is shared between two."""

import pytest
from litestar.handlers import HTTPRouteHandler
from tests_support import make_customer, make_ticket
from tickets_support import contact

from desk.foundation.web.routing import FACES


def _handlers(application, face: str) -> list[HTTPRouteHandler]:
    return [handler for route in application.faces[face].routes for handler in getattr(route, "route_handlers", ())]


@pytest.mark.parametrize("face", FACES)
def test_no_answer_is_kept_on_our_side(application, face):
    """Litestar's own cache knows the address alone, neither tenant nor person."""
    assert _handlers(application, face)
    for handler in _handlers(application, face):
        assert not handler.cache, handler
        assert getattr(handler, "etag", None) is None, handler


def test_only_what_is_everybodys_may_be_kept_by_others(application):
    for face in FACES:
        for handler in _handlers(application, face):
            if handler.cache_control is not None:
                assert {path.split("/")[1] for path in handler.paths} <= {"static", "{file_path:path}", ""}, (
                    handler.paths
                )


async def test_whatever_is_shown_to_somebody_signed_in_is_not_stored(application, door, acme, headquarters):
    await make_ticket(acme, await make_customer(acme))
    person = await contact(door, acme)
    clients = {
        "workspace": await door.member(acme),
        "portal": person.client,
        "headquarters": await door.member(headquarters),
    }
    seen = 0
    for face, client in clients.items():
        for handler in _handlers(application, face):
            for path in handler.paths:
                if "GET" not in handler.http_methods or path.startswith(("/static", "/theme.css", "/signals", "/api")):
                    continue
                for fragment in ({}, {"hx-request": "true"}):
                    filled = path.replace("{number:int}", "1001").replace("{customer_id:uuid}", str(person.customer))
                    answer = await client.get(filled, headers=fragment)
                    assert answer.headers["cache-control"] == "no-store", (face, path)
                    seen += answer.status_code == 200
    assert seen > 20


async def test_errors_and_programs_answers_are_not_stored_either(door, acme):
    api, member = await door.api(acme), await door.member(acme)

    for client, path in (
        (api, "/api/v1/tickets"),
        (api, "/api/v1/tickets/999999"),
        (door.signed_out(acme), "/api/v1/tickets"),
        (door.signed_out(acme), "/tickets"),
        (door.signed_out(acme), "/sign-in"),
        (member, "/tickets/999999"),
        (member, "/nowhere"),
        (member, "/tickets?view=nothing"),
        (member, "/customers/export.csv"),
    ):
        assert (await client.get(path)).headers["cache-control"] == "no-store", path


async def test_a_trick_with_the_end_of_an_address_makes_no_page_public(door, acme):
    """``/devices/x.css`` is no style sheet: a cache that believes endings keeps nothing of ours."""
    member = await door.member(acme)
    for path in ("/devices/a.css", "/devices;a.css", "/devices%2fa.js", "/static/..%2fdevices", "/static/../devices"):
        answer = await member.get(path)
        assert answer.status_code == 404 or answer.headers["cache-control"] == "no-store", path


async def test_the_same_path_is_another_page_for_another_tenant(door, acme, brisk):
    path = f"/customers/{await make_customer(acme, '只在 acme 的客户')}"
    here, there = await door.member(acme), await door.member(brisk)

    for _ in range(2):
        assert "只在 acme 的客户" in (await here.get(path)).text
        assert "只在 acme 的客户" not in (await there.get(path)).text
        assert "只在 acme 的客户" not in (await door.signed_out(acme).get(path)).text
