"""The life of a task: asked for, taken, handed over, ended; and who may not."""

import asyncio
import re

import pytest
from people_support import departments

from desk.tasks import queries


async def stored(tenant, task_id):
    async with tenant.scope():
        return await queries.task(task_id)


async def test_a_task_is_asked_for_on_the_page_and_done_from_the_list(acme, someone):
    wang, chen = await someone(acme), await someone(acme)
    asks, does = await wang.signs_in(), await chen.signs_in()

    form = await asks.get("/tasks/new")
    assert chen.name in form.text
    made = await asks.post("/tasks", data={"kind": "tasks.anything", "title": "发送报价单", "member": str(chen.id)})
    place = made.headers["location"]
    assert made.status_code == 303

    listed = await does.get("/tasks")
    assert "发送报价单" in listed.text
    assert ">1</span>" in (await does.get("/tasks/count")).text
    done = await does.post(f"{place}/result", data={"result": "done", "view": "mine", "version": "1"})
    assert done.headers["location"] == f"/tasks?view=mine&ended={place.removeprefix('/tasks/')}"
    back = await does.get(done.headers["location"])
    assert "发送报价单：已完成" in back.text
    assert "没有待办" in back.text
    assert "已完成" in (await asks.get(place)).text
    assert "发送报价单" in (await asks.get("/tasks?view=ended")).text


async def test_a_form_says_all_that_is_wrong(acme, someone):
    client = await (await someone(acme)).signs_in()

    answer = await client.post("/tasks", data={"kind": "tasks.nothing", "title": "x", "due": "2001-01-01T10:00"})

    assert answer.status_code == 422
    assert "这个时间已经过了" in answer.text
    assert (await client.post("/tasks", data={"kind": "tasks.anything"})).status_code == 422
    nobody = await client.post("/tasks", data={"kind": "tasks.anything", "title": "x", "whom": "member"})
    assert "请选择由谁来做" in nobody.text
    gone = {"kind": "tasks.anything", "title": "x", "whom": "team", "team": "没有这个组"}
    assert "这个组里没有人" in (await client.post("/tasks", data=gone)).text


async def test_the_same_form_sent_twice_asks_once(acme, someone):
    wang = await someone(acme)
    client = await wang.signs_in()
    form = {"kind": "tasks.anything", "title": "只要一次", "member": str(wang.id), "once": "t1"}

    first, again = await client.post("/tasks", data=form), await client.post("/tasks", data=form)

    assert first.headers["location"] == again.headers["location"]
    assert (await client.get("/tasks")).text.count("只要一次") == 2  # the link, and the name of its button


async def test_what_waits_for_a_team_is_taken_by_one(acme, someone, ask):
    await departments(acme, "热线一组", "热线二组")
    wang = await someone(acme, department="热线一组")
    chen, zhao = await someone(acme, department="热线一组"), await someone(acme, department="热线二组")
    task = (await ask(acme, by=wang, team="热线一组")).task

    assert "核对发票抬头" in (await (await chen.signs_in()).get("/tasks?view=team")).text
    assert "核对发票抬头" not in (await (await zhao.signs_in()).get("/tasks?view=team")).text
    first, second = await chen.signs_in(), await wang.signs_in()
    assert (await first.post(f"/tasks/{task.id}/refusal", data={"note": "没空"})).status_code == 409
    assert (await first.post(f"/tasks/{task.id}/assignment", data={"member": "me"})).status_code == 303
    late = await second.post(f"/tasks/{task.id}/assignment", data={"member": "me"})
    assert late.status_code == 409
    assert f"{chen.name}已先接手了这件任务" in late.text
    refused = await (await zhao.signs_in()).post(f"/tasks/{task.id}/result", data={"result": "done"})
    assert refused.status_code == 403
    assert (await stored(acme, task.id)).status == "taken"


async def test_two_clicks_at_once_end_it_once(acme, someone, ask):
    wang, chen = await someone(acme), await someone(acme)
    task = (await ask(acme, by=wang, role="hotline_engineer")).task
    one, two = await wang.signs_in(), await chen.signs_in()

    async with asyncio.timeout(30):
        answers = await asyncio.gather(
            *(client.post(f"/tasks/{task.id}/result", data={"result": "done"}) for client in (one, two))
        )

    assert sorted(one.status_code for one in answers) == [303, 409]
    late = next(one for one in answers if one.status_code == 409)
    assert any(f"{one.name}先了一步" in late.text for one in (wang, chen))


async def test_a_stale_page_is_told(acme, someone, ask):
    wang, chen = await someone(acme), await someone(acme)
    task = (await ask(acme, by=wang, member=wang.id)).task
    client = await wang.signs_in()
    await client.post(f"/tasks/{task.id}/assignment", data={"member": "me", "version": "1"})

    old = await client.post(f"/tasks/{task.id}/assignment", data={"member": str(chen.id), "version": "1"})

    assert old.status_code == 409


