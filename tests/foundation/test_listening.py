"""Who reacts to all facts is asked in the tenants where it listens, and for what it wants to hear."""

import pytest
import trial_plugin
from trial_plugin import Tried, TriedTwice, overhear

from desk.foundation.events import record
from desk.foundation.listening import listen
from desk.foundation.principals import SYSTEM
from desk.foundation.reactions import fits
from desk.kit.ids import uuid7


@pytest.fixture
async def tenant(founding, post):
    return await founding()


async def heard(tenant, post) -> list[str]:
    """Which of two facts are heard."""
    events = [Tried(uuid7(), by=SYSTEM, word="x"), TriedTwice(uuid7(), by=SYSTEM)]
    async with tenant.scope():
        for event in events:
            await record(event)
    while await post.work_off():
        pass
    names = {event.subject.id: event.name for event in events}
    return [names[subject] for who, subject, _ in trial_plugin.reacted if who == "overhear" and subject in names]


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [
        ([], []),
        (["trial.tried"], ["trial.tried"]),
        (["trial.*"], ["trial.tried", "trial.tried_twice"]),
        (["*"], ["trial.tried", "trial.tried_twice"]),
        (["ticket.*", "trial.tried_twice"], ["trial.tried_twice"]),
        (["*", "trial.*"], ["trial.tried", "trial.tried_twice"]),
    ],
)
async def test_what_fits_is_heard_once(tenant, post, patterns, expected):
    async with tenant.scope():
        await listen(overhear.name, patterns)

    assert await heard(tenant, post) == expected


async def test_nobody_listens_unless_told_to(tenant, acme, post, superuser):
    async with tenant.scope():
        await listen(overhear.name, ["*"])
    event = Tried(uuid7(), by=SYSTEM, word="x")
    async with acme.scope():
        await record(event)

    assert await superuser.fetch("select from reaction where subject_id = $1", event.subject.id) == []


async def test_who_stops_listening_hears_nothing_more(tenant, post):
    async with tenant.scope():
        await listen(overhear.name, ["*"])
    async with tenant.scope():
        await listen(overhear.name, [])

    assert await heard(tenant, post) == []


async def test_a_plugin_that_is_off_hears_nothing(founding, tenant, post):
    async with tenant.scope():
        await listen(overhear.name, ["*"])
    await founding(tenant.slug, plugins=[])

    assert await heard(tenant, post) == []


def test_patterns():
    assert fits("ticket.closed", "ticket.closed")
    assert fits("ticket.closed", "ticket.*")
    assert fits("ticket.closed", "*")
    assert not fits("ticket.closed_no_service", "ticket.closed")
    assert not fits("tickets.closed", "ticket.*")
    assert not fits("ticket.closed", "ticket")
    assert not fits("ticket.closed", "")
