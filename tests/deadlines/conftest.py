"""Promises tried through the real house: tenants of their own with people on every rung, and a pacer by hand."""

import itertools
from datetime import UTC, datetime, timedelta
from uuid import UUID

import asyncpg
import pytest

_serial = itertools.count(1)
MONDAY = datetime(2026, 11, 16, 1, 0, tzinfo=UTC)
"""Monday, 9:00 in Shanghai."""
NAMES = {
    "hotline_engineer": "何工",
    "service_manager": "苏经理",
    "department_manager": "戴经理",
    "general_manager": "郭总",
    "administrator": "安管理",
}


@pytest.fixture(scope="session")
async def founding(world, tmp_path_factory):
    """``await founding(toml)``: a tenant of a test's own, on the clocks of Shanghai."""
    from tests_support import TestTenant

    from desk.foundation import tenants
    from desk.foundation.registry import forget_hosts
    from desk.settings import settings

    async def found(toml: str = "") -> TestTenant:
        slug = f"due{next(_serial)}"
        folder = tmp_path_factory.mktemp("tenants") / slug
        folder.mkdir()
        (folder / "tenant.toml").write_text(f'name = "{slug}"\nzone = "Asia/Shanghai"\n' + toml, "utf-8")
        owner = await asyncpg.connect(settings.owner_url)
        plan = await tenants.plan(owner, slug, tenants.read_file(folder))
        made = TestTenant(slug, await tenants.apply(owner, plan))
        await owner.close()
        forget_hosts()
        return made

    return found


@pytest.fixture
async def pile(superuser):
    """Many bare deadlines of a tenant, each with a step that is due then; gone afterwards."""
    piled = []

    async def up(tenant, count, at):
        piled.append(tenant)
        await superuser.execute(
            """with d as (insert into deadline (tenant_id, id, promise, subject_kind, subject_id, basis, ladder,
                                                started_at)
                          select $1, gen_random_uuid(), 'HL-D5', 'ticket', gen_random_uuid(), 'work', 'L1', $3
                            from generate_series(1, $2) returning id)
               insert into deadline_step (tenant_id, id, deadline, what, mark, lane, at)
               select $1, gen_random_uuid(), id, 'record', 'due', 'bulk', $3 from d""",
            tenant,
            count,
            at,
        )

    yield up
    for table in ("reaction", "deadline_step", "deadline"):
        await superuser.execute(f"delete from {table} where tenant_id = any($1)", piled)  # noqa: S608


class Office:
    """One tenant with its people, and the passing of time in it."""

    def __init__(self, tenant, world) -> None:
        self.tenant, self.world, self.people, self.customer = tenant, world, {}, None

    def principal(self, role: str):
        from desk.foundation.principals import Principal
        from desk.people.actions import permissions_of

        return Principal("member", self.people[role], NAMES.get(role, role), permissions_of([role]), (role,))

    async def hire(self, *roles: str, department: str = "") -> UUID:
        """Somebody with these roles; the first one names them."""
        from desk.foundation.principals import SYSTEM
        from desk.people import actions

        n = next(_serial)
        async with self.tenant.scope():
            name, login = NAMES.get(roles[0], roles[0]), f"due{n}@x.test"
            new = actions.NewMember(name, f"{n:04}", roles, login, "x" * 12, department=department)
            made = await actions.add_member(new, by=SYSTEM)
        self.people.setdefault(roles[0], made.id)
        return made.id

    async def ticket(self, at: datetime, *, channel: str = "hotline", by: str = "hotline_engineer", **more):
        """A ticket that was opened at a moment."""
        from tests_support import make_customer

        from desk.kit.time import as_of
        from desk.tickets import actions
        from desk.tickets.states import Channel, Kind

        self.customer = self.customer or await make_customer(self.tenant)
        kind = Kind(more.pop("kind", "question"))
        async with self.tenant.scope():
            with as_of(at):
                new = actions.NewTicket(self.customer, "打不开账套", "打不开", Channel(channel), kind, **more)
                return await actions.open_ticket(new, by=self.principal(by))

    async def do(self, at: datetime, act, *words, by: str = "hotline_engineer", **more):
        """An action by somebody at a moment."""
        from desk.kit.time import as_of

        async with self.tenant.scope():
            with as_of(at):
                return await act(*words, by=self.principal(by) if isinstance(by, str) else by, **more)

    async def suspend(self, at: datetime, number: int, **more):
        from desk.tickets import actions

        return await self.do(at, actions.suspend_ticket, number, actions.Callback("王敏", "0512-5550 0123"), **more)

    async def open(self, ticket) -> dict:
        """Open deadlines of a ticket by promise."""
        from desk.deadlines import queries

        async with self.tenant.scope():
            return {one["promise"]: one for one in await queries.open_of("ticket", ticket.id)}

    async def all(self, ticket) -> list:
        from desk.deadlines import queries

        async with self.tenant.scope():
            return await queries.all_of("ticket", ticket.id)

    async def pace(self, at: datetime) -> int:
        """What pacer and worker do at a moment; the answer is how many steps were fired."""
        from desk.foundation.due import DueSteps
        from desk.kit.time import as_of
        from desk.settings import settings

        connection = await asyncpg.connect(settings.clock_url)
        try:
            fired = 0
            while count := await DueSteps(connection).fire(at):
                fired += count
        finally:
            await connection.close()
        with as_of(at):
            await self.world.settle(at)
        return fired

    async def told(self, deadline_id) -> dict[str, list[UUID]]:
        """Whom each step of a deadline told, by its mark."""
        from desk.foundation.database import rows

        async with self.tenant.scope():
            found = await rows(
                """select s.mark, l.member from deadline_step s left join deadline_alert l on l.step = s.id
                    where s.deadline = $1 and s.outcome <> '' order by l.id""",
                deadline_id,
            )
        told: dict[str, list[UUID]] = {}
        for one in found:
            told.setdefault(one["mark"], []).extend([one["member"]] if one["member"] else [])
        return told

    async def facts(self, name: str) -> list[dict]:
        import msgspec

        from desk.foundation.database import rows

        async with self.tenant.scope():
            found = await rows("select payload from event where name = $1 order by at, id", name)
        return [msgspec.json.decode(one["payload"]) for one in found]


@pytest.fixture
async def office(founding, world, superuser):
    """A tenant with somebody on every rung; nothing else is due anywhere."""
    await superuser.execute("delete from deadline_alert; delete from deadline_step; delete from reaction")
    made = Office(await founding(), world)
    for role in NAMES:
        await made.hire(role)
    return made


def hours(count: float) -> timedelta:
    return timedelta(hours=count)
