"""Satisfaction in figures: the share of good by dimension, month and member, and the mean of the three dimensions."""

from datetime import UTC, datetime

import pytest

from desk.foundation.database import execute
from desk.foundation.principals import SYSTEM
from desk.kit.time import as_of
from desk.surveys import actions, queries, views
from desk.surveys.queries import Count
from desk.surveys.states import Channel

GOOD = {"timeliness": "good", "skill": "good", "attitude": "good", "quality": "good"}
YEAR = (datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC))


@pytest.fixture
async def answered(brisk, contact, closed, someone):
    """Four ratings of last March, at night, of tickets that two members had: who they are."""
    person, served = await contact(brisk), [await someone(brisk, "hotline_engineer") for _ in range(2)]
    said = (GOOD, GOOD | {"skill": "average"}, GOOD | {"skill": "poor", "quality": "poor"}, GOOD)
    for number, levels in enumerate(said):
        _, survey = await closed(brisk, person)
        async with brisk.scope():
            await execute("update survey set member = $2 where id = $1", survey["id"], served[number // 2].id)
            with as_of(datetime(2025, 3, 31, 20, number, tzinfo=UTC)):
                await actions.answer(survey["id"], levels, "说明", channel=Channel.PHONE, by=SYSTEM)
    yield served
    async with brisk.scope():
        await execute("update survey set answered_at = now() where answered_at < '2026-01-01'")


async def test_by_dimension_month_and_member(door, brisk, answered):
    async with brisk.scope():
        months = await queries.by_month(*YEAR, "Asia/Shanghai")
        nothing = await queries.by_month(*YEAR, "Asia/Shanghai", "dummy.opinion")
        members = await queries.by_member(*YEAR)
    assert nothing == []
    assert Count("skill", 1, 1, 2, month=4) in months
    assert {(one.member, one.dimension, one.good, one.answers) for one in members} >= {
        (answered[0].id, "skill", 1, 2),
        (answered[1].id, "quality", 1, 2),
    }
    assert round(views.overall(months), 4) == 0.8333, "the mean of 100, 50 and 100 %; quality is shown beside it"

    page = (await (await door.member(brisk)).get("/surveys/figures?year=2025")).text
    assert "83" in page
    assert answered[0].name in page
    table = (await (await door.member(brisk)).get("/surveys/figures.csv?year=2025")).text
    assert "2025-04,,服务技能,1,1,2,0.5000" in table
    assert f"2025,{answered[0].name},服务技能,0,1,1,0.5000" in table
    program = await door.api(brisk)
    listed = (await program.get("/api/v1/surveys/figures?year=2025")).json()["items"]
    shares = {one["dimension"]: one["share_good"] for one in listed}
    assert shares == {"attitude": 1.0, "skill": 0.5, "timeliness": 1.0, "quality": 0.75}
    named = (await program.get("/api/v1/surveys/figures/members?year=2025")).json()["items"]
    assert {one["member"] for one in named} == {str(one.id) for one in answered}


async def test_an_engineer_sees_the_months_but_no_ranking(brisk, someone, answered):
    engineer = await (await someone(brisk, "hotline_engineer")).signs_in()
    page = await engineer.get("/surveys/figures?year=2025")
    assert page.status_code == 200
    assert answered[0].name not in page.text
    assert answered[0].name not in (await engineer.get("/surveys/figures.csv?year=2025")).text


async def test_the_list_of_a_member_and_its_table(door, brisk, answered):
    manager = await door.member(brisk)
    page = (await manager.get(f"/surveys?member={answered[0].id}")).text
    assert "服务人员" in page
    assert (await manager.get("/surveys?member=nobody")).status_code == 400
    table = (await manager.get(f"/surveys/export.csv?view=low&member={answered[1].id}")).text
    assert table.count("说明") == 1


@pytest.mark.parametrize("query", ["year=1", "year=20250", "year=x", "kind=nobody.knows"])
async def test_what_is_not_offered_is_refused(door, acme, query):
    assert (await (await door.member(acme)).get(f"/surveys/figures?{query}")).status_code == 400


def test_without_the_three_dimensions_there_is_no_satisfaction():
    assert views.overall([Count("content", 0, 1, 3)]) is None
    assert views.overall([Count("skill", 0, 1, 3), Count("content", 4, 0, 0)]) == 0.75
