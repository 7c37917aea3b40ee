"""Who may come in, what is another's, and what only those concerned may see."""

import pytest

from desk.foundation.errors import NotFound
from desk.kit.ids import uuid7

FORMS = {
    "assignment": ("task.work", {"member": "me"}),
    "result": ("task.work", {"result": "done"}),
    "refusal": ("task.work", {"note": "x"}),
    "cancellation": ("task.read", {}),
}


@pytest.mark.parametrize("door_name", FORMS)
async def test_another_partner_cannot_tell_that_the_task_exists(door, acme, brisk, someone, ask, door_name):
    wang = await someone(acme)
    task = (await ask(acme, by=wang, member=wang.id)).task
    permission, form = FORMS[door_name]
    place = f"/tasks/{task.id}/{door_name}"

    assert (await (await door.member(brisk)).post(place, data=form)).status_code == 404
    assert (await door.signed_out(acme).post(place, data=form)).status_code == 303
    assert (await (await door.member(acme, may_not=permission)).post(place, data=form)).status_code == 403
    assert (await (await door.member(acme)).post(place, data=form)).status_code == 303


async def test_foreign_members_and_subjects_are_not_there(door, acme, brisk, someone, ask):
    from tests_support import make_customer, make_ticket

    wang, stranger = await someone(acme), await someone(brisk)
    client, theirs = await wang.signs_in(), await make_ticket(brisk)
    form = {"kind": "tasks.anything", "title": "x", "member": str(stranger.id)}

    assert (await client.post("/tasks", data=form)).status_code == 422
    mine = form | {"member": str(wang.id), "subject_kind": "ticket", "subject_id": str(theirs.id)}
    assert (await client.post("/tasks", data=mine)).status_code == 404
    for kind, one in (("ticket", theirs.id), ("customer", await make_customer(brisk)), ("task", uuid7())):
        assert (await client.get(f"/tasks/new?subject_kind={kind}&subject_id={one}")).status_code == 404
    task = (await ask(acme, by=wang, member=wang.id)).task
    moved = await client.post(f"/tasks/{task.id}/assignment", data={"member": str(stranger.id)})
    assert moved.status_code == 422
    with pytest.raises(NotFound):
        await ask(acme, by=wang, member=wang.id, subject_kind="ticket", subject_id=theirs.id)


async def test_a_kind_that_few_may_see_is_seen_by_those_whom_it_concerns(door, acme, someone, ask, monkeypatch, settle):
    from desk.tasks import kinds

    quiet = kinds.TaskKind("tasks.quiet", "Quiet", {"done": "Done"}, reads="role.change")
    monkeypatch.setitem(kinds.registered(), "tasks.quiet", quiet)
    wang, chen, other = await someone(acme), await someone(acme), await someone(acme)
    task = (await ask(acme, by=wang, member=chen.id, kind="tasks.quiet", title="悄悄话一件")).task
    await settle()

    assert (await (await chen.signs_in()).get(f"/tasks/{task.id}")).status_code == 200
    assert (await (await wang.signs_in()).get(f"/tasks/{task.id}")).status_code == 200
    third = await other.signs_in()
    assert (await third.get(f"/tasks/{task.id}")).status_code == 404
    assert "悄悄话" not in (await third.get("/tasks?view=all")).text
    assert (await third.post(f"/tasks/{task.id}/result", data={"result": "done"})).status_code == 404
    assert "悄悄话" not in (await third.get("/search?q=悄悄话一件")).text.replace('value="悄悄话一件"', "")
    assert "悄悄话" in (await (await door.member(acme)).get("/tasks?view=all")).text


async def test_a_task_is_found_by_its_words(acme, someone, ask, settle):
    wang = await someone(acme)
    await ask(acme, by=wang, member=wang.id, title="寄送加密锁备件")
    await settle()
    client = await wang.signs_in()

    assert "寄送加密锁备件" in (await client.get("/search?q=加密锁备件")).text
    assert "寄送加密锁备件" in (await client.get("/tasks?q=加密锁备件")).text
    assert "没有符合条件的任务" in (await client.get("/tasks?q=绝无此词")).text


async def test_programs_ask_take_and_finish(door, acme, brisk, someone):
    wang = await someone(acme)
    program = await door.api(acme)
    asked = {"kind": "tasks.anything", "title": "对账", "role": "hotline_engineer", "key": "api:1"}

    made = (await program.post("/api/v1/tasks", json=asked)).json()
    again = (await program.post("/api/v1/tasks", json=asked)).json()
    assert made["id"] == again["id"]
    assert made["status"] == "open"
    listed = (await program.get("/api/v1/tasks?key=api:1")).json()["items"]
    assert [one["id"] for one in listed] == [made["id"]]
    place = f"/api/v1/tasks/{made['id']}"
    assert (await program.put(f"{place}/assignment/me")).json()["status"] == "taken"
    moved = await program.put(f"{place}/assignment", json={"member": str(wang.id), "note": "请接着做"})
    assert moved.json()["assignee"] == str(wang.id)
    assert (await program.put(f"{place}/result", json={"result": "no"})).status_code == 422
    done = await program.put(f"{place}/result", json={"result": "done", "note": "平了"})
    assert (done.json()["status"], done.json()["result_note"]) == ("done", "平了")
    over = await program.put(f"{place}/result", json={"result": "done"})
    assert (over.status_code, over.json()["type"]) == (409, "urn:partner-desk:already-ended")
    assert made["id"] in (await program.get("/api/v1/tasks?status=done&limit=100")).text
    assert (await (await door.api(brisk)).get(place)).status_code == 404
    assert "tickets.call_back" in (await program.get("/api/v1/tasks/kinds")).text
