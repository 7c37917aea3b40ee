"""What was there before its kind could be found is filled in: by the command, and by the job."""

from commands_support import run_desk

from desk.foundation.database import execute, value
from desk.foundation.later import later
from desk.foundation.principals import NOBODY
from desk.kit.time import now

_FOUND = "select count(*) from search_document where kind = 'training_session'"


async def test_sessions_that_were_there_before_are_found_again(founding, session, door, settle):
    tenant = await founding(plugins=["training"])
    numbers = [await session(tenant, name="很老的课程"), await session(tenant, name="很老的课程")]
    await settle()
    member = await door.member(tenant)

    async def forgotten():
        async with tenant.scope():
            await execute("delete from search_document")
        assert f"#{numbers[0]} " not in (await member.get("/search?q=很老的课程")).text

    await forgotten()
    filled = run_desk("search", "fill", "--tenant", tenant.slug, "--json").json()[tenant.slug]
    assert filled["training_session"] == 2
    assert f"#{numbers[0]} " in (await member.get("/search?q=很老的课程")).text
    assert run_desk("search", "fill", "--tenant", tenant.slug, "--json").json()[tenant.slug]["training_session"] == 0

    await forgotten()
    async with tenant.scope():
        await later("search.fill", NOBODY, now())
    await settle()
    async with tenant.scope():
        assert await value(_FOUND) == 2
