"""Departments and teams: made, renamed, headed, joined, retired, and what refers to them stays with them."""

import re

import pytest
from people_support import add_someone, departments

from desk.foundation.database import row, rows, value
from desk.foundation.tenants import Change
from desk.people import queries
from desk.people.imports import departments as imports


@pytest.fixture
async def place(founding, door):
    """A tenant of its own, and the browser of its administrator."""
    tenant = await founding()
    return tenant, await door.member(tenant, "administrator")


async def made(client, name, **more):
    answer = await client.post("/departments", data={"name": name} | more)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].rpartition("/")[2]


async def test_a_stranger_is_told_nothing_and_a_colleague_only_reads(door, place, brisk):
    tenant, client = place
    one = await made(client, "服务部")
    form = {"name": "别名"}

    assert (await (await door.member(brisk)).post(f"/departments/{one}", data=form)).status_code == 404
    assert (await door.signed_out(tenant).get("/departments")).status_code == 303
    colleague = await door.member(tenant, "hotline_engineer")
    assert "服务部" in (await colleague.get("/departments")).text
    for path in (
        f"/departments/{one}",
        f"/departments/{one}/retirement",
        f"/departments/{one}/members",
        "/departments",
    ):
        assert (await colleague.post(path, data=form)).status_code == 403, path
    foreign = await add_someone(door, brisk)
    refused = await client.post("/departments", data={"name": "客户部", "head": str(foreign.id)})
    assert refused.status_code == 422
    assert (await client.post(f"/departments/{one}/members", data={"member": str(foreign.id)})).status_code == 404


async def test_names_are_unique_and_a_team_has_no_teams(place):
    _, client = place
    whole = await made(client, "服务部")
    team = await made(client, "热线组", part_of=whole)

    again = await client.post("/departments", data={"name": " 服务部 "})
    assert (again.status_code, "已有同名的部门" in again.text) == (409, True)
    deeper = await client.post("/departments", data={"name": "夜班", "part_of": team})
    assert (deeper.status_code, "小组只能隶属于部门" in deeper.text) == (422, True)
    other = await made(client, "客户部")
    round_about = await client.post(f"/departments/{whole}", data={"name": "服务部", "part_of": other})
    assert round_about.status_code == 422
    assert (await client.post("/departments", data={"name": ""})).status_code == 422


async def test_what_refers_to_a_department_stays_with_it_when_it_is_renamed(door, place):
    tenant, client = place
    one = await made(client, "热线一组")
    chen = await add_someone(door, tenant, department="热线一组")
    calendar = {"owner": "team", "team": "热线一组", "name": "热线", "zone": "Asia/Shanghai", "monday": "8-20"}
    assert (await client.post("/calendars", data=calendar)).status_code == 303
    task = {"kind": "tasks.anything", "title": "等小组接手", "whom": "team", "team": "热线一组"}
    assert (await client.post("/tasks", data=task)).status_code == 303

    renamed = await client.post(f"/departments/{one}", data={"name": "热线中心", "head": str(chen.id)})

    assert renamed.status_code == 303
    browser = await chen.signs_in()
    assert "等小组接手" in (await browser.get("/tasks?view=team")).text
    assert "热线中心" in (await browser.get("/members")).text
    listed = (await client.get("/calendars?kind=team")).text
    assert "热线中心" in listed
    assert "热线一组" not in listed
    async with tenant.scope():
        from desk.calendars.queries import work_calendar

        (own,) = await rows("select id from department where name = '热线中心'")
        assert (await work_calendar(team_id=own["id"])).calendar.week[0] == ((480, 1200),)
    page = (await client.get(f"/departments/{one}")).text
    assert "把部门“热线一组”改名为“热线中心”" in page
    assert f"指定了“热线中心”的负责人：{chen.name}" in page
    assert "热线一组" in (await client.get("/audit?kind=member")).text


async def test_a_team_without_a_calendar_has_its_departments(door, place):
    tenant, client = place
    whole = await made(client, "服务部")
    team = await made(client, "热线组", part_of=whole)
    calendar = {"owner": "team", "team": "服务部", "name": "服务", "zone": "Asia/Shanghai", "monday": "7-19"}
    assert (await client.post("/calendars", data=calendar)).status_code == 303

    async with tenant.scope():
        from uuid import UUID

        from desk.calendars.queries import work_calendar

        assert (await work_calendar(team_id=UUID(team))).calendar.week[0] == ((420, 1140),)


