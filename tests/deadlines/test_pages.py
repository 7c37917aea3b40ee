"""The pages of promises, through the door: lists, the board, figures, seeing to it, limits and minimums."""

import re
from datetime import timedelta

import pytest

from desk.foundation.principals import SYSTEM
from desk.kit.time import now

LIMIT = {"ladder": "L1", "applies": "new", "why": "客户等太久"}


@pytest.fixture
async def shop(founding, door):
    """A tenant of a test's own, its manager at the door, and what happens there."""
    tenant = await founding()
    manager = await door.member(tenant)
    return Shop(tenant, manager, door)


class Shop:
    def __init__(self, tenant, manager, door):
        self.tenant, self.manager, self.door = tenant, manager, door

    async def ticket(self, subject="打不开账套", channel="online", **more):
        from tests_support import make_ticket

        return await make_ticket(self.tenant, subject=subject, **more)

    async def mine(self, ticket, member=None):
        """The first answer to it is somebody's."""
        from desk.deadlines.tables import Deadline

        async with self.tenant.scope():
            await Deadline.update({Deadline.member: member}).where(Deadline.subject_id == ticket.id)

    async def due(self, ticket):
        from desk.deadlines import queries

        async with self.tenant.scope():
            (found,) = await queries.open_of("ticket", ticket.id)
        return found

    async def make_late(self, ticket, by=timedelta(minutes=12)):
        """Let its time be over, as the pacer would have found it."""
        from desk.deadlines.tables import Deadline, DeadlineStep

        at, found = now() - by, await self.due(ticket)
        async with self.tenant.scope():
            await Deadline.update({Deadline.due_at: at, Deadline.missed_at: at}).where(Deadline.id == found["id"])
            await DeadlineStep.update({DeadlineStep.outcome: "told", DeadlineStep.done_at: at}).where(
                (DeadlineStep.deadline == found["id"]) & (DeadlineStep.mark == "due")
            )
        return found["id"]

    async def get(self, path, client=None):
        answer = await (client or self.manager).get(path)
        assert answer.status_code == 200, answer.text[:400]
        return answer.text


async def test_a_list_shows_what_is_due_next_with_words_and_no_script(shop):
    late, soon = await shop.ticket("打印空白"), await shop.ticket("折旧报错")
    await shop.make_late(late)

    page = await shop.get("/promises?view=all")
    assert page.index("打印空白") < page.index("折旧报错")
    assert "超时 12 分" in page
    assert "首次答复" in page or "RM-D1" in page
    english = await shop.get("/promises?view=all&lang=en")
    assert "12 min late" in english
    assert soon.subject in english


async def test_filters_narrow_by_promise_ladder_and_time(shop):
    late = await shop.ticket("打印空白")
    await shop.ticket("折旧报错")
    await shop.make_late(late)

    assert "折旧报错" not in await shop.get("/promises?view=all&due=overdue")
    assert "打印空白" in await shop.get("/promises?view=all&due=overdue")
    assert "折旧报错" in await shop.get("/promises?view=all&promise=RM-D1&ladder=L1")
    assert "折旧报错" not in await shop.get("/promises?view=all&promise=HL-D5")
    assert "折旧报错" not in await shop.get("/promises?view=mine")
    assert (await shop.manager.get("/promises?view=strange")).status_code == 400
    assert (await shop.manager.get("/promises?due=never")).status_code == 400


async def test_pages_follow_each_other_by_keyset_and_back(shop, monkeypatch):
    from desk.foundation.web.lists import leaves

    monkeypatch.setattr(leaves, "SIZE", 2)
    for n in range(5):
        await shop.ticket(f"问题{n}")
    seen, page = [], await shop.get("/promises?view=all")
    for _ in range(3):
        seen += re.findall(r"问题\d", page)
        if onwards := re.search(r'href="([^"]*after=[^"]+)" rel="next"', page):
            page = await shop.get(onwards[1].replace("&amp;", "&"))
    assert sorted(set(seen)) == [f"问题{n}" for n in range(5)]
    back = re.search(r'href="([^"]*before=[^"]+)" rel="prev"', page)
    assert back is not None
    assert "问题2" in await shop.get(back[1].replace("&amp;", "&"))


