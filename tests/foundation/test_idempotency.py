"""Asking again with an ``Idempotency-Key``: one effect, one answer."""

import asyncio
from urllib.parse import urlencode

import pytest
import trial_plugin

from desk.kit.ids import uuid7

from .wire import Wire

THINGS = "/api/v1/trial/things"


@pytest.fixture
def key():
    return uuid7().hex


@pytest.fixture
async def program(door, trial):
    return await door.api(trial)


@pytest.fixture
def effects(superuser, trial):
    """How often a word was recorded."""

    async def count(word):
        found = "select count(*) from event where tenant_id = $1 and name = 'trial.tried' and payload->>'word' = $2"
        return await superuser.fetchval(found, trial.id, word)

    return count


async def ask(client, key, **values):
    return await client.post(THINGS, data=values, headers={"idempotency-key": key})


async def test_asking_again_is_answered_with_the_first_answer(program, key, effects):
    first = await ask(program, key, word=key)
    again = await ask(program, key, word=key)

    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    assert again.headers["content-type"] == first.headers["content-type"]
    assert again.headers["x-content-type-options"] == "nosniff"
    assert await effects(key) == 1


async def test_the_same_key_with_another_request_is_a_mistake(program, key, effects):
    await ask(program, key, word=key)

    for other in (
        await ask(program, key, word="another"),
        await program.post(f"{THINGS}?x=1", data={"word": key}, headers={"idempotency-key": key}),
    ):
        assert other.status_code == 422
        assert other.json()["type"] == "urn:partner-desk:key-reused"
    assert await effects("another") == 0


async def test_of_two_at_once_one_acts_and_both_get_its_answer(program, key, effects):
    async with asyncio.timeout(30):
        answers = await asyncio.gather(*(ask(program, key, word=key) for _ in range(3)))

    assert {answer.status_code for answer in answers} == {answers[0].status_code}
    assert len({answer.json()["id"] for answer in answers}) == 1
    assert sorted("idempotency-replayed" in answer.headers for answer in answers) == [False, True, True]
    assert await effects(key) == 1


async def test_a_refused_answer_is_not_kept(program, key, effects):
    refused = await ask(program, key, word=key, refuse="true")
    assert refused.status_code == 409
    second = await ask(program, key, word=key)
    assert second.status_code in (200, 201)
    assert "idempotency-replayed" not in second.headers
    assert await effects(key) == 1


async def test_two_at_once_of_which_the_first_is_refused(program, key, effects):
    """Whoever comes first is refused; whoever waited for it finds the key free."""
    trial_plugin.refused_once.add(key)
    body, kind = urlencode({"word": key}).encode(), "application/x-www-form-urlencoded"
    both = [Wire(program, "POST", THINGS, body=body, content_type=kind, idempotency_key=key).run() for _ in range(2)]
    async with asyncio.timeout(30):
        answers = await asyncio.gather(*both)

    assert sorted(answer.status for answer in answers) in ([200, 409], [201, 409])
    assert await effects(key) == 1


async def test_a_key_belongs_to_whoever_sent_it(door, trial, acme, program, key, effects):
    await ask(program, key, word=key)
    colleague = await door.api(trial, "administrator")

    other = await ask(colleague, key, word=key)

    assert other.status_code in (200, 201)
    assert "idempotency-replayed" not in other.headers
    assert await effects(key) == 2


async def test_a_key_opens_no_answer_to_whoever_may_not_ask(door, trial, program, key):
    """The owner of both tokens is the same member; the second token's scope is too narrow for the question."""
    await ask(program, key, word=key)
    narrow = await door.api(trial, scopes=("member.read",))

    assert (await ask(narrow, key, word=key)).status_code == 403


@pytest.mark.parametrize("bad", ["", "x" * 201, "a\tb", "a\x7fb"])
async def test_a_key_is_some_visible_characters(program, bad):
    answer = await Wire(program, "POST", THINGS, idempotency_key=bad).run()
    assert answer.status == 400
