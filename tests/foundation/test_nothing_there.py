"""What no route answers is answered like everything else: in the reader's language, with every header."""

import pytest

FACES = [("acme", "workspace"), ("acme", "portal"), ("headquarters", "headquarters"), ("acme", "files")]


@pytest.mark.parametrize(("slug", "face"), FACES)
@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nothing/here", 404), ("PUT", "/", 405)])
async def test_nothing_there_is_said_in_the_readers_language(door, world, slug, face, method, path, status):
    client = door.signed_out(getattr(world, slug), face)
    if face == "files":
        path = "/nothing/here"
        status = 404

    chinese = await client.request(method, path)
    english = await client.request(method, path, headers={"cookie": "lang=en; theme=dark"})

    for answer in (chinese, english):
        assert answer.status_code == status
        assert "nonce-" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
    assert '<html lang="zh-CN"' in chinese.text
    assert '<html lang="en"' in english.text
    assert 'data-bs-theme="dark"' in english.text


async def test_programs_get_a_problem(door, acme):
    answer = await door.client(acme, "api").get("/api/v1/nothing")

    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "urn:partner-desk:not-found"


async def test_fragments_get_a_fragment(door, acme):
    answer = await door.client(acme, "workspace", cookie="lang=en").get("/nothing", headers={"hx-request": "true"})

    assert answer.status_code == 404
    assert "<html" not in answer.text
    assert "find this page" in answer.text


async def test_a_method_that_an_address_does_not_take_is_told_which_it_takes(door, acme):
    client = door.client(acme, "api")

    answer = await client.delete("/api/v1/tickets/7/entries")

    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, OPTIONS, POST"
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_program_without_a_token_is_told_what_to_bring(door, acme):
    answer = await door.client(acme, "api").get("/api/v1/tickets")

    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
