"""With a provider: it takes and gives back, says what covers a service, claims a piece of it, or refuses."""

import pytest
from tests_support import make_customer

from desk.foundation.database import value
from desk.foundation.errors import NotFound
from desk.foundation.principals import Principal
from desk.requests import actions, queries
from desk.requests.errors import AlreadyTaken, HeldByProvider
from desk.requests.kinds import Entitlement, ranked
from desk.requests.states import Cover


def itself():
    """The plugin by itself, with what its manifest names."""
    return Principal.plugin("dummy")


async def test_all_entitlements_are_shown_and_the_best_counts(acme, door, dummy):
    await dummy(acme)
    customer, client = await make_customer(acme, "金桥药房"), await door.member(acme)

    form = (await client.get(f"/requests/new?customer={customer}")).text
    assert form.index("Sorry, 金桥药房") < form.index("Dummy contract") < form.index("Over since spring")
    assert "将交给Dummy" in form
    found = await (await door.api(acme)).get(f"/api/v1/customers/{customer}/entitlements/on_site")
    assert [one["cover"] for one in found.json()["items"]] == ["remedy", "contract", "none"]
    asked = {"kind": "requests.on_site", "title": "上门", "customer": str(customer)}
    place = (await client.post("/requests", data=asked)).headers["location"]
    page = (await client.get(place)).text
    assert "Sorry, 金桥药房" in page
    assert "2nd of 4" in page
    async with acme.scope():
        request = await queries.request(int(place.removeprefix("/requests/")))
        assert (request.cover, request.cover_by) == ("remedy", "dummy")
        assert [one["reference"] for one in await queries.claims(request.id)] == ["r1"]


def test_what_was_given_for_this_matter_goes_before_what_holds_for_all():
    from datetime import date

    short, long = Entitlement(Cover.CONTRACT, "s", date(2026, 1, 1)), Entitlement(Cover.CONTRACT, "l", date(2027, 1, 1))
    paid, free = Entitlement(Cover.PAID, "p"), Entitlement(Cover.FREE_PERIOD, "f")

    found = ranked([("a", Entitlement(Cover.NONE, "n")), ("a", free), ("b", short), ("a", long), ("z", paid)], [])

    assert [one.title for _, one in found.found] == ["p", "l", "s", "f", "n"]
    assert found.best == ("z", paid)
    assert ranked([], ["x"]).best[1].cover == Cover.NONE


async def test_a_claim_that_refuses_undoes_everything(acme, door, dummy):
    await dummy(acme, "refuse")
    customer, client = await make_customer(acme), await door.member(acme)

    refused = await client.post(
        "/requests", data={"kind": "requests.on_site", "title": "上门", "customer": str(customer)}
    )

    assert refused.status_code == 409
    assert "The dummy says no." in refused.text
    assert 'value="上门"' in refused.text
    async with acme.scope():
        assert await value("select count(*) from request where customer = $1", customer) == 0
        assert await value("select note from customer where id = $1", customer) == ""


@pytest.mark.parametrize("mode", ["raise", "hang", "sql", "leak", "lie"])
async def test_a_plugin_that_fails_is_named_and_its_claim_refuses(acme, door, dummy, mode):
    await dummy(acme, mode)
    customer, client = await make_customer(acme), await door.member(acme)

    form = await client.get(f"/requests/new?customer={customer}")
    assert "Dummy 没有回答" in form.text
    asked = {"kind": "requests.on_site", "title": "上门", "customer": str(customer)}
    refused = await client.post("/requests", data=asked)
    assert refused.status_code == 503


async def test_a_provider_takes_gives_back_and_finishes(acme, door, dummy, a_request):
    await dummy(acme)
    request, client = await a_request(acme), await door.member(acme)
    place = f"/requests/{request.number}"

    async with acme.scope():
        await actions.take_request(request.number, by=itself(), provider="dummy", reference="D-7")
        again = await actions.take_request(request.number, by=itself(), provider="dummy")
        assert again.provider == "dummy"
    page = (await client.get(place)).text
    assert "D-7" in page
    assert "已由Dummy接下" in page
    assert "Dummy接手了" in page
    late = await client.post(f"{place}/assignment", data={"member": "me"})
    assert (late.status_code, "Dummy已先接下了这个请求" in late.text) == (409, True)
    held = await client.post(f"{place}/result", data={"note": "x"})
    assert (held.status_code, "在那里完成或退回" in held.text) == (409, True)
    async with acme.scope():
        await actions.give_back_request(request.number, "没有人手", by=itself(), provider="dummy")
    assert "没有人手" in (await client.get(place)).text
    async with acme.scope():
        await actions.take_request(request.number, by=itself(), provider="dummy")
        await actions.finish_request(request.number, "换好了", "已换好", by=itself(), provider="dummy")
        done = await queries.request(request.number)
    assert (done.status, done.provider, done.told) == ("done", "dummy", "已换好")


async def test_only_who_provides_the_kind_takes_it(acme, dummy, a_request):
    request = await a_request(acme, kind="requests.remote_help")
    await dummy(acme)
    async with acme.scope():
        with pytest.raises(NotFound):
            await actions.take_request(request.number, by=itself(), provider="dummy")
    other = await a_request(acme)
    async with acme.scope():
        await actions.take_request(other.number, by=itself(), provider="dummy")
        with pytest.raises(HeldByProvider):
            await actions.give_back_request(other.number, "x", by=itself())
        person = Principal("member", (await value("select id from member limit 1")), "x", frozenset({"request.do"}))
        with pytest.raises(AlreadyTaken):
            await actions.take_request(other.number, by=person)


async def test_whoever_may_cancels_what_a_provider_has(acme, door, dummy, a_request):
    await dummy(acme)
    request, client = await a_request(acme), await door.member(acme)
    async with acme.scope():
        await actions.take_request(request.number, by=itself(), provider="dummy")

    assert (await client.post(f"/requests/{request.number}/cancellation", data={"note": "不用了"})).status_code == 303
    async with acme.scope():
        fact = await value(
            "select payload ->> 'provider' from event where name = 'request.cancelled' and subject_id = $1", request.id
        )
    assert fact == "dummy"


async def test_a_kind_of_a_plugin_is_offered_only_where_it_is_on(acme, brisk, door, dummy):
    await dummy(acme)
    ours, theirs = await make_customer(acme), await make_customer(brisk)

    assert "A favour" in (await (await door.member(acme)).get(f"/requests/new?customer={ours}")).text
    stranger = await door.member(brisk)
    assert "A favour" not in (await stranger.get(f"/requests/new?customer={theirs}")).text
    asked = {"kind": "dummy.favour", "title": "x", "customer": str(theirs)}
    assert (await stranger.post("/requests", data=asked)).status_code == 422
