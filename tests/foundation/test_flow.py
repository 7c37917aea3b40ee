"""The flow of a request: where it begins, where its transaction ends, and what it holds meanwhile."""

import asyncio

import pytest

from desk.foundation.database import DB
from desk.settings import settings

from .wire import Wire, until

pytestmark = pytest.mark.usefixtures("everything_given_back")
FORM = "application/x-www-form-urlencoded"
COUNT = "select count(*) from event where tenant_id = $1 and name = 'trial.tried' and payload->>'word' = $2"


async def test_a_change_is_committed_before_the_first_byte(door, acme, superuser):
    seen = []

    async def look(message):
        count = await superuser.fetchval("select count(*) from member where staff_no = 'FIRST-BYTE'")
        seen.append((message["type"], count, DB.pool.get_idle_size() == DB.pool.get_size()))

    body = b"name=Wei&staff_no=FIRST-BYTE&login=first.byte&password=long+enough+it+is&roles=trainer"
    member = await door.member(acme)
    answer = await Wire(member, "POST", "/members", body=body, taking=look, content_type=FORM).run()

    assert answer.status == 303
    assert seen == [("http.response.start", 1, True), ("http.response.body", 1, True)]


async def test_a_refusal_undoes_everything_but_the_fact_that_it_was_refused(door, trial, superuser):
    member = await door.member(trial)

    answer = await member.post("/trial/refusal")

    assert answer.status_code == 409
    assert "Not today." in answer.text
    assert await superuser.fetchval(COUNT, trial.id, "written") == 0
    assert await superuser.fetchval(COUNT, trial.id, "kept") == 1


async def test_a_mistake_of_ours_undoes_everything_and_names_a_code(door, trial):
    answer = await door.signed_out(trial).get("/trial/break")

    assert answer.status_code == 500
    assert "RuntimeError" not in answer.text
    assert "a trial" not in answer.text


async def test_a_commit_that_fails_is_a_mistake_of_ours_and_not_a_success(door, trial, superuser, promise):
    member = await door.member(trial)

    for _ in range(settings.pool_size + 1):
        answer = await Wire(member, "POST", "/trial/promise").run()
        assert answer.status == 500
        assert "it worked" not in answer.text

    assert await superuser.fetchval(COUNT, trial.id, "broken promise") == 0
    assert (await member.get("/devices")).status_code == 200


async def test_a_commit_that_fails_keeps_no_answer_for_later(door, trial, superuser, promise):
    program = await door.api(trial)
    body = {"word": "broken promise", "break_promise": True}

    for _ in range(2):
        again = Wire(
            program, "POST", "/api/v1/trial/things", body=_form(body), content_type=FORM, idempotency_key="promise"
        )
        answer = await again.run()
        assert answer.status == 500
        assert "id" not in answer.text.split('"')
    assert await superuser.fetchval("select count(*) from idempotency_key where key = 'promise'") == 0


def _form(values):
    return "&".join(f"{name}={value}".lower() for name, value in values.items()).encode()


async def test_who_sends_slowly_holds_no_connection(door, trial):
    go, asked = asyncio.Event(), []

    async def slowly():
        yield b"login=nobody&"
        asked.append(1)
        await go.wait()
        yield b"password=x"

    member = await door.member(trial)
    slow = [
        asyncio.create_task(Wire(member, "POST", "/password", body=slowly(), content_type=FORM).run())
        for _ in range(settings.pool_size * 3)
    ]
    await until(lambda: len(asked) == len(slow))

    assert DB.pool.get_idle_size() == DB.pool.get_size()
    assert (await member.get("/devices")).status_code == 200
    go.set()
    assert {(await one).status for one in slow} == {422}


@pytest.mark.parametrize("path", ["/devices", "/trial/stream"])
async def test_who_reads_slowly_holds_no_connection(door, trial, path):
    go, begun = asyncio.Event(), []

    async def slowly(message):
        begun.append(message)
        await go.wait()

    member = await door.member(trial)
    slow = [asyncio.create_task(Wire(member, "GET", path, taking=slowly).run()) for _ in range(settings.pool_size * 3)]
    await until(lambda: len(begun) == len(slow))

    assert DB.pool.get_idle_size() == DB.pool.get_size()
    assert (await member.get("/devices")).status_code == 200
    go.set()
    for one in slow:
        answer = await one
        assert answer.status == 200
        assert len(answer.text) > 1000


async def test_who_goes_away_while_sending_leaves_nothing_behind(door, trial):
    gone = Wire(await door.member(trial), "POST", "/members", content_type=FORM)

    async def receive():
        return {"type": "http.disconnect"}

    gone.receive = receive
    assert (await gone.run()).status == 400


async def test_a_body_that_says_it_is_too_large_is_not_read(door, trial):
    member = await door.member(trial)

    answer = await Wire(
        member, "POST", "/password", content_type=FORM, content_length=str(settings.body_limit + 1)
    ).run()

    assert answer.status == 413
    assert not answer.asked_for_body


async def test_a_body_that_grows_too_large_is_read_no_further(door, trial):
    sent = []

    async def endless():
        while True:
            sent.append(1)
            yield b"x" * 100_000

    member = await door.member(trial)
    for more in ({}, {"content_length": "10"}, {"content_length": "-1"}, {"content_length": "many"}):
        sent.clear()
        answer = await Wire(member, "POST", "/password", body=endless(), content_type=FORM, **more).run()
        assert answer.status == 413
        assert len(sent) <= settings.body_limit / 100_000 + 1


async def test_an_upload_is_authorised_before_its_bytes_are_taken(door, trial, acme, brisk):
    stranger = door.signed_out(trial)
    may_not = await door.member(trial, may_not="trial.try")
    elsewhere = door.client(trial, "workspace", cookie=(await door.member(brisk)).headers["cookie"])
    for client, status in ((stranger, 303), (may_not, 403), (elsewhere, 303)):
        refused = await Wire(client, "POST", "/trial/upload", content_length="2000000").run()
        assert refused.status == status
        assert not refused.asked_for_body

    member = await door.member(trial)
    taken = await Wire(member, "POST", "/trial/upload", body=b"x" * 2_000_000).run()
    assert (taken.status, taken.text) == (200, "2000000")
    too_much = await Wire(member, "POST", "/trial/upload", content_length=str(settings.upload_limit + 1)).run()
    assert too_much.status == 413


async def test_an_upload_holds_no_connection_while_it_comes(door, trial):
    go, asked = asyncio.Event(), []

    async def slowly():
        yield b"x"
        asked.append(1)
        await go.wait()

    member = await door.member(trial)
    slow = [
        asyncio.create_task(Wire(member, "POST", "/trial/upload", body=slowly()).run())
        for _ in range(settings.pool_size * 3)
    ]
    await until(lambda: len(asked) == len(slow))
    assert DB.pool.get_idle_size() == DB.pool.get_size()
    go.set()
    assert {(await one).status for one in slow} == {200}


async def test_a_route_that_names_no_permission_is_refused(door, trial):
    assert (await (await door.member(trial)).get("/trial/unmarked")).status_code == 403
    assert (await door.signed_out(trial).get("/trial/unmarked")).status_code == 403