async def test_what_pauses_says_whose_turn_it_is(shop):
    from desk.deadlines.tables import Deadline

    ticket = await shop.ticket()
    async with shop.tenant.scope():
        await Deadline.update({"status": "paused", "turn": "customer", "due_at": None}).where(
            Deadline.subject_id == ticket.id
        )
    page = await shop.get("/promises?view=paused")
    assert "暂停：轮到客户" in page
    assert "暂停：轮到客户" in await shop.get("/tickets?view=team")
    assert "打不开账套" not in await shop.get("/promises?view=all")


async def test_whoever_sees_to_it_stands_there_and_a_second_one_changes_nothing(shop):
    ticket = await shop.ticket()
    late = await shop.make_late(ticket)
    page = await shop.get("/promises?view=all")
    assert f"/promises/{late}/acknowledgement" in page

    answer = await shop.manager.post(f"/promises/{late}/acknowledgement", data={"back": "list"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/promises")
    page = await shop.get("/promises?view=all")
    assert "已接手" in page
    assert f"/promises/{late}/acknowledgement" not in page
    assert (await shop.manager.post(f"/promises/{late}/acknowledgement")).status_code == 303
    api = await shop.door.api(shop.tenant)
    assert (await api.put(f"/api/v1/deadlines/{late}/acknowledgement")).json()["acknowledged_by"]


async def test_what_is_not_late_cannot_be_seen_to(shop):
    found = await shop.due(await shop.ticket())
    assert (await shop.manager.post(f"/promises/{found['id']}/acknowledgement")).status_code == 409


async def test_an_explanation_names_limit_calendar_windows_and_the_ladder(shop):
    found = await shop.due(await shop.ticket())
    page = await shop.get(f"/promises/{found['id']}")
    for word in ("3 小时 工作时间", "默认服务时间", "Asia/Shanghai", "到期时", "直接主管"):
        assert word in page, word
    fragment = await shop.door.member(shop.tenant, fragment=True)
    part = (await fragment.get(f"/promises/{found['id']}")).text
    assert "<html" not in part
    assert 'id="why-body"' in part

    api = await shop.door.api(shop.tenant)
    said = (await api.get(f"/api/v1/deadlines/{found['id']}/explanation")).json()
    assert (said["amount"], said["basis"], said["reckoned_at"]) == (10800, "work", said["due_at"])
    assert [one["state"] for one in said["pieces"]] == ["running"]
    ahead = sum(_seconds(one) for one in said["ahead"])
    assert abs(ahead + said["used_seconds"] - 10800) < 2


def _seconds(window):
    from datetime import datetime

    return (datetime.fromisoformat(window["closes"]) - datetime.fromisoformat(window["opens"])).total_seconds()


async def test_a_day_that_may_still_change_is_named(shop):
    from datetime import UTC, datetime

    from desk.deadlines import queries, views
    from desk.kit.time import as_of

    from .conftest import Office

    office = Office(shop.tenant, None)
    await office.hire("administrator")
    before = datetime(2026, 12, 31, 8, 0, tzinfo=UTC)  # Thursday, 16:00: the next day is New Year's Day of 2027
    ticket = await office.ticket(before, channel="online", by="administrator")
    due = (await office.open(ticket))["RM-D1"]
    async with shop.tenant.scope():
        with as_of(before):
            found = views.explained(await queries.explain(due["id"]))
    assert found["provisional"] == ["2027"]
    assert {"day": "2027-01-01", "name": "元旦", "provisional": True} in found["days_off"]


async def test_programs_get_lists_and_what_a_ticket_was_promised(shop):
    ticket = await shop.ticket()
    api = await shop.door.api(shop.tenant)
    rows = (await api.get("/api/v1/deadlines?promise=RM-D1")).json()["items"]
    assert [one["title"] for one in rows] == [f"#{ticket.number} 打不开账套"]
    of_ticket = (await api.get(f"/api/v1/tickets/{ticket.number}/deadlines")).json()["items"]
    assert [one["promise"] for one in of_ticket] == ["RM-D1"]
    assert (await api.get("/api/v1/tickets/99999/deadlines")).status_code == 404
    before = "2020-01-01T00:00:00Z"
    assert (await api.get("/api/v1/deadlines", params={"due_before": before})).json()["items"] == []


async def test_a_task_that_one_may_not_see_has_no_name_in_the_list(shop, monkeypatch):
    from desk.foundation import subjects
    from desk.foundation.principals import Principal
    from desk.tasks import actions, kinds

    _, other = await shop.door.person(shop.tenant, ("finance",))
    secret = kinds.TaskKind("deadlines.secret", "Secret", {}, reads="role.manage")
    known = {**kinds.registered(), secret.id: secret}
    monkeypatch.setattr(kinds, "registered", lambda: known)
    async with shop.tenant.scope():
        new = actions.NewTask(secret.id, "投诉调查", member=other, due_at=now() + timedelta(hours=1))
        made = await actions.ask(new, by=SYSTEM)
        key = ("task", made.task.id)
        reader = Principal("member", shop.tenant.id, permissions=frozenset({"task.read", "deadline.read"}))
        assert await subjects.things_seen([key], reader) == {}
        owner = Principal("member", other, permissions=frozenset({"task.read"}))
        assert key in await subjects.things_seen([key], owner)
    engineer = await shop.door.member(shop.tenant, "hotline_engineer")
    page = await shop.get("/promises?view=all", engineer)
    assert "投诉调查" not in page
    assert "您无权查看的事项" in page


async def test_the_board_counts_by_team_and_person(shop):
    ticket = await shop.ticket()
    await shop.make_late(ticket)
    page = await shop.get("/promises/board")
    assert "尚无人负责" in page or "未分配" in page or "member=nobody" in page
    assert "/promises?view=all&amp;member=nobody&amp;due=overdue" in page
    assert "打不开账套" in await shop.get("/promises?view=all&member=nobody&due=overdue")


async def test_the_home_shows_todays_promises_and_what_one_was_told(shop):
    from desk.deadlines.tables import DeadlineAlert
    from desk.foundation.database import value
    from desk.kit.ids import uuid7

    _, me = shop.tenant.made[next(one for one in shop.tenant.made if one[0] == "person")]
    own, others = await shop.ticket("我的问题"), await shop.ticket("别人的问题")
    await shop.make_late(own)
    late = await shop.make_late(others)
    await shop.mine(own, me)
    async with shop.tenant.scope():
        step = await value("select id from deadline_step where deadline = $1 and mark = 'due'", late)
        at = now() - timedelta(minutes=1)
        await DeadlineAlert.add(member=me, deadline=late, step=step, rung="direct_manager", at=at, id=uuid7())
    page = await shop.get("/")
    for word in ("今天的承诺", "我的问题", "已通知您，尚无人接手", "别人的问题"):
        assert word in page, word
    await shop.manager.post(f"/promises/{late}/acknowledgement", data={"back": "home"})
    assert "已通知您，尚无人接手" not in await shop.get("/")


async def test_figures_count_kept_late_and_missed_and_whose_time_it_was(shop):
    from desk.tickets import actions
    from desk.tickets.states import Audience

    kept, late, missed = [await shop.ticket(one) for one in ("一", "二", "三")]
    for one in (late, missed):
        await shop.make_late(one)
    reply = actions.NewEntry("好的", Audience.CUSTOMER)
    async with shop.tenant.scope():
        for one in (kept, late):
            await actions.write_entry(one.number, reply, by=SYSTEM)
    page = await shop.get("/promises/figures?months=1")
    assert "33 %" in page
    api = await shop.door.api(shop.tenant)
    (row,) = (await api.get("/api/v1/deadlines/figures?months=1")).json()["items"]
    assert (row["met"], row["late"], row["missed"], row["share"]) == (1, 1, 1, 33)
    table = await shop.manager.get("/promises/figures.csv?months=1")
    assert table.text.count("RM-D1") == 1
    assert (await shop.manager.get("/promises/figures?months=7")).status_code == 400


async def test_the_list_is_taken_out_and_that_is_noted(shop):
    from desk.foundation.database import value

    await shop.ticket()
    table = await shop.manager.get("/promises/export.csv?view=all")
    assert "打不开账套" in table.text
    async with shop.tenant.scope():
        assert await value("select count(*) from event where name = 'deadlines.exported'") == 1