async def test_it_is_handed_over_with_a_note_and_taken_anew(acme, someone, ask):
    wang, chen = await someone(acme), await someone(acme)
    task = (await ask(acme, by=wang, member=wang.id)).task
    client = await wang.signs_in()

    moved = await client.post(f"/tasks/{task.id}/assignment", data={"member": str(chen.id), "note": "还差一张发票"})

    assert moved.status_code == 303
    page = (await (await chen.signs_in()).get(f"/tasks/{task.id}")).text
    assert "还差一张发票" in page
    assert f"{wang.name}转交给了{chen.name}" in page
    now_theirs = await client.post(f"/tasks/{task.id}/result", data={"result": "done"})
    assert now_theirs.status_code == 403
    assert (await stored(acme, task.id)).status == "open"


async def test_nobody_is_given_what_their_roles_do_not_allow(acme, someone, ask):
    wang, trainer = await someone(acme), await someone(acme, "trainer")
    client = await wang.signs_in()
    ticket_call = {"kind": "tickets.call_back", "title": "x", "member": str(trainer.id), "subject_kind": "ticket"}
    from tests_support import make_ticket

    ticket_call["subject_id"] = str((await make_ticket(acme)).id)

    refused = await client.post("/tasks", data=ticket_call)

    assert refused.status_code == 422
    assert "此人的角色不能做这件事" in refused.text
    assert (await client.post("/tasks", data=ticket_call | {"member": str(wang.id)})).status_code == 303


async def test_it_is_declined_with_a_reason_and_over(acme, someone, ask):
    wang, chen = await someone(acme), await someone(acme)
    task = (await ask(acme, by=wang, member=chen.id)).task
    client = await chen.signs_in()

    assert (await client.post(f"/tasks/{task.id}/refusal", data={"note": " "})).status_code == 422
    assert (await client.post(f"/tasks/{task.id}/refusal", data={"note": "不归我管"})).status_code == 303
    page = (await (await wang.signs_in()).get(f"/tasks/{task.id}")).text
    assert "不归我管" in page
    again = await client.post(f"/tasks/{task.id}/result", data={"result": "done"})
    assert again.status_code == 409
    assert "请另发一件任务" in again.text


async def test_a_result_is_one_of_its_kind(acme, someone, ask):
    wang = await someone(acme)
    task = (await ask(acme, by=wang, member=wang.id)).task
    client = await wang.signs_in()

    assert (await client.post(f"/tasks/{task.id}/result", data={"result": "reached"})).status_code == 422
    assert (await client.post(f"/tasks/{task.id}/result", data={})).status_code == 422
    odd = {"result": "done", "value_minutes": "12"}
    assert (await client.post(f"/tasks/{task.id}/result", data=odd)).status_code == 422


@pytest.mark.parametrize("view", ["mine", "team", "asked", "all", "ended"])
async def test_every_view_of_the_list_opens(acme, door, view):
    client = await door.member(acme)

    assert (await client.get(f"/tasks?view={view}&urgent=1&late=1")).status_code == 200
    assert (await client.get("/tasks?view=nothing")).status_code == 400
    assert (await client.get("/tasks?kind=nothing")).status_code == 400


async def test_a_long_list_has_pages_on_and_back(acme, someone, ask):
    wang = await someone(acme)
    for n in range(53):
        await ask(acme, by=wang, member=wang.id, title=f"第 {n:02} 件")
    client = await wang.signs_in()

    first = (await client.get("/tasks")).text
    onwards = re.search(r'href="(/tasks\?[^"]*after=[^"]*)"', first)[1].replace("&amp;", "&")
    second = (await client.get(onwards)).text
    back = re.search(r'href="(/tasks\?[^"]*before=[^"]*)"', second)[1].replace("&amp;", "&")

    assert "第 00 件" in first
    assert "第 52 件" in second
    assert "51–53" in second
    assert "第 00 件" in (await client.get(back)).text


async def test_the_list_is_taken_out_as_a_table_and_that_is_noted(acme, someone, ask):
    wang = await someone(acme)
    await ask(acme, by=wang, member=wang.id, title="=1+1 核对")
    client = await wang.signs_in()

    table = (await client.get("/tasks/export.csv?view=mine")).content.decode("utf-8-sig")

    assert "'=1+1 核对" in table
    assert "待办" in table
    async with acme.scope():
        from desk.foundation.database import value

        noted = await value("select count(*) from event where name = 'tasks.exported' and by_id = $1", wang.id)
    assert noted == 1
