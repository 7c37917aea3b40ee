"""A partner is invited, suspended, opened again, closed; and switches on what it is allowed."""

import itertools

import asyncpg
import pytest
from tests_support import TestTenant

from desk.foundation.crossing import crossing_rows
from desk.foundation.database import rows, value
from desk.foundation.registry import forget_hosts
from desk.settings import settings

_serial = itertools.count(1)


@pytest.fixture
async def admin(door, headquarters):
    return await door.member(headquarters, "hq_admin")


@pytest.fixture
async def invited(admin, superuser, settle):
    """A partner that headquarters invited by its form."""
    slug = f"life{next(_serial)}"
    form = {"slug": slug, "name": f"{slug} 软件", "admin_name": "陈总", "admin_email": f"chen@{slug}.test"}
    assert (await admin.post("/invitations", data=form)).headers["location"] == f"/partners/{slug}"
    forget_hosts()
    await settle()
    return TestTenant(slug, await superuser.fetchval("select id from tenant where slug = $1", slug))


async def test_an_invited_partner_has_an_administrator_who_gets_a_link(admin, invited):
    async with invited.scope():
        assert await value("select name from member where 'administrator' = any(roles)") == "陈总"
        assert await rows("select 1 from delivery where kind like 'people.%' or kind like '%invit%'")
        assert await value("select count(*) from scheduled_work") > 3

    page = (await admin.get(f"/partners/{invited.slug}", params={"lang": "en"})).text
    assert "signed in yet" in page
    assert invited.slug in (await admin.get("/partners", params={"q": invited.slug, "view": "invited"})).text


async def test_it_is_active_once_somebody_signed_in(door, admin, invited):
    from desk.foundation.principals import SYSTEM
    from desk.headquarters import actions

    await door.member(invited)
    async with invited.scope():
        await actions.publish_partner(by=SYSTEM)

    assert "accepted the invitation" in (await admin.get(f"/partners/{invited.slug}", params={"lang": "en"})).text


async def test_a_name_that_is_taken_is_refused_and_what_was_typed_stays(admin):
    form = {"slug": "acme", "name": "Zweite", "admin_name": "陈总", "admin_email": "chen@acme.test"}
    refused = await admin.post("/invitations", data=form)
    assert refused.status_code == 409
    assert "Zweite" in refused.text


async def test_a_suspended_partner_reads_its_jobs_wait_and_go_on_when_it_is_opened(door, admin, invited, settle):
    member = await door.member(invited)
    assert (await turned(admin, invited, "suspend")).status_code == 303

    page = await member.get("/members", params={"lang": "en"})
    assert page.status_code == 200
    assert "This workspace is suspended" in page.text
    assert (await member.post("/customers", data={"name": "x"})).status_code == 403
    async with invited.scope():
        from desk.foundation.later import later
        from desk.kit.ids import uuid7
        from desk.kit.time import now

        await later("headquarters.welcome", uuid7(), now())
    await settle()
    async with invited.scope():
        assert await value("select status from reaction where subscriber = 'headquarters.welcome'") == "held"
        assert await value("select count(*) from scheduled_work where next_at < 'infinity'") == 0

    assert (await turned(admin, invited, "reopen")).status_code == 303
    await settle()
    async with invited.scope():
        assert await value("select count(*) from reaction where subscriber = 'headquarters.welcome'") == 0
    assert (await turned(admin, invited, "reopen")).status_code == 409


async def test_a_partner_is_closed_only_when_it_is_suspended_and_can_be_opened_again(door, admin, invited):
    member = await door.member(invited)
    assert (await turned(admin, invited, "close")).status_code == 409
    await turned(admin, invited, "suspend")
    assert (await turned(admin, invited, "close")).status_code == 303
    forget_hosts()
    assert (await member.get("/members")).status_code == 410
    await turned(admin, invited, "reopen")
    assert (await member.get("/members")).status_code == 200
    shown = (await admin.get(f"/partners/{invited.slug}")).text
    assert shown.count("欠费") >= 3


async def turned(admin, tenant, act):
    return await admin.post(f"/partners/{tenant.slug}/turns", data={"act": act, "why": "欠费"})


async def test_a_module_that_is_not_allowed_cannot_be_switched_on(door, admin, invited):
    member = await door.member(invited)
    assert (await admin.post(f"/partners/{invited.slug}/allowance", data={"plugin": "training"})).status_code == 303

    refused = await member.post("/plugins/loyalty/switch")
    assert refused.status_code == 409
    assert (await member.post("/plugins/training/switch")).status_code == 303


async def test_the_tenant_file_says_it_too(founding, superuser):
    from desk.foundation.tenants import WrongFile

    tenant = await founding(plugins=["training"], allowed_plugins=["training"])
    async with tenant.scope():
        assert await value("select plugins from partner_allowance") == ["training"]
    with pytest.raises(WrongFile, match="loyalty"):
        await founding(tenant.slug, plugins=["loyalty"], allowed_plugins=["training"])


async def test_only_an_administrator_of_headquarters_does_so(door, headquarters, acme, invited):
    hotline = await door.member(headquarters, "hq_hotline")
    assert (await hotline.get(f"/partners/{invited.slug}")).status_code == 200
    assert (await turned(hotline, invited, "suspend")).status_code == 403
    assert (await hotline.get("/invitations/new")).status_code == 403


async def test_the_functions_are_headquarters_alone_and_about_partners_alone(superuser, invited):
    for call in ("partners_known()", "turn_partner('acme', 'closed', now())", "erase_partner('acme', 1)"):
        for role in ("desk_app", "desk_clock"):
            parts = settings.hq_url.replace("desk_hq", role)
            connection = await asyncpg.connect(parts)
            with pytest.raises(asyncpg.InsufficientPrivilegeError):
                await connection.fetch(f"select {call}")
            await connection.close()
    assert (await crossing_rows("select turn_partner('headquarters', 'closed', now()) as id"))[0]["id"] is None
    assert "headquarters" not in {one["slug"] for one in await crossing_rows("select slug from partners_known()")}
