"""The second sign-in step: set up, asked for, used up; and how one gets in without the phone."""

import re
from datetime import timedelta

import pytest
import time_machine
from people_support import secret_of, set_up, take_cookie
from pydantic import SecretStr
from tickets_support import contact

from desk.foundation import keys
from desk.foundation.database import rows, value
from desk.kit.time import now
from desk.people import codes, vault


@pytest.fixture
async def guarded(someone):
    """A member with a second step: the person, the phone, the recovery codes, and the browser it was set up in."""
    person = await someone()
    browser = await person.signs_in()
    phone, recovery = await set_up(browser)
    return person, phone, recovery, browser


def later(**time):
    return time_machine.travel(now() + timedelta(**time), tick=True)


async def test_a_password_alone_opens_nothing(guarded):
    person, phone, _, _ = guarded

    with later(seconds=60):
        half = await person.signs_in(next="/absences")
        assert secret_of(half).startswith("desk_step_")
        assert (await half.get("/devices")).headers["location"] == "/sign-in?next=/devices"
        page = await half.get("/sign-in/code?next=/absences")
        assert page.status_code == 200
        assert 'value="/absences"' in page.text

        whole = await half.post("/sign-in/code", data={"code": phone.code(), "next": "/absences"})
        assert (whole.status_code, whole.headers["location"]) == (303, "/absences")
        before = half.headers["cookie"]
        take_cookie(half, whole)
        assert half.headers["cookie"] != before
        assert (await half.get("/devices")).status_code == 200
        again = person.browser()
        again.headers["cookie"] = before
        assert (await again.get("/sign-in/code")).headers["location"] == "/sign-in"


async def test_a_code_counts_once(guarded):
    person, phone, _, _ = guarded

    with later(seconds=60):
        code = phone.code()
        first, second = await person.signs_in(), await person.signs_in()
        assert (await first.post("/sign-in/code", data={"code": code})).status_code == 303
        assert (await second.post("/sign-in/code", data={"code": code})).status_code == 422
        assert (await second.post("/sign-in/code", data={"code": phone.code(-1)})).status_code == 422
    with later(seconds=120):
        assert (await second.post("/sign-in/code", data={"code": phone.code()})).status_code == 303


async def test_of_the_same_code_sent_many_times_at_once_one_counts(guarded):
    import asyncio

    person, phone, _, _ = guarded
    with later(seconds=60):
        browsers = [await person.signs_in() for _ in range(4)]
        code = phone.code()
        answers = await asyncio.gather(*(one.post("/sign-in/code", data={"code": code}) for one in browsers))
    assert sorted(one.status_code for one in answers) == [303, 422, 422, 422]


async def test_a_neighbouring_code_is_good_because_clocks_differ(guarded):
    person, phone, _, _ = guarded

    with later(seconds=300):
        for steps, status in ((-2, 422), (2, 422), (1, 303)):
            browser = await person.signs_in()
            assert (await browser.post("/sign-in/code", data={"code": phone.code(steps)})).status_code == status


async def test_another_browser_has_no_step_to_pass(guarded):
    person, phone, _, _ = guarded

    with later(seconds=60):
        await person.signs_in()
        other = person.browser()
        answer = await other.post("/sign-in/code", data={"code": phone.code()})
        assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")


async def test_the_step_ends_after_minutes_and_after_five_wrong_codes(guarded, acme):
    person, phone, _, _ = guarded

    with later(minutes=30):
        half = await person.signs_in()
        answers = [await half.post("/sign-in/code", data={"code": "000000"}) for _ in range(5)]
        assert [one.status_code for one in answers] == [422, 422, 422, 422, 303]
        fresh = await person.signs_in()
        throttled = await fresh.post("/sign-in/code", data={"code": phone.code()})
        assert throttled.status_code == 429
        assert int(throttled.headers["retry-after"]) > 200
    with later(hours=1):
        half = await person.signs_in()
        with later(minutes=11):
            gone = await half.post("/sign-in/code", data={"code": phone.code()})
            assert gone.headers["location"] == "/sign-in"
    async with acme.scope():
        refused = await rows(
            "select payload ->> 'why' as why from event where name = 'sign_in.refused' and subject_id = $1",
            person.credential,
        )
    assert [one["why"] for one in refused] == ["code"] * 5


