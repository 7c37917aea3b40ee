"""Requests are tried with and without a provider: the plugin of the tests is one where it is on."""

import msgspec
import pytest


@pytest.fixture
async def dummy(register):
    """Switch the dummy on for a tenant, in a mode; everything is as before afterwards."""
    import asyncpg

    from desk.settings import settings

    connection = await asyncpg.connect(settings.owner_url)

    async def switch(tenant, mode: str = "") -> None:
        await connection.execute(
            """update tenant set plugins = '{dummy}', settings = settings || $2::jsonb, version = version + 1
                where id = $1""",
            tenant.id,
            msgspec.json.encode({"dummy": {"mode": mode}}).decode(),
        )

    yield switch
    for tenant_id in register.values():
        await connection.execute("select set_config('desk.tenant_id', $1, false)", str(tenant_id))
        await connection.execute("delete from plugin_trip")
        await connection.execute("delete from reaction")
    await connection.execute("update tenant set plugins = '{}', settings = settings - 'dummy', version = version + 1")
    await connection.close()


@pytest.fixture
def a_request():
    """Open a request as the platform does; the answer is the request."""
    from tests_support import make_customer

    from desk.foundation.principals import SYSTEM
    from desk.requests import actions

    async def make(tenant, customer=None, **words):
        words = {"kind": "requests.on_site", "title": "更换服务器"} | words
        if "subject_id" not in words:
            words["customer"] = customer or await make_customer(tenant)
        async with tenant.scope():
            return await actions.open_request(actions.NewRequest(**words), by=SYSTEM)

    return make
