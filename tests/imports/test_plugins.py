"""What a plugin may bring in: where it is on, for whom it lets, and nothing half when it breaks."""

import pytest
from dummy_words import IMPORTED

from desk.foundation.database import value

KIND = "dummy.words"


async def test_a_plugin_brings_its_own_tables_in(founding, sent, csv_of):
    tenant = await founding(plugins=["dummy"])
    one = await sent(tenant, csv_of(("词",), ("yes",), ("no",)), kind=KIND)

    assert "The dummy says no." in await one.page()
    assert IMPORTED == []
    await one.do("start", how="good")
    assert IMPORTED == ["yes"]
    IMPORTED.clear()


async def test_it_is_not_there_where_the_plugin_is_off(founding, door):
    tenant = await founding()

    assert (await (await door.member(tenant)).get(f"/imports/{KIND}")).status_code == 404
    assert "dummy" not in (await (await door.member(tenant)).get("/imports")).text


async def test_who_may_not_use_it_may_not_bring_anything_in(founding, door):
    tenant = await founding(plugins=["dummy"])

    assert (await (await door.member(tenant, may_not="dummy.use")).get(f"/imports/{KIND}")).status_code == 403


@pytest.mark.parametrize("how", ["good", "whole"])
async def test_one_that_breaks_takes_nothing(founding, sent, csv_of, how):
    tenant = await founding(plugins=["dummy"])
    one = await sent(tenant, csv_of(("词",), ("break",)), kind=KIND)
    await one.do("start", how=how)

    assert IMPORTED == []
    async with tenant.scope():
        assert await value("select status from import_run") == "failed"