async def test_a_recovery_code_is_good_once_and_says_how_many_are_left(guarded):
    person, _, recovery, browser = guarded
    assert len(set(recovery)) == 10

    first, second = await person.signs_in(), await person.signs_in()
    typed = recovery[3].lower().replace("-", " ")
    assert (await first.post("/sign-in/code", data={"code": typed})).status_code == 303
    assert (await second.post("/sign-in/code", data={"code": recovery[3]})).status_code == 422
    assert "9" in re.search(r"还有 (\d+) 个备用码", (await browser.get("/second-factor")).text)[1]


async def test_new_recovery_codes_end_the_old_ones(guarded):
    person, phone, recovery, browser = guarded

    with later(seconds=60):
        assert (await browser.post("/second-factor/recovery-codes", data={"code": "123456"})).status_code == 422
        made = await browser.post("/second-factor/recovery-codes", data={"code": phone.code()})
    new = re.findall(r'<code class="pd-key">([0-9A-Z-]+)</code>', made.text)
    assert len(new) == 10
    half = await person.signs_in()
    assert (await half.post("/sign-in/code", data={"code": recovery[0]})).status_code == 422
    assert (await half.post("/sign-in/code", data={"code": new[0]})).status_code == 303


async def test_setting_it_up_goes_on_with_a_new_secret(someone):
    person = await someone()
    browser = await person.signs_in()
    stolen = person.browser()
    stolen.headers["cookie"] = browser.headers["cookie"]

    await set_up(browser)

    assert (await stolen.get("/devices")).status_code == 303
    assert (await browser.get("/devices")).status_code == 200


async def test_it_isnt_on_before_the_first_code_and_asks_for_the_password_later(someone):
    person = await someone()
    browser = await person.signs_in()

    assert (await browser.post("/second-factor")).status_code == 303
    assert (await browser.post("/second-factor/confirmation", data={"code": "000000"})).status_code == 422
    assert (await person.signs_in()).headers["cookie"].find("desk_step_") < 0
    with later(minutes=20):
        assert (await browser.post("/second-factor", data={"password": "wrong"})).status_code == 422
        assert (await browser.post("/second-factor", data={"password": person.password})).status_code == 303


async def test_it_is_removed_with_a_code_or_by_an_administrator(guarded, manager, acme, someone):
    person, _, recovery, browser = guarded

    assert (await browser.post("/second-factor/removal", data={"code": "999999"})).status_code == 422
    assert (await browser.post("/second-factor/removal", data={"code": recovery[0]})).status_code == 303
    assert (await person.signs_in()).headers["cookie"].find("desk_step_") < 0

    await set_up(browser)
    assert secret_of(await person.signs_in()).startswith("desk_step_")
    colleague = await (await someone("hotline_engineer")).signs_in()
    assert (await colleague.post(f"/members/{person.id}/second-factor/removal")).status_code == 403
    assert (await manager.post(f"/members/{person.id}/second-factor/removal")).status_code == 303
    assert not secret_of(await person.signs_in()).startswith("desk_step_")


async def test_a_role_that_requires_it_leads_there_first(someone, manager, acme):
    person = await someone("trainer")
    browser = await person.signs_in()
    assert (await browser.get("/absences")).status_code == 200
    page = (await manager.get("/roles/trainer")).text
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    effect = await manager.post("/roles/trainer/effect", data={"rule": "required", "seen": seen})
    assert person.name in effect.text
    try:
        assert (await manager.post("/roles/trainer", data={"rule": "required", "seen": seen})).status_code == 303

        led = await browser.get("/absences")
        assert (led.status_code, led.headers["location"]) == (303, "/second-factor")
        part = await browser.get("/absences", headers={"hx-request": "true"})
        assert (part.status_code, part.headers["hx-redirect"]) == (403, "/second-factor")
        assert (await browser.post("/absences", data={})).headers["location"] == "/second-factor"
        assert (await browser.get("/second-factor")).status_code == 200
        phone, _ = await set_up(browser)
        assert (await browser.get("/absences")).status_code == 200
        with later(seconds=60):
            kept = await browser.post("/second-factor/removal", data={"code": phone.code()})
        assert kept.status_code == 409
        assert "必须" in kept.text
    finally:
        await manager.post("/roles/trainer", data={"rule": "usual"})


