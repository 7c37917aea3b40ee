"""Customers' sites with a calendar of their own, from the customer's page; and what the portal sees of others'."""

import pytest
from calendars_support import text_of
from people_support import departments
from tests_support import make_customer


@pytest.fixture
async def customer(acme):
    return await make_customer(acme, "江南纺织")


async def test_a_site_gets_its_calendar_from_the_customers_page(desk, customer):
    panel = text_of((await desk.client.get(f"/customers/{customer}/panels/calendars")).text)
    assert "Mon–Fri 09:00–18:00" in panel
    assert "The company's calendar counts here." in panel.replace("&#39;", "'")

    form = await desk.client.get(f"/calendars/new?customer={customer}")
    assert "江南纺织" in form.text
    calendar = await desk.make(owner="customer", customer=str(customer), zone="Europe/Berlin", country="")

    assert (await desk.counts(customer_id=customer)).id == calendar
    assert (await desk.counts()).id is None
    panel = text_of((await desk.client.get(f"/customers/{customer}/panels/calendars")).text)
    assert "This site has a calendar of its own." in panel
    assert "Europe/Berlin" in panel
    assert "江南纺织" in await desk.page("/calendars?kind=customer")


async def test_the_nearest_calendar_counts(desk, customer):
    team = (await departments(desk.tenant, "热线组"))["热线组"]
    company = await desk.make()
    of_team = await desk.make(owner="team", team="热线组")
    assert (await desk.counts(customer_id=customer, team_id=team)).id == of_team
    site = await desk.make(owner="customer", customer=str(customer))

    assert (await desk.counts(customer_id=customer, team_id=team)).id == site
    assert (await desk.counts(team_id=team)).id == of_team
    assert (await desk.counts()).id == company


async def test_another_tenants_customer_gets_none(desk, brisk):
    stranger = await make_customer(brisk)

    assert (await desk.client.get(f"/calendars/new?customer={stranger}")).status_code == 404
    from calendars_support import OFFICE

    answer = await desk.client.post("/calendars", data=OFFICE | {"owner": "customer", "customer": str(stranger)})
    assert answer.status_code == 404


async def test_in_the_portal_a_customers_own_calendar_counts_and_anothers_is_not_there(desk, customer):
    from desk.calendars import queries
    from desk.foundation.database import value
    from desk.foundation.errors import NotFound

    other = await make_customer(desk.tenant, "别的客户")
    own = await desk.make(owner="customer", customer=str(customer), monday="7-8")
    foreign = await desk.make(owner="customer", customer=str(other), monday="1-2")
    await desk.say(foreign, day="2026-12-31", kind="closed")
    version = (await desk.counts(customer_id=other)).version

    async with desk.tenant.scope(customer=customer):
        assert (await queries.work_calendar(customer_id=customer)).id == own
        assert (await queries.work_calendar(customer_id=other)).id is None
        with pytest.raises(NotFound):
            await queries.calendar_at_version(foreign, version)
        assert await value("select count(*) from calendar_day where calendar = $1", foreign) == 0
