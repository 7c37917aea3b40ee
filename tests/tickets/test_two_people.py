"""Two people at once: the second is told who was quicker, and loses nothing."""

import asyncio

import pytest
from tests_support import PASSWORD
from tickets_support import SOLUTION, contact, number_in, stored

from desk.foundation.database import value


@pytest.fixture
async def chen(door, acme):
    """A colleague with a name of her own."""
    return await door.member(acme, "hotline_engineer")


@pytest.fixture
async def li(door, acme):
    return await door.member(acme, "service_manager")


def version_on(page):
    return page.text.split('name="version" value="')[1].split('"')[0]


async def name_of(tenant, *roles):
    credential, _ = tenant.made[("person", roles)]
    async with tenant.scope():
        return await value("select name from member where credential = $1", credential)


async def test_of_two_who_take_the_same_ticket_the_second_is_told_who_has_it(acme, chen, li):
    number = await number_in(acme, "new")
    seen = {"member": "me", "version": version_on(await li.get(f"/tickets/{number}"))}
    assert (await chen.get(f"/tickets/{number}")).status_code == 200

    assert (await chen.post(f"/tickets/{number}/assignment", data=seen)).status_code == 303
    second = await li.post(f"/tickets/{number}/assignment", data=seen)

    assert second.status_code == 409
    assert f"{await name_of(acme, 'hotline_engineer')}已经接手了这张工单。" in second.text
    part = await li.post(f"/tickets/{number}/assignment", data=seen, headers={"hx-request": "true"})
    assert part.status_code == 409
    assert 'hx-target="#ticket-turn"' in part.text, "the page of the second is brought up to date"


async def test_at_the_very_same_moment_one_has_it_and_the_other_knows(acme, chen, li):
    number = await number_in(acme, "new")
    seen = {"member": "me", "version": version_on(await li.get(f"/tickets/{number}"))}

    answers = await asyncio.gather(*(one.post(f"/tickets/{number}/assignment", data=seen) for one in (chen, li)))

    assert sorted(one.status_code for one in answers) == [303, 409]


async def test_a_stale_solution_is_refused_with_who_and_with_every_word_kept(acme, chen, li):
    number = await number_in(acme, "open")
    version = version_on(await li.get(f"/tickets/{number}"))
    await chen.post(f"/tickets/{number}/entries", data={"body": "客户刚来电补充了"})
    who = await name_of(acme, "hotline_engineer")

    answer = await li.post(f"/tickets/{number}/solution", data=SOLUTION | {"version": version})

    assert answer.status_code == 409
    assert f"{who}刚改过这里。" in answer.text
    assert "客户刚来电补充了" in answer.text, "the change stands there to be looked at"
    for typed in SOLUTION.values():
        assert typed in answer.text
    assert 'id="solve" open' in answer.text
    again = SOLUTION | {"version": version_on(answer)}
    assert (await li.post(f"/tickets/{number}/solution", data=again)).status_code == 303


async def test_with_script_the_dialog_stays_and_the_page_moves_on(acme, chen, li):
    number = await number_in(acme, "open")
    version = version_on(await li.get(f"/tickets/{number}"))
    await chen.post(f"/tickets/{number}/entries", data={"body": "客户刚来电补充了"})

    answer = await li.post(
        f"/tickets/{number}/solution", data=SOLUTION | {"version": version}, headers={"hx-request": "true"}
    )

    assert answer.status_code == 409
    assert "刚改过这里" in answer.text
    assert "solve-form" in answer.text, "the new version, for the dialog that is still open"
    assert "<textarea" not in answer.text.split("hx-partial")[0], "what was typed isn't touched"
    assert version_on(answer) != version


@pytest.mark.parametrize(
    ("status", "method", "place", "data"),
    [
        ("open", "post", "hold", {}),
        ("on_hold", "delete", "hold", None),
        ("solved", "post", "closure", {}),
        ("closed", "delete", "closure", None),
        ("solved", "post", "solution", {"_method": "DELETE", "reason": "不行"}),
    ],
)
async def test_every_move_notices_that_it_comes_too_late(acme, chen, li, status, method, place, data):
    number = await number_in(acme, status)
    await chen.post(f"/tickets/{number}/entries", data={"body": "先记一笔"})
    stale = {"version": "1"}

    if method == "post":
        answer = await (await _manager(li)).post(f"/tickets/{number}/{place}", data=data | stale)
    else:
        answer = await (await _manager(li)).delete(f"/tickets/{number}/{place}", params=stale)

    assert answer.status_code == 409
    assert (await stored(acme, number)).status == status


async def _manager(client):
    return client


async def test_a_double_click_writes_one_entry(door, acme, li):
    person = await contact(door, acme)
    number = await number_in(acme, "open", customer=person.customer)

    async def count():
        async with acme.scope():
            return await value(
                "select count(*) from entry e join ticket t on t.id = e.ticket where t.number = $1", number
            )

    before = await count()
    for client, data in ((li, {"body": "记一笔"}), (person.client, {"body": "补充一句"})):
        token = (await client.get(f"/tickets/{number}")).text.split('name="once" value="')[1].split('"')[0]
        for _ in range(2):
            answer = await client.post(f"/tickets/{number}/entries", data=data | {"once": token})
            assert answer.status_code == 303
    assert await count() == before + 2

    # With script each try has a key of its own, and the hidden token stays where it stands.
    for key in ("try-1", "try-1", "try-2"):
        headers = {"hx-request": "true", "idempotency-key": key}
        data = {"body": "再记一笔", "once": token}
        assert (await li.post(f"/tickets/{number}/entries", data=data, headers=headers)).status_code == 200
    assert await count() == before + 4


@pytest.mark.parametrize("place", ["confirmation", "objection"])
async def test_a_double_click_of_the_customer_says_it_once(door, acme, place):
    person = await contact(door, acme)
    number = await number_in(acme, "solved", customer=person.customer)
    data = {"once": "0195f3c2-7d5e", "reason": "还是不行"}

    first = await person.client.post(f"/tickets/{number}/{place}", data=data)
    second = await person.client.post(f"/tickets/{number}/{place}", data=data)

    assert (first.status_code, second.status_code) == (303, 303)
    assert (await stored(acme, number)).reopenings == (1 if place == "objection" else 0)


async def test_the_colleague_to_whom_it_is_given_must_be_there(door, acme, li):
    number = await number_in(acme, "open")

    for member in ("", "nobody", "018f3c2a-0000-7000-8000-000000000000"):
        answer = await li.post(f"/tickets/{number}/assignment", data={"member": member})
        assert answer.status_code == 422
    assert PASSWORD not in answer.text
