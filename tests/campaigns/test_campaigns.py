"""A campaign from its first word to its report: who gets it, who doesn't and why, each of them once."""

import asyncio

import pytest
from messaging_support import deliveries

from desk.foundation.database import execute, rows
from desk.foundation.principals import SYSTEM


async def go(client, number, *doors):
    """Through these doors, one after the other."""
    for door in doors:
        answer = await client.post(f"/campaigns/{number}/{door}")
        assert answer.status_code == 303, (door, answer.text)


async def one(tenant, number):
    async with tenant.scope():
        (found,) = await rows("select * from campaigns_campaign where number = $1", number)
    return found


async def fates(tenant, number):
    """What became of each recipient."""
    async with tenant.scope():
        found = await rows(
            """select r.contact, r.status, r.why from campaigns_recipient r join campaigns_campaign g
                 on g.tenant_id = r.tenant_id and g.id = r.campaign where g.number = $1""",
            number,
        )
    return {each["contact"]: (each["status"], each["why"]) for each in found}


async def test_it_reaches_each_of_them_once_in_their_own_name(partner, people, writer, written, settle, later):
    known = await people(3)
    number = await written(channels=["email"])
    await go(writer, number, "readiness", "approval", "sending")
    await settle()
    for person in known:
        (sent,) = await deliveries(partner, person)
        assert (sent["status"], sent["channel"], sent["kind"]) == ("sent", "email", "campaigns.service_info")
        assert sent["body"].startswith(f"{person.name}，您好：本周六维护。")
    with later(minutes=1):
        await settle()
    done = await one(partner, number)
    assert (done["status"], done["recipients"], done["handed"], done["skipped"]) == ("done", 3, 3, 0)
    assert "已移交 3 / 3" in (await writer.get(f"/campaigns/{number}")).text
    assert (await writer.post(f"/campaigns/{number}/sending")).status_code == 409


async def test_who_is_left_out_is_frozen_with_the_reason(partner, people, writer, written, settle):
    (wants,) = await people(1)
    (refuses,) = await people(1)
    (unreachable,) = await people(1, email="")
    first, second = await people(2, email="same@customer.test", mobile="13900009999")
    async with partner.scope():
        from desk.messaging.actions import say
        from desk.messaging.states import Source

        said = {"allowed": False, "source": Source.STAFF, "by": SYSTEM}
        await say(refuses.id, "email", "campaigns.service_info", **said)
        await execute("update contact set credential = null where id = $1", unreachable.id)
    number = await written(channels=["email"])
    await go(writer, number, "readiness", "approval")
    found = await fates(partner, number)
    assert found[wants.id] == ("waiting", "")
    assert found[refuses.id] == ("skipped", "opted_out")
    assert found[unreachable.id] == ("skipped", "no_address")
    assert sorted([found[first.id], found[second.id]]) == [("skipped", "duplicate"), ("waiting", "")]
    late = await people(1)
    await go(writer, number, "sending")
    await settle()
    assert await deliveries(partner, late[0]) == [], "who came later isn't in it"
    assert await deliveries(partner, refuses) == []


async def test_filters_choose_by_customer_and_product(partner, people, writer, written):
    (vip,) = await people(1, of={"grade": "vip", "industry": "制造"})
    await people(2, of={"grade": "standard", "industry": "贸易"})
    number = await written(grades=["vip"], industry="制造", channels=["email"])
    await go(writer, number, "readiness", "approval")
    assert list(await fates(partner, number)) == [vip.id]
    nobody = await written(product="没有这个产品")
    assert (await writer.post(f"/campaigns/{nobody}/readiness")).status_code == 409


async def test_many_need_somebody_else(door, partner, people, writer, written, founding):
    await people(3)
    async with partner.scope():
        await execute('update tenant set settings = settings || \'{"campaigns": {"free": 2}}\', version = version + 1')
    number = await written(channels=["email"])
    await go(writer, number, "readiness")
    assert (await writer.post(f"/campaigns/{number}/approval")).status_code == 403
    assert await fates(partner, number) == {}
    await go(await door.member(partner, "general_manager"), number, "approval")
    assert (await one(partner, number))["status"] == "approved"


async def test_it_pauses_goes_on_and_is_called_off(partner, people, writer, written, settle, later):
    known = await people(3)
    number = await written(channels=["email"], per_minute="1")
    await go(writer, number, "readiness", "approval", "sending")
    await settle()
    assert (await one(partner, number))["handed"] == 1
    await go(writer, number, "pause")
    with later(hours=1):
        await settle()
        assert (await one(partner, number))["handed"] == 1
        await go(writer, number, "resumption")
        await settle()
        assert (await one(partner, number))["handed"] == 2
        await go(writer, number, "cancellation")
        await settle()
    with later(hours=2):
        await settle()
    assert sorted(status for status, _ in (await fates(partner, number)).values()) == ["dropped", "handed", "handed"]
    assert sum([len(await deliveries(partner, person)) for person in known]) == 2


