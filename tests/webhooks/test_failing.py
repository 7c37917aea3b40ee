"""Who doesn't take a fact gets it again, less and less often; who takes nothing for long is left alone."""

from datetime import timedelta

import pytest
from tests_support import make_ticket

from desk.foundation.database import value
from desk.webhooks.actions import sending
from desk.webhooks.states import BACK_OFF, LONGEST_REST, is_dead, next_try, rest


async def status_of(tenant, webhook) -> str:
    async with tenant.scope():
        return await value("select status from webhook where id = $1", webhook.id)


async def facts_named(tenant, name: str) -> int:
    async with tenant.scope():
        return await value("select count(*) from event where name = $1", name)


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (500, "500 · 不被接受"),
        (404, "404"),
        (b"HTTP/1.1 307 Away\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n", "307"),
        (b"nonsense\r\n\r\n", "回应读不懂"),
        (b"", "回应读不懂"),
    ],
)
async def test_what_is_not_taken_is_sent_again(acme, hook, receiver, settle, travel, reply, said):
    webhook = await hook(receiver, "ticket.opened")
    receiver.replies = [reply]
    await make_ticket(acme)
    await settle()

    assert len(receiver.came) == 1
    assert await webhook.deliveries("waiting") == ["ticket.opened"]
    page = await webhook.page(await webhook.newest())
    assert said.split(" · ")[0] in page

    await travel(6)
    await settle()
    first, second = receiver.came
    assert second.headers["webhook-id"] == first.headers["webhook-id"]
    assert second.body == first.body
    assert second.headers["x-request-id"] != first.headers["x-request-id"]
    assert second.is_signed_with(webhook.secret)
    assert await webhook.deliveries("sent") == ["ticket.opened"]


async def test_who_hangs_is_left_in_time(acme, hook, receiver, settle, monkeypatch):
    monkeypatch.setattr(sending, "PATIENCE", 0.3)
    webhook = await hook(receiver, "ticket.opened")
    receiver.usual = "hang"
    await make_ticket(acme)
    await settle()

    assert "没有及时回应" in await webhook.page(await webhook.newest())


async def test_a_flood_of_an_answer_is_not_read_to_its_end(acme, hook, receiver, settle):
    webhook = await hook(receiver, "ticket.opened")
    receiver.replies = ["flood"]
    await make_ticket(acme)
    await settle()

    assert await webhook.deliveries("sent") == ["ticket.opened"]


async def test_one_bad_fact_does_not_hold_up_the_others(acme, hook, receiver, settle):
    webhook = await hook(receiver, "ticket.opened")
    receiver.replies = [422]
    for _ in range(3):
        await make_ticket(acme)
    await settle()

    assert len(receiver.came) == 3
    assert await webhook.deliveries("waiting") == ["ticket.opened"]


async def test_who_keeps_failing_is_called_once_in_a_while(acme, hook, receiver, settle, travel):
    webhook = await hook(receiver, "ticket.opened")
    receiver.usual = 503
    for _ in range(10):
        await make_ticket(acme)
    await settle()
    assert len(receiver.came) == 3

    await travel(6)
    await settle()
    assert len(receiver.came) == 4

    receiver.usual = 204
    await travel(3600)
    await settle()
    assert len(await webhook.deliveries("sent")) == 10


async def test_who_asks_for_a_pause_gets_it(acme, hook, receiver, settle, travel):
    await hook(receiver, "ticket.opened")
    receiver.replies = [b"HTTP/1.1 429 Slow\r\nRetry-After: 900\r\nContent-Length: 0\r\n\r\n"]
    await make_ticket(acme)
    await settle()
    await travel(600)
    await settle()
    assert len(receiver.came) == 1

    await travel(301)
    await settle()
    assert len(receiver.came) == 2


async def test_who_is_gone_for_good_is_switched_off_at_once(acme, hook, receiver, settle, travel):
    died = await facts_named(acme, "webhook.died")
    webhook = await hook(receiver, "ticket.opened")
    receiver.replies = [410]
    await make_ticket(acme)
    await settle()
    await make_ticket(acme)
    await travel(3600)
    await settle()

    assert len(receiver.came) == 1
    assert await status_of(acme, webhook) == "dead"
    assert await facts_named(acme, "webhook.died") == died + 1
    assert "对方说地址已永久失效" in await webhook.page()
    assert (await webhook.post("/replay", begin="2026-01-01T00:00")).status_code == 409


async def test_who_is_dead_is_switched_off_and_on_again_gets_what_was_missed(acme, hook, receiver, settle, travel):
    webhook = await hook(receiver, "ticket.opened")
    receiver.usual = 500
    await make_ticket(acme)
    for _ in range(25):
        await make_ticket(acme)
        await travel(601)
        await settle()
    assert await status_of(acme, webhook) == "dead"
    assert 20 <= len(receiver.came) < 25

    receiver.usual = 200
    await make_ticket(acme)
    await settle()
    await webhook.post("/switch", _method="DELETE")
    await settle()
    assert await status_of(acme, webhook) == "on"
    assert await webhook.deliveries("waiting") == []


async def test_after_a_day_a_fact_is_given_up(acme, hook, receiver, settle, travel):
    webhook = await hook(receiver, "ticket.opened")
    receiver.usual = 500
    await make_ticket(acme)
    for wait in BACK_OFF:
        await settle()
        await travel(max(wait, LONGEST_REST).total_seconds() + 1)
    await settle()

    assert len(receiver.came) == len(BACK_OFF) + 1
    assert await webhook.deliveries("failed") == ["ticket.opened"]
    assert await status_of(acme, webhook) == "dead"


async def test_what_hangs_leaves_room_for_others(acme, hook, receiver, settle, monkeypatch):
    """With as many under way as may be, the next one is put off."""
    webhook = await hook(receiver, "ticket.opened")
    monkeypatch.setattr(sending, "_under_way", sending.AT_ONCE)
    await make_ticket(acme)
    await settle()

    assert receiver.came == []
    assert await webhook.deliveries("waiting") == ["ticket.opened"]


def test_the_tries_of_a_day():
    assert timedelta(hours=23) < sum(BACK_OFF, timedelta(0)) < timedelta(hours=25)
    assert next_try(1) == timedelta(seconds=5)
    assert next_try(len(BACK_OFF)) == BACK_OFF[-1]
    assert next_try(len(BACK_OFF) + 1) is None


def test_a_rest_grows_up_to_its_longest():
    rests = [rest(failures) for failures in range(1, 40)]

    assert rests[:2] == [timedelta(0), timedelta(0)]
    assert rests == sorted(rests)
    assert rests[-1] == LONGEST_REST


def test_dead_is_who_failed_often_and_for_long():
    hour, day = timedelta(hours=1), timedelta(days=1)

    assert is_dead(20, hour, gave_up=False)
    assert not is_dead(20, hour - timedelta(seconds=1), gave_up=False)
    assert not is_dead(19, day, gave_up=False)
    assert is_dead(11, day, gave_up=True)
    assert not is_dead(11, hour, gave_up=True)
