"""Tenants that have switched training on, with courses, sessions and people who come."""

from datetime import timedelta

import pytest


@pytest.fixture(scope="session")
async def partner(founding):
    """A partner with training."""
    return await founding(plugins=["training"])


@pytest.fixture(scope="session")
async def neighbour(founding):
    """Another one."""
    return await founding(plugins=["training"])


@pytest.fixture
def contact(door):
    """Somebody at a customer, signed in to the portal."""
    import tickets_support

    async def make(tenant, customer=None, **more):
        return await tickets_support.contact(door, tenant, customer, **more)

    return make


@pytest.fixture
def course():
    """A published course; the answer is its id."""
    from desk_training.actions import courses

    from desk.foundation.principals import SYSTEM
    from desk.kit.ids import uuid7

    async def make(tenant, **more):
        said = {"name": "总账操作", "kind": "operation", "content": "凭证、结账", "need": "不会结账"} | more
        async with tenant.scope():
            made = await courses.add_course(courses.CourseFields(code=uuid7().hex[-12:], **said), by=SYSTEM)
            await courses.publish_course(made.id, by=SYSTEM)
        return made.id

    return make


@pytest.fixture
def session(course, door):
    """A session that is announced; the answer is its number."""
    from desk_training.actions import planning

    from desk.foundation.principals import SYSTEM
    from desk.kit.time import now

    async def make(tenant, seats=2, *, announced=True, in_days=10, hours=3, of=None, **more):
        _, trainer = await door.person(tenant, ("trainer",))
        begins = more.pop("begins_at", None) or now() + timedelta(days=in_days)
        chosen = of or await course(tenant, **more)
        async with tenant.scope():
            fields = planning.SessionFields("301", begins, begins + timedelta(hours=hours), trainer, seats)
            made = await planning.plan_session(chosen, fields, by=SYSTEM)
            if announced:
                await planning.announce_session(made.number, by=SYSTEM)
        return made.number

    return make


@pytest.fixture
def person():
    """Somebody at a customer; the answer is the contact's id."""
    from desk.customers.actions import ContactFields, add_contact
    from desk.foundation.principals import SYSTEM

    async def make(tenant, customer, name="王会计", **more):
        async with tenant.scope():
            return (await add_contact(customer, ContactFields(name, **more), by=SYSTEM)).id

    return make


@pytest.fixture
def enrol(person):
    """Register somebody new of a customer; the answer is the enrolment's number."""
    from desk_training.actions import enrolling
    from tests_support import make_customer

    from desk.foundation.principals import SYSTEM

    async def make(tenant, number, customer=None, contact=None):
        customer = customer or await make_customer(tenant)
        contact = contact or await person(tenant, customer)
        async with tenant.scope():
            new = enrolling.NewEnrolment(number, customer, contact)
            return (await enrolling.enrol(new, by=SYSTEM)).number

    return make


@pytest.fixture
def stands():
    """How somebody's registration stands."""
    from desk_training.queries import enrolments

    async def look(tenant, number):
        async with tenant.scope():
            return (await enrolments.sheet(number))["status"]

    return look


@pytest.fixture
def seats():
    """How many seats are taken, and how many wait: as counted, and as there are rows."""
    from desk_training.queries import enrolments, sessions

    async def look(tenant, number):
        async with tenant.scope():
            found = await sessions.sheet(number)
            rows = [one["status"] for one in await enrolments.of_session(found["id"])]
        there = len([one for one in rows if one not in ("waiting", "cancelled")]), rows.count("waiting")
        assert there == (found["taken"], found["waiting"])
        return there

    return look