async def test_where_it_is_off_nobody_sets_it_up(someone, manager):
    person = await someone("settlement")
    browser = await person.signs_in()
    try:
        await manager.post("/roles/settlement", data={"rule": "off"})
        assert (await browser.post("/second-factor")).status_code == 409
    finally:
        await manager.post("/roles/settlement", data={"rule": "usual"})


async def test_secrets_are_sealed_and_codes_hashed(guarded, acme):
    person, phone, recovery, _ = guarded
    async with acme.scope():
        sealed = await value("select secret from second_factor where credential = $1", person.credential)
        kept = await rows("select code from recovery_code where credential = $1", person.credential)
        told = await value("select string_agg(payload::text, ' ') from event where subject_id = $1", person.credential)

    secret = phone.totp.secret
    assert secret not in sealed
    assert not {codes.plain(one) for one in recovery} & {one["code"] for one in kept}
    assert secret not in told
    assert vault.unseal(sealed) == secret


async def test_the_installations_secret_can_be_changed(guarded, acme, monkeypatch):
    person, phone, recovery, _ = guarded
    old = keys.settings.secret

    async def sealed():
        async with acme.scope():
            return await value("select secret from second_factor where credential = $1", person.credential)

    before = await sealed()
    update = {"secret": SecretStr("n" * 40), "secret_before": old}
    monkeypatch.setattr(keys, "settings", keys.settings.model_copy(update=update))
    with later(seconds=60):
        half = await person.signs_in()
        assert (await half.post("/sign-in/code", data={"code": phone.code()})).status_code == 303
    assert await sealed() != before
    assert vault.unseal(await sealed()) == phone.totp.secret
    half = await person.signs_in()
    assert (await half.post("/sign-in/code", data={"code": recovery[0]})).status_code == 303

    unknown = keys.settings.model_copy(update={"secret": SecretStr("m" * 40), "secret_before": SecretStr("")})
    monkeypatch.setattr(keys, "settings", unknown)
    with later(seconds=120):
        half = await person.signs_in()
        assert (await half.post("/sign-in/code", data={"code": phone.code()})).status_code == 422


async def test_customers_have_it_too_behind_their_wall(door, acme):
    person = await contact(door, acme)
    other = await contact(door, acme)

    phone, _ = await set_up(person.client)
    out = door.signed_out(acme, "portal")
    with later(seconds=60):
        answer = await out.post("/sign-in", data={"login": person.login, "password": "correct horse battery"})
        take_cookie(out, answer)
        assert (await out.get("/devices")).status_code == 303
        done = await out.post("/sign-in/code", data={"code": phone.code()})
        take_cookie(out, done)
        assert (await out.get("/devices")).status_code == 200
    async with acme.scope(customer=other.customer):
        assert await rows("select 1 from second_factor") == []
        assert await rows("select 1 from recovery_code") == []


def test_a_step_is_told_by_its_code_alone():
    secret, at = codes.new_secret(), now()
    step = int(at.timestamp()) // codes.STEP
    good = codes.pyotp.TOTP(secret).at(at)

    assert codes.step_of(secret, good, at, after=0) == step
    assert codes.step_of(secret, good, at, after=step) is None
    assert codes.step_of(secret, good, at + timedelta(seconds=30), after=0) == step
    assert codes.step_of(secret, good, at + timedelta(seconds=61), after=0) is None
    assert codes.step_of(secret, "", at, after=0) is None
    assert codes.step_of(secret, "１２３４５６", at, after=0) is None
