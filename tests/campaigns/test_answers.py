"""What people write back becomes a ticket or a registration; and whoever registered can be told more."""

import itertools

from messaging_support import deliveries
from tests_support import make_ticket

from desk.foundation.database import execute, rows, value
from desk.kit.time import now

_number = itertools.count(1)


async def sent_to(writer, written, settle, **changes):
    """A campaign by short message that has left."""
    number = await written(channels=["sms"], subject="", **changes)
    for door in ("readiness", "approval", "sending"):
        answer = await writer.post(f"/campaigns/{number}/{door}")
        assert answer.status_code == 303, (door, answer.text)
    await settle()
    return number


async def writes_back(tenant, person, body, settle):
    """As the gateway tells it."""
    from desk.messaging.actions import hear_reply

    (*_, last) = await deliveries(tenant, person, channel="sms")
    async with tenant.scope():
        await hear_reply("sms", last["address"], body, f"test {next(_number)}", now())
    await settle()


async def test_an_answer_becomes_a_ticket_and_the_next_is_noted_there(door, partner, people, writer, written, settle):
    one, other = [await people(1, mobile=mobile) for mobile in ("13900007001", "13900007002")]
    number = await sent_to(writer, written, settle, answers="ticket")
    await writes_back(partner, one[0], "明天下午可以来吗？", settle)
    await writes_back(partner, one[0], "还是后天吧", settle)
    async with partner.scope():
        tickets = await rows("select number, subject, contact, id from ticket where contact = $1", one[0].id)
        assert [(each["subject"], each["contact"]) for each in tickets] == [("回复：维护通知", one[0].id)]
        said = await rows("select body, audience from entry where ticket = $1 order by id", tickets[0]["id"])
        assert [(each["body"], each["audience"]) for each in said] == [
            ("明天下午可以来吗？", "customer"),
            ("还是后天吧", "team"),
        ]
        assert await value("select count(*) from ticket where contact = $1", other[0].id) == 0
    page = (await writer.get(f"/campaigns/{number}")).text
    assert "回复转成的工单" in page
    kept = await sent_to(writer, written, settle)
    await writes_back(partner, other[0], "收到", settle)
    async with partner.scope():
        assert await value("select count(*) from ticket where contact = $1", other[0].id) == 0
        assert await value("select count(*) from reply where contact = $1", other[0].id) == 1
    assert (await (await door.api(partner)).get(f"/api/v1/campaigns/{kept}")).json()["answers"] == "kept"


async def test_who_says_yes_is_registered_once_and_can_be_told_more(partner, people, writer, written, settle):
    comes, asks, silent = [(await people(1, mobile=f"1390000710{n}"))[0] for n in range(3)]
    number = await sent_to(writer, written, settle, answers="registration", content="service_event")
    for body in (" 参加！", "1"):
        await writes_back(partner, comes, body, settle)
    await writes_back(partner, asks, "几点开始？", settle)
    async with partner.scope():
        facts = await rows("select payload from event where name = 'campaigns.registered'")
        assert [str(comes.id) in each["payload"] for each in facts] == [True]
    page = (await writer.get(f"/campaigns/{number}")).text
    assert "已报名" in page
    again = await sent_to(writer, written, settle, registered=str(number), name="第二条")
    assert "经群发报名" in (await writer.get(f"/campaigns/{again}")).text
    got = [len(await deliveries(partner, person, channel="sms")) for person in (comes, asks, silent)]
    assert got == [2, 1, 1], "the second went to who registered alone"


async def test_who_wants_no_more_neither_registers_nor_opens_a_ticket(partner, people, writer, written, settle):
    (person,) = await people(1, mobile="13900007201")
    for answers in ("ticket", "registration"):
        await sent_to(writer, written, settle, answers=answers)
    await writes_back(partner, person, "退订", settle)
    async with partner.scope():
        assert await value("select count(*) from ticket where contact = $1", person.id) == 0
        assert (
            await value("select registered_at from campaigns_recipient where contact = $1 limit 1", person.id) is None
        )
        assert await value("select allowed from consent where contact = $1 and channel = 'sms'", person.id) is False


async def test_what_becomes_of_answers_is_one_of_three(writer):
    form = {"name": "x", "content": "tips", "channels": ["email"], "subject": "x", "body": "x", "answers": "eaten"}
    refused = await writer.post("/campaigns", data=form)
    assert refused.status_code == 422
    assert "f-answers" in refused.text


async def test_a_digest_begins_with_what_was_asked_most(door, partner, writer):
    lead = await door.member(partner, "service_manager")
    asked = ["打印空白页", "打印空白页？", "{name} 报错", "还没解决"]
    for number, subject in enumerate(asked):
        made = await make_ticket(partner, subject=subject)
        if subject != "还没解决":
            async with partner.scope():
                solved = "update ticket set status = 'solved', solution = $2, solved_at = $3 where id = $1"
                await execute(solved, made.id, f"解法 {number}", now())
    page = (await lead.get("/campaigns/digest")).text
    assert "1. 打印空白页" in page
    assert "解法 1" in page
    assert "2. ｛name｝ 报错" in page
    assert "还没解决" not in page
