"""What was missed can be sent again: one fact, or all of a span of time."""

from datetime import timedelta

from tests_support import make_ticket

from desk.foundation.database import execute
from desk.kit.time import now
from desk.webhooks.actions import replaying


def local(ahead: timedelta = timedelta(0)) -> str:
    """A moment as a form writes it, on the clocks of Shanghai."""
    return (now() + timedelta(hours=8) + ahead).strftime("%Y-%m-%dT%H:%M:%S.%f")


async def test_one_fact_is_sent_again_the_same(acme, hook, receiver, settle):
    webhook = await hook(receiver, "ticket.opened")
    await make_ticket(acme)
    await settle()
    await webhook.post(await webhook.newest() + "/replay")
    await settle()

    first, second = receiver.came
    assert second.body == first.body
    assert second.headers["webhook-id"] == first.headers["webhook-id"]
    page = await webhook.page(await webhook.newest())
    assert first.headers["x-request-id"] in page
    assert second.headers["x-request-id"] in page


async def test_what_happened_while_it_was_off_is_sent_for_a_span(acme, hook, receiver, settle):
    begin = local()
    webhook = await hook(receiver, "ticket.opened")
    await webhook.post("/switch")
    for _ in range(3):
        await make_ticket(acme)
    await settle()
    assert receiver.came == []

    await webhook.post("/switch", _method="DELETE")
    assert "3 条事实" in (await webhook.post("/replay", begin=begin)).text
    await settle()
    assert len(receiver.came) == 3
    assert "0 条事实" in (await webhook.post("/replay", begin=begin)).text
    assert "3 条事实" in (await webhook.post("/replay", begin=begin, taken="yes")).text
    await settle()
    assert len(receiver.came) == 6


async def test_a_span_ends_where_it_is_told_to(acme, hook, receiver, settle, travel):
    webhook = await hook(receiver, "ticket.opened")
    await webhook.post("/switch")
    begin = local()
    await make_ticket(acme)
    await travel(60)
    end = local()
    await travel(60)
    await make_ticket(acme)
    await webhook.post("/switch", _method="DELETE")

    assert "1 条事实" in (await webhook.post("/replay", begin=begin, end=end)).text


async def test_what_is_wrong_with_a_span(acme, hook, receiver):
    webhook = await hook(receiver, "ticket.opened")

    for values in (
        {"begin": ""},
        {"begin": "yesterday"},
        {"begin": local(), "end": local(-timedelta(hours=1))},
        {"begin": "9999-12-31T23:59"},
    ):
        answer = await webhook.post("/replay", **values)
        assert answer.status_code == 422, values
        assert "invalid-feedback" in answer.text


async def test_too_much_at_once(acme, hook, receiver, monkeypatch):
    begin = local()
    webhook = await hook(receiver, "ticket.opened")
    monkeypatch.setattr(replaying, "MOST_AGAIN", 1)
    for _ in range(2):
        await make_ticket(acme)

    answer = await webhook.post("/replay", begin=begin)
    assert answer.status_code == 422
    assert "超过 1 条" in answer.text


async def test_the_log_is_kept_for_thirty_days(acme, hook, receiver, settle, travel):
    webhook = await hook(receiver, "ticket.opened")
    await make_ticket(acme)
    await settle()
    async with acme.scope():
        month = timedelta(days=31)
        await execute(
            "update webhook_delivery set ended_at = ended_at - $2::interval where webhook = $1", webhook.id, month
        )
    await make_ticket(acme)
    await settle()

    assert await webhook.deliveries() == ["ticket.opened"]
