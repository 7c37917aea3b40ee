"""Minimums that reach some partners first, and trials that each partner answers with counts."""

from datetime import timedelta

import pytest
from tickets_support import number_in

from desk.deadlines import actions, queries
from desk.deadlines.errors import IsRolledOut
from desk.foundation import promises
from desk.foundation.database import execute, rows
from desk.foundation.principals import SYSTEM
from desk.foundation.promises import Limit
from desk.kit.time import now

PROMISE = "HQ-D4"
"""Of which no other test asks what headquarters requires."""


@pytest.fixture
async def operator(door, headquarters):
    """An operator; what is on its way afterwards is taken back."""
    yield await door.member(headquarters)
    async with headquarters.scope():
        if await queries.rollouts.running(PROMISE):
            await actions.spread_minimum(PROMISE, "back", by=SYSTEM)
        await actions.publish_minimum(PROMISE, None, "", by=SYSTEM)


def is_measured(promise):
    return promise.basis in actions.MEASURED and not promise.act


async def required(tenant):
    async with tenant.scope():
        return (await queries.minimums()).get(PROMISE)


async def test_some_first_then_halted_then_all_and_back(door, founding, headquarters, operator):
    first, second, third = await founding(), await founding(), await founding()
    place, form = f"/minimums/{PROMISE}", {"amount": "77", "unit": "cd", "why": "先试两家"}
    said = form | {"partners": first.slug}
    assert (await operator.post(place, data=said)).status_code == 303
    assert (await required(first)).amount == 77
    assert await required(second) is None
    page = (await operator.get(place)).text
    assert first.slug in page
    assert (await operator.post(place, data=form)).status_code == 409
    assert (await operator.post(place, data={"_method": "DELETE"})).status_code == 409

    assert (await operator.post(f"{place}/reach/more", data={"partners": second.slug})).status_code == 303
    assert (await required(second)).amount == 77
    assert (await operator.post(f"{place}/reach/halt", data={})).status_code == 303
    assert (await operator.post(f"{place}/reach/more", data={"partners": third.slug})).status_code == 409
    assert (await required(first)).amount == 77
    assert await required(third) is None
    assert (await operator.post(f"{place}/reach/resume", data={})).status_code == 303
    assert (await operator.post(f"{place}/reach/all", data={})).status_code == 303
    assert (await required(third)).amount == 77
    assert (await operator.post(f"{place}/reach/back", data={})).status_code == 409

    again = form | {"amount": "66", "partners": first.slug}
    assert (await operator.post(place, data=again)).status_code == 303
    assert ((await required(first)).amount, (await required(second)).amount) == (66, 77)
    assert (await operator.post(f"{place}/reach/back", data={})).status_code == 303
    assert (await required(first)).amount == 77
    assert (await operator.post(f"{place}/reach/nothing", data={})).status_code == 404
    async with headquarters.scope():
        told = await rows("select payload from event where name = 'minimum.spread' order by at desc, id desc limit 5")
    assert "back" in {one["payload"].split('"act"')[1].split('"')[1] for one in told}


async def test_a_trial_is_answered_with_counts_and_publishes_nothing(door, founding, operator, settle):
    tenant = await founding()
    await number_in(tenant, "open")
    async with tenant.scope():
        found = await rows("select promise, count(*) as n from deadline where status = 'running' group by promise")
    (one, *_) = [each for each in found if is_measured(promises.named(each["promise"]))]
    asked = await operator.post(f"/minimums/{one['promise']}/trials", data={"amount": "1", "unit": "work_min"})
    assert asked.status_code == 303, asked.text
    place = asked.headers["location"]
    assert "还有" in (await operator.get(place)).text
    await settle()
    async with tenant.scope():
        (answer,) = await rows("select * from rollout_answer where trial = $1", place.rpartition("/")[2])
        assert one["promise"] not in await queries.minimums()
    assert (answer["open"], answer["moved"], answer["looser"]) == (one["n"], one["n"], True)
    page = (await operator.get(place)).text
    assert tenant.slug in page
    assert (await operator.post(f"/minimums/{PROMISE}/trials", data={"amount": "", "unit": "cd"})).status_code == 422


async def test_days_are_tried_on_every_partners_own_calendar(door, founding, operator, settle):
    tenant = await founding()
    await number_in(tenant, "open")
    wrong = {"country": "CN", "kind": "holiday", "day": "2026-01-05", "last": "2025-01-05"}
    assert (await operator.post("/trials", data=wrong)).status_code == 422
    assert (await operator.get("/trials/new")).status_code == 200
    span = {"day": now().date().isoformat(), "last": (now() + timedelta(days=30)).date().isoformat()}
    asked = await operator.post("/trials", data={"country": "CN", "kind": "holiday"} | span)
    assert asked.status_code == 303, asked.text
    await settle()
    async with tenant.scope():
        (answer,) = await rows(
            "select * from rollout_answer where trial = $1", asked.headers["location"].rpartition("/")[2]
        )
    assert answer["open"] >= 1
    assert answer["moved"] >= 1


async def test_who_may_and_what_crosses(door, acme, brisk, headquarters, operator):
    import asyncpg

    from desk.settings import settings

    reader = await door.member(headquarters, may_not="minimum.publish")
    place = f"/minimums/{PROMISE}"
    assert (await reader.post(f"{place}/trials", data={"amount": "1", "unit": "cd"})).status_code == 403
    assert (await reader.post(f"{place}/reach/all", data={})).status_code == 403
    assert (await (await door.member(acme)).get("/trials/new")).status_code == 404
    said = {"amount": "77", "unit": "cd", "why": "试", "partners": "acme"}
    assert (await operator.post(place, data=said)).status_code == 303
    async with brisk.scope():
        assert not await rows("select 1 from minimum_stage")
    for sql in (
        "insert into minimum_stage select * from minimum_stage",
        "insert into rollout_trial select * from rollout_trial",
    ):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with acme.scope():
                await execute(sql)
    connection = await asyncpg.connect(settings.hq_url)
    for sql in ("update rollout_answer set open = 0", "insert into rollout_answer select * from rollout_answer"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(sql)
    await connection.close()
    async with headquarters.scope():
        with pytest.raises(IsRolledOut):
            await actions.publish_minimum(PROMISE, Limit("cd", 5), "", by=SYSTEM)