async def test_called_off_at_night_nothing_goes_out_in_the_morning(partner, people, writer, written, settle, later):
    known = await people(2)
    number = await written(channels=["email"])
    with later(hours=11):
        await go(writer, number, "readiness", "approval", "sending")
        await settle()
        assert {(await deliveries(partner, one))[0]["why"] for one in known} == {"quiet"}
    assert (await one(partner, number))["status"] == "sending", "it isn't done while messages wait"
    await go(writer, number, "cancellation")
    with later(days=1):
        await settle()
    assert {(await deliveries(partner, one))[0]["status"] for one in known} == {"skipped"}


async def test_it_begins_when_it_was_planned(partner, people, writer, written, settle, later):
    (person,) = await people(1)
    number = await written(channels=["email"])
    await go(writer, number, "readiness", "approval")
    past = await writer.post(f"/campaigns/{number}/date", data={"send_at": "2020-01-01T09:00"})
    assert past.status_code == 422
    planned = await writer.post(f"/campaigns/{number}/date", data={"send_at": "2099-01-01T12:00"})
    assert planned.status_code == 303
    await settle()
    assert await deliveries(partner, person) == []


async def test_a_batch_told_twice_is_told_once(partner, people, writer, written, settle):
    """What a worker that died leaves behind is asked again: the row of a turn, and the fact of a batch."""
    (person,) = await people(1)
    number = await written(channels=["email"])
    await go(writer, number, "readiness", "approval", "sending")
    from desk_campaigns.actions import handing

    found = await one(partner, number)
    await settle()
    for _ in range(3):
        async with partner.scope():
            await handing.hand_over(found["id"], by=SYSTEM)
    await settle()
    assert len(await deliveries(partner, person)) == 1


async def test_two_workers_at_once_hand_each_over_once(partner, people, writer, written, settle):
    from desk_campaigns.actions import handing

    known = await people(4)
    number = await written(channels=["email"], per_minute="2")
    await go(writer, number, "readiness", "approval", "sending")
    found = await one(partner, number)

    async def turn():
        async with partner.scope():
            await handing.hand_over(found["id"], by=SYSTEM)

    await asyncio.gather(*(turn() for _ in range(3)))
    await settle()
    assert [len(await deliveries(partner, person)) for person in known] == [1, 1, 1, 1]


async def test_a_trial_goes_to_whoever_asks_alone(door, partner, people, writer, written, settle):
    (person,) = await people(1)
    number = await written()
    await go(writer, number, "trial")
    await settle()
    assert await deliveries(partner, person) == []
    async with partner.scope():
        tried = await rows("select person_kind, status from delivery where kind = 'campaigns.trial'")
    assert {each["person_kind"] for each in tried} == {"member"}


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"body": "{nobody} 您好"}, "f-body"),
        ({"subject": "{0}"}, "f-subject"),
        ({"subject": ""}, "f-subject"),
        ({"channels": []}, "f-channels"),
        ({"channels": ["nowhere"]}, "f-channels"),
        ({"body": "长" * 5_000}, "f-body"),
        ({"content": "onsite"}, "f-content"),
        ({"per_minute": "0"}, "f-per_minute"),
    ],
)
async def test_what_cannot_be_sent_is_said_field_by_field(writer, said, field):
    form = {"name": "x", "content": "tips", "channels": ["email"], "subject": "x", "body": "x"} | said
    refused = await writer.post("/campaigns", data=form)

    assert refused.status_code == 422
    assert field in refused.text


async def test_a_header_in_a_subject_stays_a_subject(partner, people, writer, written, settle):
    (person,) = await people(1)
    number = await written(channels=["email"], subject="维护\r\nBcc: all@x.example", body="مرحبا 😀 <b>{name}</b>")
    await go(writer, number, "readiness", "approval", "sending")
    await settle()
    (sent,) = await deliveries(partner, person)
    assert (sent["title"], sent["status"]) == ("维护 Bcc: all@x.example", "sent")
    assert "مرحبا 😀 <b>" in sent["body"]


async def test_strangers_see_nothing_and_who_may_not_write_reads(door, partner, brisk, people, writer, written):
    await people(1)
    number = await written()
    assert (await (await door.member(brisk)).get(f"/campaigns/{number}")).status_code == 404
    assert (await door.signed_out(partner).get(f"/campaigns/{number}")).status_code == 303
    reader = await door.member(partner, "cs_agent")
    assert (await reader.get(f"/campaigns/{number}")).status_code == 200
    assert (await reader.post(f"/campaigns/{number}/readiness")).status_code == 403
    listed = (await (await door.api(partner)).get("/api/v1/campaigns")).json()["items"]
    assert [each["number"] for each in listed] == [number]
