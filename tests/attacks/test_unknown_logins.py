"""
Guessing logins: a login that nobody has is answered like a wrong password, in words and in work.

Measured is the work of the process, not the clock: a busy machine changes nothing.
"""

import re
import time
from statistics import median

import pytest
from tests_support import PASSWORD, TestTenant
from tickets_support import contact

from desk.foundation.database import execute, value
from desk.people.passwords import hash_password

TRIES = 5


async def test_both_cost_the_same_work(door, acme):
    login = (await contact(door, acme)).login
    await hash_password(PASSWORD)  # what is only done once is done
    await _work(door, acme, "nobody-yet@example.test", "wrong password")

    known, unknown = [], []
    for place in range(TRIES):
        known.append(await _work(door, acme, login, f"wrong {place} password"))
        unknown.append(await _work(door, acme, f"nobody{place}@example.test", f"wrong {place} password"))
    assert 0.5 < median(unknown) / median(known) < 2, (known, unknown)


async def _work(door, tenant: TestTenant, login: str, password: str) -> float:
    out = door.signed_out(tenant, "portal")
    begun = time.process_time()
    answer = await out.post("/sign-in", data={"login": login, "password": password})
    spent = time.process_time() - begun
    assert answer.status_code in (422, 429)
    return spent


@pytest.mark.parametrize("why", ["unknown", "other face", "left", "no password"])
async def test_both_are_said_in_the_same_words(door, acme, why):
    person = await contact(door, acme)
    login, face = person.login, "portal"
    if why == "unknown":
        login = "somebody@example.test"
    elif why == "other face":
        face = "workspace"
    async with acme.scope():
        if why == "left":
            await execute("update contact set status = 'left' where id = $1", person.id)
        elif why == "no password":
            await execute("update credential set password_hash = '' where id = $1", person.credential)
    wrong = await (door.signed_out(acme, face)).post("/sign-in", data={"login": login, "password": PASSWORD})
    other = await contact(door, acme)
    known = await (door.signed_out(acme)).post("/sign-in", data={"login": other.login, "password": "wrong password"})

    assert wrong.status_code == 422
    assert "set-cookie" not in wrong.headers
    assert _refusal(wrong.text) == _refusal(known.text)


def _refusal(page: str) -> str:
    """The sentence of the page."""
    found = re.search(r'role="alert"[^>]*>(.*?)</', page, re.DOTALL)
    assert found, page[:2000]
    return re.sub(r"<[^>]+>|\s+", " ", found.group(1)).strip()


async def test_a_failed_try_names_nobody_in_the_facts(door, acme):
    await door.signed_out(acme).post("/sign-in", data={"login": "secret-guess@example.test", "password": "my real one"})

    async with acme.scope():
        assert not await value(
            "select count(*) from event where payload::text like '%secret-guess%' or payload::text like '%my real%'"
        )
