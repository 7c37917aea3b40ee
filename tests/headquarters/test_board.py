"""The board: weeks of partners, alerts that open, are seen to and close, and whose time handed-up matters took."""

from datetime import UTC, datetime, timedelta

import pytest
from asyncpg.exceptions import InsufficientPrivilegeError
from tests_support import make_ticket

from desk.foundation.crossing import crossing_rows
from desk.foundation.database import execute, rows, value
from desk.foundation.principals import SYSTEM
from desk.headquarters import actions
from desk.headquarters.queries import WEEK
from desk.kit.time import as_of, now

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
TOLD = "partner.alert_opened"
WEEK_LATER = MONDAY + timedelta(days=7)


@pytest.fixture
async def busy(founding):
    """A partner of one's own with three tickets that nobody has, its card published."""
    tenant = await founding(name="银河服务", zone="UTC")
    for _ in range(3):
        await make_ticket(tenant)
    await published(tenant)
    return tenant


async def published(tenant):
    async with tenant.scope():
        await actions.publish_partner(by=SYSTEM)
        await actions.publish_weeks(by=SYSTEM)


async def watched(headquarters, **thresholds):
    """Look as the job does, with thresholds of one's own; those of other partners are as they are."""
    async with headquarters.scope() as scope:
        chosen = {"unassigned": 0, "open": 0, "on_time": 0, "owed": 0, "silent": 0} | thresholds
        scope.tenant.settings["headquarters"] = chosen
        await actions.watch_partners(by=SYSTEM)


async def alert_of(headquarters, tenant):
    async with headquarters.scope():
        return (await rows("select * from partner_alert where slug = $1 order by opened_at desc", tenant.slug))[0]


async def test_a_week_is_written_anew_until_it_is_over_and_then_stays(founding):
    tenant = await founding(zone="UTC")
    with as_of(MONDAY):
        await make_ticket(tenant)
        await published(tenant)
        await make_ticket(tenant)
        await published(tenant)
    with as_of(WEEK_LATER):
        await published(tenant)
    async with tenant.scope():
        late = (tenant.id, MONDAY.date(), MONDAY, WEEK_LATER, WEEK_LATER + timedelta(hours=1))
        await execute("update ticket set solved_at = $1", MONDAY + timedelta(days=1))
        await execute(WEEK, *late)

    found = await crossing_rows("select * from partner_week where tenant_id = $1 order by week", tenant.id)
    by_week = {one["week"]: one for one in found}
    assert by_week[MONDAY.date()]["opened"] == 2
    assert by_week[MONDAY.date()]["solved"] == 0, "what is recorded late changes no week that is over"
    assert by_week[WEEK_LATER.date()]["opened"] == 0
    with pytest.raises(InsufficientPrivilegeError):
        async with tenant.scope():
            await execute("delete from partner_week")


async def test_an_alert_opens_is_seen_to_and_closes_by_itself(door, headquarters, busy, settle):
    operator, hotline = await door.member(headquarters, "hq_admin"), await door.member(headquarters, "hq_hotline")

    await watched(headquarters, unassigned=3)
    await watched(headquarters, unassigned=3)
    alert = await alert_of(headquarters, busy)
    assert (alert["kind"], alert["value"], alert["threshold"]) == ("unassigned", 3, 3)
    async with headquarters.scope():
        counted = "select count(*) from partner_alert where slug = $1 and closed_at is null"
        assert await value(counted, busy.slug) == 1
    await settle()
    async with headquarters.scope():
        assert await rows("select 1 from delivery where kind = $1 and subject_id = $2", TOLD, alert["id"])

    board = (await operator.get(f"/board?partner={busy.slug}&lang=en")).text
    assert "Unassigned tickets: 3, threshold 3" in board
    assert "I see to it" in board
    assert "I see to it" not in (await hotline.get(f"/board?partner={busy.slug}", params={"lang": "en"})).text
    assert (await hotline.post(f"/alerts/{alert['id']}/acknowledgement")).status_code == 403
    back = await operator.post(f"/alerts/{alert['id']}/acknowledgement", data={"back": "board"})
    assert back.headers["location"] == "/board"
    shown = (await operator.get("/alerts", params={"q": busy.slug, "lang": "en"})).text
    assert "sees to it" in shown

    await watched(headquarters, unassigned=4)
    assert (await alert_of(headquarters, busy))["closed_at"] is not None
    assert "银河服务" in (await operator.get("/alerts", params={"view": "closed", "q": busy.slug})).text
    assert "银河服务" not in (await operator.get("/alerts", params={"view": "open", "q": busy.slug})).text
    table = (await operator.get("/alerts/export.csv", params={"view": "all", "q": busy.slug})).text
    assert "银河服务" in table


async def test_a_share_falls_below_its_threshold_and_silence_is_an_alert(headquarters, founding, superuser):
    tenant = await founding(zone="UTC")
    await published(tenant)
    await superuser.execute("update partner_week set kept = 9, settled = 12 where tenant_id = $1", tenant.id)
    await watched(headquarters, on_time=80)
    alert = await alert_of(headquarters, tenant)
    assert (alert["kind"], alert["value"]) == ("late", 75)

    await superuser.execute("update partner_week set settled = 9 where tenant_id = $1", tenant.id)
    await superuser.execute(
        "update partner set published_at = $2 where tenant_id = $1", tenant.id, now() - timedelta(hours=7)
    )
    await watched(headquarters, on_time=80, silent=6)
    alert = await alert_of(headquarters, tenant)
    assert (alert["kind"], alert["value"]) == ("silent", 7)


async def test_thresholds_are_settings_of_headquarters_alone(door, headquarters, acme):
    operator, member = await door.member(headquarters, "hq_admin"), await door.member(acme)

    page = await operator.get("/settings/headquarters", params={"lang": "en"})
    assert "Alert from so many unassigned tickets" in page.text
    wrong = await operator.post("/settings/headquarters", data={"on_time": "101"})
    assert wrong.status_code == 422
    assert "headquarters.unassigned" not in (await member.get("/settings")).text
    assert "Alert from so many" not in (await member.get("/settings", params={"lang": "en"})).text
    assert (await member.post("/settings/headquarters", data={"unassigned": "1"})).status_code == 404
    assert (await member.get("/board")).status_code == 404


async def test_the_board_adds_partners_up_by_week_and_by_month(door, headquarters, busy):
    operator = await door.member(headquarters)

    weeks = (await operator.get("/board", params={"partner": busy.slug, "lang": "en"})).text
    assert "agreement kept" in weeks
    assert "No matter that was handed up" in weeks
    months = await operator.get("/board", params={"span": "months", "lang": "en"})
    assert months.status_code == 200
    assert (await operator.get("/board?span=days")).status_code == 400
    assert (await operator.get("/board?partner=nobody")).status_code == 404
    listed = (await operator.get("/partners", params={"q": busy.slug, "lang": "en"})).text
    assert "Promises kept in time" in listed


async def test_a_partner_sees_what_it_publishes_of_its_weeks(door, busy):
    page = (await (await door.member(busy)).get("/scorecard", params={"lang": "en"})).text

    assert "Week by week" in page
    assert "Tickets opened" in page
