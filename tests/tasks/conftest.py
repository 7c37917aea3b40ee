"""Tasks are asked for among people with logins of their own, so that it matters who is who."""

from datetime import timedelta

import pytest


@pytest.fixture
def someone(door):
    """Another member with these roles."""
    from people_support import add_someone

    async def make(tenant, *roles, **more):
        return await add_someone(door, tenant, *roles, **more)

    return make


@pytest.fixture
def ask():
    """Ask for a task as the platform does; the answer is the task, and whether it was there."""
    from desk.foundation.principals import Principal
    from desk.kit.time import now
    from desk.people import queries as people
    from desk.tasks import actions

    async def make(tenant, *, by, roles=("hotline_engineer",), **words):
        words = {"kind": "tasks.anything", "title": "核对发票抬头", "due_at": now() + timedelta(hours=2)} | words
        async with tenant.scope():
            who = Principal("member", by.id, by.name, await people.permissions_of(roles), tuple(roles))
            return await actions.ask(actions.NewTask(**words), by=who)

    return make
