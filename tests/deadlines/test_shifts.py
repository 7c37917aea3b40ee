"""Limits that are counted from a shift: whoever knows of shifts is asked, else the service calendar's day is one."""

from datetime import timedelta

import pytest

from desk.tickets import actions

from .conftest import MONDAY, Office, hours


@pytest.fixture
def declared():
    """Promises of a test's own, counted from shifts; forgotten afterwards."""
    from desk.foundation import promises
    from desk.foundation.promises import Limit, Promise

    names = {"T-BEGIN": "shift_start", "T-END": "shift_end", "T-NEXT": "next_start"}
    made = [
        Promise(
            id=name,
            subject_kind="ticket",
            what=name,
            starts=("ticket.held",),
            ends=("ticket.solved",),
            limits={"software_partner": Limit("shift", 600)},
            anchor=anchor,
            ladder="L0",
        )
        for name, anchor in names.items()
    ]
    promises.register("tickets", made)
    yield names
    for name in names:
        del promises._promises[name]
    for event in ("ticket.held", "ticket.solved"):
        kept = [one for one in promises.by_event[event] if one[1].id not in names]
        promises.by_event[event] = kept
    promises.by_event.pop("ticket.held")


async def held(office, at) -> dict:
    ticket = await office.ticket(at)
    await office.do(at, actions.hold_ticket, ticket.number)
    return {name: one["due_at"] - at for name, one in (await office.open(ticket)).items()}


async def test_without_shifts_the_day_of_the_calendar_is_one(office, declared):
    ten = timedelta(minutes=10)

    assert await held(office, MONDAY + hours(2)) == {
        "T-BEGIN": ten - hours(2),
        "T-END": hours(7) + ten,
        "T-NEXT": hours(22) + ten,
    }


async def test_whoever_knows_of_shifts_is_asked(founding, world, declared):
    office = Office(await founding('plugins = ["dummy"]\n[settings.dummy]\nmode = "shift"\n'), world)
    await office.hire("hotline_engineer")
    ten = timedelta(minutes=10)

    assert await held(office, MONDAY + hours(2)) == {
        "T-BEGIN": ten - hours(1),
        "T-END": hours(2) + ten,
        "T-NEXT": hours(14) + ten,
    }


async def test_one_that_fails_leaves_it_to_the_calendar(founding, world):
    from desk.foundation.asking import hooks

    office = Office(await founding('plugins = ["dummy"]\n[settings.dummy]\nmode = "raise"\n'), world)
    async with office.tenant.scope():
        assert await hooks().answer("shift_of", member_id=None, at=MONDAY) is None
