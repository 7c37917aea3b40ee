"""People are left alone: quiet hours, a cap for each person and day, and what passes both."""

import re
from datetime import UTC, datetime, time, timedelta

import pytest
import time_machine
from messaging_support import answered, deliveries, say

from desk.foundation.database import execute
from desk.kit.ids import moment_of
from desk.kit.time import now
from desk.messaging import actions
from desk.messaging.settings import Peace, peace

SHANGHAI = timedelta(hours=8)


def at(hour, minute=0, days=0):
    """A time of day in Shanghai, tomorrow or later."""
    day = now().date() + timedelta(days=days)
    return time_machine.travel(datetime.combine(day, time(hour, minute), UTC) - SHANGHAI, tick=True)


@pytest.mark.parametrize(
    ("begin", "end", "moment", "until"),
    [
        ("21:00", "08:00", "2026-11-22T20:59", None),
        ("21:00", "08:00", "2026-11-22T21:00", "2026-11-23T08:00"),
        ("21:00", "08:00", "2026-11-23T07:59", "2026-11-23T08:00"),
        ("21:00", "08:00", "2026-11-23T08:00", None),
        ("12:00", "14:00", "2026-11-22T13:00", "2026-11-22T14:00"),
        ("12:00", "14:00", "2026-11-22T14:00", None),
        ("08:00", "08:00", "2026-11-22T08:00", None),
    ],
)
def test_the_end_of_quiet_hours(begin, end, moment, until):
    rules = Peace(time.fromisoformat(begin), time.fromisoformat(end), 5, 30)
    found = rules.quiet_end(datetime.fromisoformat(f"{moment}:00+08:00"), "Asia/Shanghai")

    assert found == (datetime.fromisoformat(f"{until}:00+08:00") if until else None)


def test_quiet_hours_end_by_the_clock_on_the_day_on_which_clocks_change():
    rules = Peace(time(21), time(8), 5, 30)
    found = rules.quiet_end(datetime.fromisoformat("2026-03-28T22:00:00+01:00"), "Europe/Berlin")
    assert found == datetime.fromisoformat("2026-03-29T08:00:00+02:00")


def test_settings_that_cant_be_understood_are_left_out():
    rules = peace({"messaging": {"quiet_from": "late", "cap": "many", "keep_days": 1}})
    assert (rules.quiet_from, rules.cap, rules.keep_days) == (time(21), 20, 365)
    assert peace({"messaging": "x"}).cap == 20


async def test_at_night_it_waits_for_the_morning(acme, wang, dummy, settle):
    with at(22):
        await say(acme, wang)
        await settle()
        [one] = await deliveries(acme, wang)
        assert (one["status"], one["why"], dummy.SENT) == ("waiting", "quiet", [])
        morning = one["next_at"]
        assert (morning + SHANGHAI).strftime("%H:%M") == "08:00"
    with time_machine.travel(morning, tick=True):
        await settle()
    assert len(dummy.SENT) == 1


async def test_what_nobody_takes_care_of_any_more_is_found_again(acme, wang, dummy, settle):
    with at(22):
        await say(acme, wang)
        await settle()
        async with acme.scope():
            await execute("delete from reaction")
    with at(9, days=1):
        await settle()
        assert dummy.SENT == []
        async with acme.scope():
            await actions.tidy()
        await settle()
    assert len(dummy.SENT) == 1


async def test_what_is_old_is_forgotten(acme, wang, dummy, rules, settle):
    await rules(keep_days=30)
    await say(acme, wang)
    await settle()
    [one] = await deliveries(acme, wang)
    made = datetime.fromtimestamp(moment_of(one["id"]), UTC)  # its key may be ahead: keys never go back with the clock
    with time_machine.travel(made + timedelta(days=29), tick=True):
        async with acme.scope():
            await actions.tidy()
        assert len(await deliveries(acme, wang)) == 1
    with time_machine.travel(made + timedelta(days=31), tick=True):
        async with acme.scope():
            await actions.tidy()
        assert await deliveries(acme, wang) == []


async def test_what_is_urgent_passes_the_night(acme, wang, dummy, settle):
    with at(23):
        await say(acme, wang, name="dummy.urgent")
        await settle()
    assert len(dummy.SENT) == 1


async def test_an_inbox_wakes_nobody(manager, acme, wang, settle):
    with at(23):
        await answered(manager, acme, wang)
        await settle()
        found = {one["channel"]: one["status"] for one in await deliveries(acme, wang)}
    assert found == {"inbox": "sent", "email": "waiting"}


async def test_an_invitation_knows_no_night(manager, mailbox, settle):
    given = {
        "name": "夜班",
        "staff_no": "N1",
        "login": "night@acme.test",
        "email": "night@acme.test",
        "roles": "trainer",
    }
    with at(2, days=1):
        assert (await manager.post("/members", data=given | {"how": "invitation"})).status_code in (303, 401)
        await settle()
    assert len(mailbox.to("night@acme.test")) == 1


async def test_nobody_gets_more_than_the_cap_on_one_day(acme, wang, dummy, rules, settle, later):
    await rules(cap=3)
    for word in "一二三四五":
        await say(acme, wang, word=word)
    await settle()
    assert len(dummy.SENT) == 3
    assert [one["why"] for one in await deliveries(acme, wang, status="skipped")] == ["cap", "cap"]

    with later(days=1):
        await say(acme, wang, word="六")
        await settle()
    assert [one.body for one in dummy.SENT][-1] == "王敏: 六"


async def test_the_rules_are_changed_on_their_page(manager, door, acme, rules):
    form = {"quiet_from": "22:30", "quiet_until": "7:00", "cap": "0", "keep_days": "5"}
    wrong = await manager.post("/notices/rules", data=form)
    assert wrong.status_code == 422
    assert len(re.findall(r'class="invalid-feedback"', wrong.text)) == 3
    good = form | {"quiet_until": "07:00", "cap": "4", "keep_days": "90"}
    assert (await manager.post("/notices/rules", data=good)).status_code == 303
    page = (await manager.get("/notices/rules")).text
    assert 'value="22:30"' in page
    assert 'value="90"' in page
    assert (await (await door.member(acme, "hotline_engineer")).get("/notices/rules")).status_code == 403
