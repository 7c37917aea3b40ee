"""Who is asked, when, how often, and by which link."""

from datetime import timedelta

from desk.foundation.database import execute, rows
from desk.foundation.principals import SYSTEM
from desk.kit.time import now
from desk.surveys import actions, queries

GOOD = {"timeliness": "good", "skill": "good", "attitude": "good", "quality": "good"}


async def status_of(tenant, survey):
    async with tenant.scope():
        found = await queries.sheet(survey["id"])
    return found["status"], found["why"]


async def test_after_the_wait_a_contact_is_asked_once(acme, contact, closed, settle):
    person = await contact(acme)
    _, survey = await closed(acme, person)
    assert (survey["status"], survey["contact"]) == ("waiting", person.id)
    assert timedelta(minutes=50) < survey["ask_at"] - now() < timedelta(minutes=61)

    await settle(now() + timedelta(hours=2))
    await settle(now() + timedelta(hours=2))

    assert await status_of(acme, survey) == ("asked", "")
    async with acme.scope():
        asked = await rows("select id from event where name = 'survey.asked' and subject_id = $1", survey["id"])
        told = await rows("select channel from delivery where cause = $1 and person_id = $2", asked[0]["id"], person.id)
    assert len(asked) == 1
    assert {one["channel"] for one in told} == {"email", "inbox"}
    assert "您觉得怎么样" in (await person.client.get("/inbox")).text


async def test_nobody_is_asked_too_often_but_may_always_answer(acme, contact, closed, settle):
    person = await contact(acme)
    _, first = await closed(acme, person)
    number, second = await closed(acme, person)
    await settle(now() + timedelta(hours=2))

    came = sorted([await status_of(acme, first), await status_of(acme, second)])
    assert came == [("asked", ""), ("skipped", "tired")]
    assert "评价一下" in (await person.client.get(f"/tickets/{number}")).text
    sent = await person.client.post(f"/surveys/{second['id']}/answer", data=GOOD)
    assert sent.status_code == 303


async def test_what_was_taken_up_again_is_not_asked(acme, contact, closed, settle):
    from desk.tickets import actions as tickets

    person = await contact(acme)
    number, survey = await closed(acme, person)
    async with acme.scope():
        await tickets.reopen_ticket(number, by=SYSTEM)
    await settle(now() + timedelta(hours=2))
    assert await status_of(acme, survey) == ("skipped", "over")


async def test_closed_again_is_a_new_cause_and_the_old_question_is_over(door, acme, contact, closed, settle):
    from desk.tickets import actions as tickets

    person = await contact(acme)
    number, first = await closed(acme, person)
    async with acme.scope():
        url = await actions.make_link(first["id"], by=SYSTEM)
        await tickets.reopen_ticket(number, by=SYSTEM)
        await execute("update ticket set status = 'solved', solution = '升级' where number = $1", number)
        await tickets.close_ticket(number, by=SYSTEM)
    await settle()

    assert await status_of(acme, first) == ("skipped", "over")
    assert (await door.signed_out(acme, "portal").get(f"/rate/{url.rpartition('/')[2]}")).status_code == 404
    async with acme.scope():
        (second, old) = await queries.of_subject("ticket", first["subject_id"])
    assert (old["id"], second["status"]) == (first["id"], "waiting")
    assert f"/surveys/{second['id']}" in (await person.client.get(f"/tickets/{number}")).text


async def test_nobody_is_asked_about_our_own_matters(acme, contact):
    import tickets_support

    from desk.tickets import actions as tickets
    from desk.tickets.queries.told import surveyed

    person = await contact(acme)
    number = await tickets_support.number_in(acme, "solved", customer=person.customer, contact=person.id)
    async with acme.scope():
        ticket = await tickets.close_ticket(number, by=SYSTEM)
        assert (await surveyed(ticket.id)).still
        await execute("update ticket set kind = 'internal' where id = $1", ticket.id)
        assert not (await surveyed(ticket.id)).still


async def test_a_tenant_switches_it_off_and_says_it_in_its_own_words(door, acme, contact, closed):
    manager = await door.member(acme)
    place = "/surveys/kinds/tickets.rating"
    page = (await manager.get("/surveys/kinds")).text
    assert "工单评价" in page
    assert (await manager.post(place, data={"is_on": "yes", "wait_hours": "9999"})).status_code == 422
    words = {"is_on": "yes", "wait_hours": "0", "text_skill": "我们讲明白了吗？"}
    assert (await manager.post(place, data=words)).status_code == 303

    person = await contact(acme)
    _, survey = await closed(acme, person)
    assert "我们讲明白了吗？" in (await person.client.get(f"/surveys/{survey['id']}")).text
    assert (await manager.post(place, data={"wait_hours": "0"})).status_code == 303
    _, nothing = await closed(acme, person)
    assert nothing is None
    assert (await manager.post(place, data={"is_on": "yes", "wait_hours": "1"})).status_code == 303
    assert (await manager.post("/surveys/kinds/nobody.knows", data=words)).status_code == 404
    wordy = await manager.post(place, data=words | {"text_skill": "长" * 301})
    assert wordy.status_code == 422
    assert "301" in wordy.text
