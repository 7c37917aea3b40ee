"""A closed partner: everything as one file, fetched only with a reason that both sides see, and erasure in the end."""

import html
import io
import itertools
import json
import re
import zipfile
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from commands_support import run_desk
from tests_support import make_customer, make_ticket

from desk.foundation.crossing import crossing_rows
from desk.foundation.database import rows, value
from desk.foundation.principals import SYSTEM
from desk.foundation.registry import forget_hosts
from desk.headquarters import actions
from desk.kit.time import as_of, now

_serial = itertools.count(1)
WHY = "合同到期"
ANY = 'select exists (select from "{table}" where tenant_id = $1)'
STAYS = {"partner", "partner_week", "scorecard", "partner_archive", "archive_look"}


@pytest.fixture
async def admin(door, headquarters):
    return await door.member(headquarters, "hq_admin")


@pytest.fixture
async def partner(door, founding, settle):
    """A partner of one's own with a customer, a ticket and somebody who signs in."""
    tenant = await founding(f"leaving{next(_serial)}", zone="UTC")
    await make_customer(tenant, "临江食品")
    await make_ticket(tenant)
    await door.member(tenant)
    async with tenant.scope():
        await actions.publish_partner(by=SYSTEM)
    await settle()
    return tenant


async def closed(admin, tenant, settle):
    """Closed by an operator, and its archive made by its own job."""
    for act in ("suspend", "close"):
        said = {"act": act, "why": WHY}
        assert (await admin.post(f"/partners/{tenant.slug}/turns", data=said)).status_code == 303
    forget_hosts()
    await settle()


async def archive_of(tenant):
    return (await crossing_rows("select * from partner_archive where tenant_id = $1 order by asked_at", tenant.id))[-1]


def opened(answer):
    return zipfile.ZipFile(io.BytesIO(answer.content))


def link_in(answer):
    """Where the page says that the file is."""
    return html.unescape(re.search(r'href="([^"]*)" download', answer.text)[1])


async def bytes_at(door, tenant, answer):
    """What stands behind the link that somebody was led to."""
    link = urlsplit(answer if isinstance(answer, str) else link_in(answer))
    return await door.signed_out(tenant, "files").get(f"{link.path}?{link.query}")


async def test_at_closing_everything_is_taken_out_and_an_operator_fetches_it_for_a_reason(
    door, headquarters, admin, partner, settle
):
    await closed(admin, partner, settle)
    archive = await archive_of(partner)
    assert (archive["status"], archive["done"]) == ("ready", archive["total"])
    path = f"/partners/{partner.slug}/archives/{archive['id']}/fetch"

    hotline = await door.member(headquarters, "hq_hotline")
    assert (await hotline.post(path, data={"why": WHY})).status_code == 403
    assert (await admin.post(path, data={"why": ""})).status_code == 422
    answer = await admin.post(path, data={"why": "按合同交还"})
    assert answer.status_code == 200
    fetched = await bytes_at(door, headquarters, answer)
    with opened(fetched) as inside:
        names = set(inside.namelist())
        customers = inside.read("tables/customer.jsonl").decode()
        credentials = [json.loads(line) for line in inside.read("tables/credential.jsonl").decode().splitlines()]
        about = json.loads(inside.read("about.json"))
    assert "临江食品" in customers
    assert all("password_hash" not in one for one in credentials)
    assert "tables/sign_in.jsonl" not in names
    assert about["tenant"]["slug"] == partner.slug
    broken = link_in(answer).replace("sig=", "sig=0")
    assert (await bytes_at(door, headquarters, broken)).status_code == 403

    page = (await admin.get(f"/partners/{partner.slug}")).text
    assert "按合同交还" in page
    await admin.post(f"/partners/{partner.slug}/turns", data={"act": "reopen", "why": WHY})
    forget_hosts()
    own = (await (await door.member(partner)).get("/archive")).text
    assert "按合同交还" in own, "the partner sees who fetched it, and why"


