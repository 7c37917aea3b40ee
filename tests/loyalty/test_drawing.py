"""A draw can be checked by anybody: the seed is bound to the list before, and decides alone."""

import hashlib
from datetime import date

from desk.foundation.principals import SYSTEM


async def test_a_draw_is_held_once_and_can_be_done_again_by_hand(partner, door):
    from desk_loyalty.actions import drawing
    from desk_loyalty.queries import draws
    from desk_loyalty.tables import LoyaltyDraw

    member = await door.member(partner)
    planned = await member.post(
        "/loyalty/draws", data={"name": "年终抽奖", "held_on": "2026-12-28", "prizes": "电饭煲 × 2\n保温杯 × 3"}
    )
    assert planned.status_code in (200, 303), planned.text
    async with partner.scope():
        found = await LoyaltyDraw.objects().order_by(LoyaltyDraw.number, ascending=False).first()
    one = f"/loyalty/draws/{found.number}"
    assert (await member.post(f"{one}/drawing")).status_code == 409
    assert (await member.post(f"{one}/closing")).status_code == 409
    people = "\n".join(f"客户{n}" for n in range(20))
    for _ in range(2):
        assert (await member.post(f"{one}/names", data={"names": people})).status_code in (200, 303)
    assert (await member.post(f"{one}/closing")).status_code in (200, 303)
    closed = await member.get(one)
    assert (await member.post(f"{one}/names", data={"names": "后来的人"})).status_code == 409
    async with partner.scope():
        secret = await LoyaltyDraw.objects().where(LoyaltyDraw.number == found.number).first()
    assert secret.commitment in closed.text
    assert secret.seed not in closed.text
    assert (await member.post(f"{one}/drawing")).status_code in (200, 303)
    assert (await member.post(f"{one}/drawing")).status_code == 409

    async with partner.scope():
        names = await draws.names(found.id)
    said = [one["name"] for one in names]
    assert said == [f"客户{n}" for n in range(20)]
    assert secret.commitment == hashlib.sha256("\n".join([secret.seed, *said]).encode()).hexdigest()
    order = sorted(
        names, key=lambda one: hashlib.sha256(f"{secret.seed}\n{one['position']}\n{one['name']}".encode()).hexdigest()
    )
    assert [one["prize"] for one in order[:6]] == ["电饭煲", "电饭煲", "保温杯", "保温杯", "保温杯", ""]
    assert secret.seed in (await member.get(one)).text
    prizes = [drawing.Prize("电饭煲", 2), drawing.Prize("保温杯", 3)]
    assert len(drawing.winners(secret.seed, said, prizes)) == 5


async def test_a_draw_with_fewer_names_than_prizes_gives_what_it_can(partner):
    from desk_loyalty.actions import drawing
    from desk_loyalty.queries import draws

    async with partner.scope():
        made = await drawing.plan_draw("小抽奖", date(2026, 12, 1), [drawing.Prize("杯子", 9)], by=SYSTEM)
        await drawing.add_names(made.number, [("甲", None), ("乙", None)], by=SYSTEM)
        await drawing.close_draw(made.number, by=SYSTEM)
        await drawing.hold_draw(made.number, by=SYSTEM)
        assert [one["prize"] for one in await draws.names(made.id)] == ["杯子", "杯子"]
