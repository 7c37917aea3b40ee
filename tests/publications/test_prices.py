"""The price standard: published version by version, valid from a day, read and taken out by every partner."""

from datetime import date, timedelta

import asyncpg
import pytest

from desk.foundation.database import execute, rows
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.publications.queries import prices
from desk.settings import settings

TOLD = {"why": "年度调价"}


def lines(name):
    return f"SV-01\t{name}\t次\t1,200\nSV-02\t培训\t人天\t800.50"


@pytest.fixture
def published(door, headquarters, settle):
    """Publish a version valid from so many days ahead; the answer is its number and the name of its first line."""

    async def make(days=0):
        operator, name = await door.member(headquarters), f"上门服务 {uuid7()}"
        day = (now() + timedelta(days=days)).date().isoformat()
        made = await operator.post("/prices", data=TOLD | {"valid_from": day, "lines": lines(name)})
        assert made.status_code == 303, made.text
        await settle()
        return int(made.headers["location"].rpartition("=")[2]), name

    return make


async def test_a_version_counts_from_its_day_and_every_partner_hears_of_it(door, acme, brisk, published):
    version, name = await published()
    to_come, dearer = await published(days=30)
    member = await door.member(acme)
    page = (await member.get("/prices", params={"version": version})).text
    assert name in page
    assert "¥800.50" in page
    assert dearer in (await member.get("/prices", params={"version": to_come})).text
    async with acme.scope():
        today, later = now().date(), now().date() + timedelta(days=30)
        assert (await prices.valid_on(today))["version"] != to_come
        assert (await prices.valid_on(later))["version"] >= to_come
        assert await prices.valid_on(date(1999, 1, 1)) is None
    for tenant in (acme, brisk):
        async with tenant.scope():
            found = await rows("select payload from event where name = 'price_standard.changed'")
        assert any(f'"version": {version}' in one["payload"] for one in found)
    table = await member.get("/prices/export.csv", params={"version": version})
    assert "1200.00" in table.text
    sheet = (await (await door.api(acme)).get(f"/api/v1/prices?version={version}")).json()
    assert [one["cents"] for one in sheet["lines"]] == [120000, 80050]
    assert (await member.get("/prices?version=99999")).status_code == 404


async def test_what_is_wrong_with_a_line_is_said_and_nothing_is_published(door, headquarters):
    operator = await door.member(headquarters)
    for wrong in ("SV-01\t上门\t次", "SV-01\t上门\t次\t很贵", "SV-01\tA\t次\t1\nSV-01\tB\t次\t2", ""):
        refused = await operator.post("/prices", data=TOLD | {"valid_from": "2026-01-01", "lines": wrong})
        assert refused.status_code == 422, wrong
    reader = await door.member(headquarters, "hq_hotline")
    assert (await reader.get("/prices")).status_code == 200
    assert (
        await reader.post("/prices", data=TOLD | {"valid_from": "2026-01-01", "lines": "A\tB\tC\t1"})
    ).status_code == 403


async def test_nobody_changes_what_is_published(acme, published):
    await published()
    connection = await asyncpg.connect(settings.hq_url)
    for sql in ("update price_line set cents = 0", "delete from price_standard"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(sql)
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            async with acme.scope():
                await execute(sql)
    await connection.close()
