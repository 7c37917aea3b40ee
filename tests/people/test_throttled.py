"""Wrong passwords: counted by login and by network, whoever asks, and told in a sentence."""

import asyncio
from datetime import timedelta

import time_machine
from redis.asyncio import Redis
from tests_support import PASSWORD

from desk.foundation import throttling
from desk.foundation.database import rows, value
from desk.foundation.principals import NOBODY
from desk.kit.time import now
from desk.people import passwords
from desk.people.throttles import BY_NETWORK


def later(**time):
    return time_machine.travel(now() + timedelta(**time), tick=True)


async def tries(browser, login, count, password="wrong password"):  # noqa: S107
    return [
        (await browser.post("/sign-in", data={"login": login, "password": password})).status_code for _ in range(count)
    ]


async def test_five_wrong_ones_then_a_wait_that_grows(someone):
    person = await someone()
    browser = person.browser(address="198.51.100.1")

    assert await tries(browser, person.login, 7) == [422] * 5 + [429, 429]
    refused = await browser.post("/sign-in", data={"login": person.login, "password": PASSWORD})
    assert refused.status_code == 429
    assert "请过 5 分钟再试" in refused.text
    assert 200 < int(refused.headers["retry-after"]) <= 300
    with later(minutes=6):
        assert await tries(browser, person.login, 7) == [422] * 5 + [429, 429]
        refused = await browser.post("/sign-in?lang=en", data={"login": person.login, "password": PASSWORD})
        assert "try again in 24 min" in refused.text
    with later(hours=3):
        assert (await browser.post("/sign-in", data={"login": person.login, "password": PASSWORD})).status_code == 303


async def test_unknown_logins_wait_alike(someone):
    person = await someone()
    browser = person.browser(address="198.51.101.1")

    assert await tries(browser, "nobody-at-all@acme.test", 6) == await tries(browser, person.login, 6)


async def test_of_tries_at_once_exactly_five_are_looked_at(someone):
    person = await someone()
    browser = person.browser(address="198.51.102.1")

    found = await asyncio.gather(*(tries(browser, person.login, 1) for _ in range(20)))
    assert sorted(one for (one,) in found) == [422] * 5 + [429] * 15


async def test_a_good_password_clears_the_login_but_not_the_network(someone, acme):
    person, browser = await someone(), None
    browser = person.browser(address="198.51.103.9")

    assert await tries(browser, person.login, 4) == [422] * 4
    assert await tries(browser, person.login, 1, PASSWORD) == [303]
    assert await tries(browser, person.login, 4) == [422] * 4
    async with acme.scope() as scope:
        key = throttling.key(BY_NETWORK, scope.tenant, "198.51.103.0/24")
    async with Redis.from_url(throttling.settings.redis_url) as redis:
        assert await redis.zcard(key.name) == 8


async def test_a_network_waits_whatever_the_logins_and_neighbours_with_it(someone):
    person = await someone()
    browser, neighbour = person.browser(address="198.51.104.1"), person.browser(address="198.51.104.77")
    stranger = person.browser(address="198.51.105.1")

    assert [(await tries(browser, f"guess{n}@acme.test", 1))[0] for n in range(21)] == [422] * 20 + [429]
    assert await tries(neighbour, person.login, 1, PASSWORD) == [429]
    assert await tries(stranger, person.login, 1, PASSWORD) == [303]


async def test_many_who_sign_in_from_one_office_dont_wait(someone):
    people = [await someone() for _ in range(25)]

    found = [await tries(one.browser(address="198.51.106.1"), one.login, 1, PASSWORD) for one in people]
    assert found == [[303]] * 25


async def test_the_trail_has_each_wrong_one_and_says_once_that_more_came(someone, acme):
    person = await someone()
    browser = person.browser(address="198.51.107.1")
    await tries(browser, person.login, 12)
    await tries(browser, "unknown-in-the-trail@acme.test", 1)

    async with acme.scope():
        found = await rows(
            "select payload ->> 'why' as why, payload ->> 'network' as network from event"
            " where name = 'sign_in.refused' and subject_id = $1 order by at, id",
            person.credential,
        )
        unknown = await value(
            "select payload ->> 'why' from event where name = 'sign_in.refused' and subject_id = $1"
            " and payload ->> 'network' = '198.51.107.0/24'",
            NOBODY,
        )
    assert [one["why"] for one in found] == ["password"] * 5 + ["throttled"]
    assert {one["network"] for one in found} == {"198.51.107.0/24"}
    assert unknown == "login"


async def test_without_redis_people_sign_in_and_wrong_ones_still_wait(someone, monkeypatch):
    monkeypatch.setattr(throttling, "_counters", throttling._Counters())
    monkeypatch.setattr(throttling, "_client", lambda: Redis.from_url("redis://127.0.0.1:1/0"))
    person = await someone()
    browser = person.browser(address="198.51.108.1")

    assert await tries(browser, person.login, 1, PASSWORD) == [303]
    assert await tries(browser, person.login, 6) == [422] * 5 + [429]


async def test_the_present_password_is_asked_a_few_times_only(someone):
    person = await someone()
    browser = await person.signs_in()
    change = {"old": "wrong password", "password": "a sentence of my own"}

    for _ in range(5):
        assert "现在的密码不对" in (await browser.post("/password", data=change)).text
    assert "请过 5 分钟再试" in (await browser.post("/password", data=change | {"old": PASSWORD})).text


def test_unknown_logins_are_checked_with_todays_numbers():
    assert not passwords.is_old(passwords.NOBODYS)


async def test_an_old_hash_is_renewed_when_its_owner_signs_in(someone, acme):
    from argon2 import PasswordHasher

    person = await someone()
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    stored = "select password_hash from credential where id = $1"
    async with acme.scope():
        await value("update credential set password_hash = $2 where id = $1 returning 1", person.credential, weak)
    await person.signs_in()
    async with acme.scope():
        assert await value(stored, person.credential) != weak
    await person.signs_in()
