"""However a plugin misbehaves, it is left out for that tenant alone; its page says why, and switches it back on."""

import pytest
from tests_support import make_ticket

from desk.foundation import trips
from desk.foundation.database import rows, value

WHY = {
    "raise": "RuntimeError",
    "hang": "TimeoutError",
    "sql": "DivisionByZeroError",
    "leak": "RaiseError",
    "lie": "WrongAnswer",
}


def behaving(mode: str) -> str:
    return f'[settings.dummy]\nmode = "{mode}"\n'


@pytest.mark.parametrize("mode", sorted(WHY))
async def test_it_is_left_out_here_alone_until_its_page_lets_it_be_asked_again(founding, door, mode):
    ours, theirs = [await founding(plugins=["dummy"], toml=behaving(one)) for one in (mode, "")]
    page, neighbours = [f"/tickets/{(await make_ticket(one)).number}" for one in (ours, theirs)]
    member, neighbour = await door.member(ours), await door.member(theirs)
    for _ in range(trips.TRIP_AFTER.usual):
        looked = await member.get(page)
        assert looked.status_code == 200
        assert "Dummy line" not in looked.text

    assert "panel-dummy" not in (await member.get(page)).text
    told = (await member.get("/plugins/dummy")).text
    assert WHY[mode] in told
    assert WHY[mode] in (await member.get("/plugins")).text
    assert 'action="/plugins/dummy/again"' in told
    assert "Dummy line" in (await neighbour.get(neighbours)).text
    assert 'action="/plugins/dummy/again"' not in (await neighbour.get("/plugins/dummy")).text

    await founding(ours.slug, plugins=["dummy"], toml=behaving(""))
    assert "Dummy line" not in (await member.get(page)).text, "nobody has asked it again"
    assert (await member.post("/plugins/dummy/again")).status_code == 303
    assert "Dummy line" in (await member.get(page)).text
    assert WHY[mode] not in (await member.get("/plugins/dummy")).text


@pytest.mark.parametrize("mode", ["raise", "sql", "leak"])
async def test_a_reaction_that_fails_holds_up_nobody_elses(founding, world, mode):
    ours, theirs = [await founding(plugins=["dummy"], toml=behaving(one)) for one in (mode, "")]
    tickets = [await make_ticket(one) for one in (ours, theirs)]
    await world.settle()
    left = "select subscriber from reaction where subject_id = $1"
    async with theirs.scope():
        assert await rows(left, tickets[1].id) == []
    async with ours.scope():
        found = [one["subscriber"] for one in await rows(left, tickets[0].id)]
        assert found == ["dummy.hear"], "what the core does about the same ticket is done"
        assert await value("select subject from ticket where id = $1", tickets[0].id) == tickets[0].subject


async def test_what_floods_is_cut_and_the_neighbour_sees_its_own(founding, door):
    ours, theirs = [await founding(plugins=["dummy"], toml=behaving(one)) for one in ("flood", "")]
    found = []
    for tenant in (ours, theirs):
        page = await (await door.member(tenant)).get(f"/tickets/{(await make_ticket(tenant)).number}")
        assert page.status_code == 200
        found.append(page.text.count("Dummy line"))
    assert found == [3, 1]