async def test_somebody_joins_and_the_change_is_kept_in_words(door, place):
    tenant, client = place
    one = await made(client, "客户部")
    wang = await add_someone(door, tenant)

    assert (await client.post(f"/departments/{one}/members", data={"member": str(wang.id)})).status_code == 303

    assert wang.name in (await client.get(f"/departments/{one}")).text
    async with tenant.scope():
        kept = await row("select old, new from field_change where subject_id = $1 and field = 'department'", wang.id)
    assert (kept["old"], kept["new"]) == ("", "客户部")
    facts = {"name": wang.name, "staff_no": "77", "department": "没有的部门"}
    refused = await client.post(f"/members/{wang.id}", data=facts)
    assert (refused.status_code, "没有这个名称的部门" in refused.text) == (422, True)


async def test_who_is_in_a_retired_department_goes_to_another(door, place, settle):
    tenant, client = place
    old, heir = await made(client, "热线二组"), await made(client, "热线一组")
    zhao = await add_someone(door, tenant, department="热线二组")
    task = {"kind": "tasks.anything", "title": "还没人接", "whom": "team", "team": "热线二组"}
    assert (await client.post("/tasks", data=task)).status_code == 303

    refused = await client.post(f"/departments/{old}/retirement", data={"into": ""})
    assert (refused.status_code, "还有 1 位同事或小组" in refused.text) == (409, True)
    assert (await client.post(f"/departments/{old}/retirement", data={"into": heir})).status_code == 303
    await settle()

    async with tenant.scope():
        assert str(await queries.department_of(zhao.id)) == heir
    assert "还没人接" in (await (await zhao.signs_in()).get("/tasks?view=team")).text
    page = (await client.get("/departments")).text
    assert re.search(r"已停用.*热线二组", page, re.S)
    assert "热线二组" not in (await client.get("/members")).text
    assert (await client.post(f"/departments/{old}/retirement", data={"_method": "DELETE"})).status_code == 303
    assert "热线二组" in (await client.get("/members")).text


async def test_whoever_takes_over_from_a_head_heads_it(door, place):
    tenant, client = place
    first, second = await add_someone(door, tenant), await add_someone(door, tenant)
    one = await made(client, "服务部", head=str(first.id))

    assert (await client.post(f"/members/{first.id}/departure", data={"successor": str(second.id)})).status_code == 303

    assert f"负责人：{second.name}" in (await client.get(f"/departments/{one}")).text


async def test_programs_read_them(door, place):
    tenant, client = place
    whole = await made(client, "服务部")
    await made(client, "热线组", part_of=whole)

    found = (await (await door.api(tenant)).get("/api/v1/departments")).json()["items"]

    assert [(one["name"], one["part_of"], one["members"]) for one in found] == [
        ("服务部", None, 0),
        ("热线组", whole, 0),
    ]


async def test_a_tenant_file_keeps_them(place):
    tenant, _ = place
    lines = imports.read([{"name": "热线组", "part_of": "服务部"}, {"name": "服务部"}])
    async with tenant.scope():
        assert [one.key for one in await imports.changes(lines)] == ["departments.服务部", "departments.热线组"]
        await imports.apply(lines)
        assert await imports.changes(lines) == []
        assert await value("select count(*) from department where part_of is not null") == 1
        moved = imports.read([{"name": "热线组"}, {"name": "服务部"}])
        assert await imports.changes(moved) == [Change("departments.热线组", ["服务部", ""], ["", ""])]
    for wrong in ([{"name": "a"}, {"name": "A"}], [{"name": "a", "part_of": "b"}], [{"title": "a"}]):
        with pytest.raises(ValueError, match=r"departments|name|title"):
            imports.read(wrong)


async def test_departments_are_found_however_their_names_are_written(place):
    tenant, _ = place
    made_here = await departments(tenant, "Hotline")
    async with tenant.scope():
        assert await queries.department_named(" hotLINE ") == made_here["Hotline"]
