"""Another limit: for new ones, for open ones too, and tried out before."""

from desk.foundation.principals import SYSTEM

from .conftest import MONDAY, hours


async def test_a_new_limit_counts_for_new_ones_and_leaves_open_ones(office):
    from desk.deadlines import actions

    old = await office.ticket(MONDAY, channel="online", by="administrator")
    new = actions.NewPolicy("work", 3600, "L1", why="schneller")
    await office.do(MONDAY, actions.set_policy, "RM-D1", new, by=SYSTEM)
    await office.pace(MONDAY)
    later = await office.ticket(MONDAY, channel="online", by="administrator")

    before, after = (await office.open(old))["RM-D1"], (await office.open(later))["RM-D1"]
    assert (before["due_at"], before["policy_version"]) == (MONDAY + hours(3), 0)
    assert (after["due_at"], after["policy_version"]) == (MONDAY + hours(1), 1)


async def test_open_ones_follow_where_they_shall_and_the_outlook_said_so(office):
    from desk.deadlines import actions
    from desk.kit.time import as_of

    old = await office.ticket(MONDAY, channel="online", by="administrator")
    young = await office.ticket(MONDAY + hours(2), channel="online", by="administrator")
    at = MONDAY + hours(2.5)
    new = actions.NewPolicy("work", 3600, "L1", [50], for_open=True)
    async with office.tenant.scope():
        with as_of(at):
            found = await actions.outlook("RM-D1", new)
    assert (found.open, found.moved, found.breached) == (2, 2, 1)

    await office.do(at, actions.set_policy, "RM-D1", new, by=SYSTEM)
    await office.pace(at)
    one, other = (await office.open(old))["RM-D1"], (await office.open(young))["RM-D1"]
    assert (one["due_at"], one["policy_version"]) == (MONDAY + hours(1), 1)
    assert other["due_at"] == MONDAY + hours(3)
    await office.pace(at)
    assert "due" in await office.told(one["id"])
    assert list(await office.told(other["id"])) == ["50%"]


async def test_a_changed_calendar_moves_what_is_open_and_nothing_drifts(office):
    from desk.calendars import actions as calendars
    from desk.calendars.states import Hours, OwnerKind
    from desk.deadlines import actions

    ticket = await office.ticket(MONDAY, channel="online", by="administrator")
    late = Hours("晚班", "Asia/Shanghai", "", (((600, 1080),),) * 5 + ((), ()))
    await office.do(MONDAY, calendars.make_calendar, calendars.Owner(OwnerKind.TENANT), late, by=SYSTEM)
    async with office.tenant.scope():
        assert (await actions.verify()).drift == 0
    await office.pace(MONDAY)

    assert (await office.open(ticket))["RM-D1"]["due_at"] == MONDAY + hours(4)
    async with office.tenant.scope():
        found = await actions.verify()
    assert (found.checked, found.drift) == (1, 0)


async def test_what_somebody_bends_is_found(office, superuser):
    from desk.deadlines import actions

    ticket = await office.ticket(MONDAY, channel="online", by="administrator")
    await superuser.execute(
        "update deadline set due_at = due_at + interval '1 second' where subject_id = $1", ticket.id
    )
    async with office.tenant.scope():
        found = await actions.verify()
    assert (found.checked, found.drift) == (1, 1)