async def test_a_partner_takes_its_own_out_also_when_it_is_suspended(door, admin, partner, brisk, settle):
    member = await door.member(partner)
    await admin.post(f"/partners/{partner.slug}/turns", data={"act": "suspend", "why": WHY})
    assert (await member.post("/archive")).status_code == 303
    await settle()
    first = await archive_of(partner)

    foreign = await (await door.member(brisk)).post(f"/archive/{first['id']}/fetch")
    assert foreign.status_code == 404
    assert (await (await door.member(partner, may_not="archive.take")).get("/archive")).status_code == 403
    answer = await member.post(f"/archive/{first['id']}/fetch")
    with opened(await bytes_at(door, partner, answer)) as inside:
        assert "tables/ticket.jsonl" in inside.namelist()
    looks = await crossing_rows("select side from archive_look where archive = $1", first["id"])
    assert [one["side"] for one in looks] == ["partner"]

    await member.post("/archive")
    await settle()
    found = await crossing_rows("select status from partner_archive where tenant_id = $1", partner.id)
    assert sorted(one["status"] for one in found) == ["dropped", "ready"], "there is one file at a time"


async def test_the_file_goes_after_its_days_and_the_partner_after_more(
    door, headquarters, admin, partner, settle, superuser
):
    await closed(admin, partner, settle)
    with as_of(now() + timedelta(days=100)):
        await actions.clear_up(headquarters.id, by=SYSTEM)
    assert (await archive_of(partner))["status"] == "dropped"
    assert (await admin.post(f"/partners/{partner.slug}/turns", data={"act": "reopen", "why": WHY})).status_code == 303
    await closed(admin, partner, settle)

    with as_of(now() + timedelta(days=200)):
        for _ in range(50):
            if not await actions.clear_up(headquarters.id, by=SYSTEM):
                break
    left = [
        one["table_name"]
        for one in await superuser.fetch(
            """select c.table_name from information_schema.columns c join information_schema.tables t
                      using (table_schema, table_name)
                where c.column_name = 'tenant_id' and c.table_schema = 'public' and t.table_type = 'BASE TABLE'"""
        )
        if await superuser.fetchval(ANY.format(table=one[0]), partner.id)
    ]
    assert set(left) <= STAYS
    assert await superuser.fetchval("select status from tenant where id = $1", partner.id) == "erased"
    refused = await admin.post(f"/partners/{partner.slug}/turns", data={"act": "reopen", "why": WHY})
    assert refused.status_code == 409
    assert "已删除" in (await admin.get(f"/partners/{partner.slug}")).text
    async with headquarters.scope():
        assert await rows("select 1 from event where name = 'partner.erased' and subject_id = $1", partner.id)


async def test_nothing_is_erased_that_is_open_or_where_headquarters_said_never(headquarters, admin, partner, settle):
    with as_of(now() + timedelta(days=9_000)):
        await actions.clear_up(headquarters.id, by=SYSTEM)
    async with partner.scope():
        assert await value("select count(*) from ticket") == 1
    assert (await crossing_rows("select erase_partner($1, 10) as gone", partner.slug))[0]["gone"] is None


def test_the_life_of_a_partner_by_commands(stack, headquarters):
    slug = "bycommand"
    invited = run_desk("partners", "invite", slug, "--name", "命令伙伴", "--admin", "陈总", "--mail", "chen@by.test")
    assert invited.code == 0, invited.err
    for words in (("allow", slug, "training"), ("turn", "suspend", slug, "--why", WHY), ("archive", slug)):
        done = run_desk("partners", *words)
        assert done.code == 0, done.err
    told = run_desk("partners", "show", slug, "--json").json()
    assert (told["status"], told["allowed"]) == ("suspended", ["training"])
    assert [one["status"] for one in told["archives"]] == ["running"]
    refused = run_desk("partners", "turn", "suspend", slug, "--why", WHY)
    assert refused.code == 1
    assert "Traceback" not in refused.err
