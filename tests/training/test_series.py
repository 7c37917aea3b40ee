"""What comes every month by itself: planned for this month and the next, once."""

from datetime import UTC, datetime

from desk.foundation.database import rows
from desk.foundation.principals import SYSTEM
from desk.kit.time import as_of


async def test_a_session_is_planned_each_month_once(founding, course, door):
    from desk_training.actions import series

    partner = await founding(plugins=["training"])
    chosen = await course(partner)
    _, trainer = await door.person(partner, ("trainer",))
    form = {"course": str(chosen), "day": "12", "begins": "14:00", "hours": "3", "place": "301", "seats": "20"}

    async def planned():
        async with partner.scope():
            return [one["begins_at"] for one in await rows("select begins_at from training_session order by begins_at")]

    with as_of(datetime(2031, 3, 20, 3, tzinfo=UTC)):
        member = await door.member(partner)
        assert (await member.post("/training/series", data=form | {"day": "31"})).status_code == 422
        assert (await member.post("/training/series", data=form | {"trainer": str(trainer)})).status_code == 303
        assert (await member.get("/training/series")).status_code == 200
    # March the 12th is over, and April the 12th is a Saturday.
    assert await planned() == [datetime(2031, 4, 14, 6, tzinfo=UTC)]

    with as_of(datetime(2031, 4, 2, 3, tzinfo=UTC)):
        for count in (1, 0):
            async with partner.scope():
                assert await series.plan_ahead(by=SYSTEM) == count
        async with partner.scope():
            [one] = await rows("select id from training_series")
        member = await door.member(partner)
        assert (await member.post(f"/training/series/{one['id']}/end")).status_code == 303
    assert await planned() == [datetime(2031, 4, 14, 6, tzinfo=UTC), datetime(2031, 5, 12, 6, tzinfo=UTC)]
    with as_of(datetime(2031, 6, 2, 3, tzinfo=UTC)):
        async with partner.scope():
            assert await series.plan_ahead(by=SYSTEM) == 0
