"""The monthly report: every cell as a plain reference reckons it, over random years; frozen once it is issued."""

import random
import tomllib
from datetime import date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as some

from .conftest import GRADED, HANDLED
from .reference import CUSTOMERS, MONTH, VOLUMES, ZONE, Reference, lines_of


async def _bring(tenant, lines):
    from desk_complaints.actions import bringing

    from desk.foundation.principals import SYSTEM

    said = [
        {name: one[name] for name in ("category", "item", "position", "level")}
        | {"complained_at": one["at"].isoformat(), "valid": str(one["valid"]).lower(), "customer": "", "text": ""}
        for one in lines
    ]
    assert await bringing.bring_in(said, by=SYSTEM) == {}


@given(seed=some.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_the_formulas_give_what_the_long_way_gives(seed):
    """What SQL counts is handed to the formulas; here the counting is done by hand."""
    lines = lines_of(random.Random(seed))
    from desk_complaints.queries.reckoning import Count, Volumes, tables

    counts = [
        Count(*(one["at"].year == 2025, one["at"].month == 6), one["category"], one["item"], one["position"], "x", 1)
        for one in lines
        if one["valid"] and one["at"].year in (2024, 2025) and one["at"].month <= 6
    ]
    found = tables(counts, Volumes(VOLUMES, CUSTOMERS[2025], CUSTOMERS[2024]))
    assert {name: table["rows"] for name, table in found.items()} == Reference(lines).tables()


async def test_sql_counts_as_the_reference_does(founding):
    """Random years in one tenant, one behind the other: each adds to what is there."""
    from desk_complaints.actions import reporting

    from desk.foundation.principals import SYSTEM

    partner = await founding(plugins=["complaints"], zone=ZONE)
    dice, known = random.Random(20), []
    async with partner.scope():
        await reporting.note_volumes(MONTH, VOLUMES, CUSTOMERS[2025], by=SYSTEM)
        await reporting.note_volumes(date(2024, 6, 1), {}, CUSTOMERS[2024], by=SYSTEM)
    for _ in range(4):
        lines = lines_of(dice)
        known += lines
        async with partner.scope():
            await _bring(partner, lines)
            found = await reporting.report_of(MONTH)
        text = found.pop("text")
        assert {name: table["rows"] for name, table in found.items()} == Reference(known).tables()
        assert text["zh"] != text["en"]


def test_ties_and_zeros():
    from desk_complaints.queries.reckoning import growth, share_of_volume, shares

    assert shares([1, 1, 1]) == [34, 33, 33]
    assert shares([2, 1]) == [67, 33]
    assert shares([0, 0]) == [0, 0]
    assert shares([3, 5]) == [38, 62]
    assert (growth(3, 0), growth(0, 0), growth(0, 7), growth(9, 8), growth(7, 8)) == (300, 0, -100, 13, -13)
    assert (share_of_volume(1, 16), share_of_volume(0, 5), share_of_volume(3, 0)) == (6.3, 0.0, 0.0)


async def _counts(tenant, month=MONTH):
    from desk_complaints.actions import reporting

    async with tenant.scope():
        found = await reporting.report_of(month)
    return {row["row"]: row["count"] for row in found["T1"]["rows"]}, found


async def test_reopened_it_counts_once_and_appealed_as_it_was_judged_last(founding, complaint):
    from desk_complaints.actions import steps

    from desk.foundation.principals import SYSTEM

    partner = await founding(plugins=["complaints"])
    at = datetime(2025, 6, 9, tzinfo=ZoneInfo(ZONE))
    learned = {"text": "x", "corrective": "x", "preventive": "x"}
    whole = (*HANDLED, ("verify", {"text": "x"}), ("measures", learned), ("archive", {}))
    await complaint(partner, *whole, ("reopen", {"text": "又来了"}), complained_at=at)
    appealed = await complaint(
        partner, *HANDLED, ("verify", {"text": "x"}), ("appealed", {"text": "不同意"}), complained_at=at
    )
    assert (await _counts(partner))[0]["total"] == 2
    async with partner.scope():
        await steps.take_step(appealed, "explain", steps.Said(text="合同外"), by=SYSTEM)
    assert (await _counts(partner))[0]["total"] == 1


async def test_what_comes_after_the_month_was_issued_goes_to_the_year_of_the_next(founding, complaint):
    from desk_complaints.actions import reporting

    from desk.foundation.principals import SYSTEM

    partner = await founding(plugins=["complaints"])
    at = datetime(2025, 6, 9, tzinfo=ZoneInfo(ZONE))
    await complaint(partner, ("accept", GRADED), complained_at=at)
    async with partner.scope():
        await reporting.open_report(MONTH, by=SYSTEM)
        for act in (reporting.draft_report, reporting.review_report, reporting.issue_report):
            await act(MONTH, by=SYSTEM)
    await complaint(partner, ("accept", GRADED), complained_at=at)
    assert (await _counts(partner))[0]["total"] == 1
    counts, found = await _counts(partner, date(2025, 7, 1))
    assert counts["total"] == 0
    assert found["T2"]["rows"][-1]["count"] == 2


async def test_services_are_counted_where_nobody_notes_them(founding, complaint):
    from desk_complaints import figures
    from desk_complaints.actions import reporting
    from desk_complaints.queries import volume
    from tests_support import make_customer

    from desk.extend import Period
    from desk.foundation.principals import SYSTEM
    from desk.kit.time import as_of
    from desk.requests import actions as requests

    partner = await founding(plugins=["complaints"], zone=ZONE)
    customer, at = await make_customer(partner), datetime(2025, 6, 9, tzinfo=ZoneInfo(ZONE))
    with as_of(at):
        async with partner.scope():
            made = await requests.open_request(requests.NewRequest("requests.on_site", "上门", customer), by=SYSTEM)
            await requests.finish_request(made.number, by=SYSTEM)
    position = GRADED | {"position": "onsite"}
    await complaint(partner, ("accept", position), complained_at=at)
    _, found = await _counts(partner)
    assert found["T4"]["rows"][1] == {"row": "onsite", "volume": 1, "complaints": 1, "share": 100.0}
    assert "100.0%" in found["text"]["zh"]
    zone = ZoneInfo(ZONE)
    async with partner.scope():
        year = Period(datetime(2025, 1, 1, tzinfo=zone), datetime(2025, 9, 3, tzinfo=zone), ZONE)
        assert await volume.services(year) == 1
        await reporting.note_volumes(MONTH, VOLUMES, by=SYSTEM)
        assert await volume.services(year) == sum(VOLUMES.values())
        by_month = {one.key: (one.part, one.whole) for one in await figures.rate(year, "month")}
        assert by_month["2025-06"] == (1, sum(VOLUMES.values()))
        assert [(one.part, one.whole) for one in await figures.rate(year, "")] == [(1, sum(VOLUMES.values()))]
        assert [name for name, _ in volume.months_of(year)][-1] == "2025-09"


async def test_late_invalid_regraded_and_withdrawn(founding, complaint):
    from desk_complaints.actions import reporting, steps

    from desk.foundation.principals import SYSTEM

    partner = await founding(plugins=["complaints"])
    at = datetime(2025, 6, 9, tzinfo=ZoneInfo(ZONE))
    kept = await complaint(partner, ("accept", GRADED), complained_at=at)
    await complaint(partner, ("explain", {"text": "x"}), complained_at=at)
    await complaint(partner, complained_at=at)
    await complaint(partner, ("accept", GRADED), ("withdraw", {"text": "x"}), complained_at=at)
    async with partner.scope():
        said = steps.Said(**{**GRADED, "category": "sales", "item": "sales_norms", "position": ""})
        await steps.take_step(kept, "regrade", said, by=SYSTEM)
        found = await reporting.report_of(MONTH)
    counts = {row["row"]: row["count"] for row in found["T1"]["rows"]}
    assert counts == {"service": 1, "sales": 1, "product": 0, "other": 0, "total": 2}


async def test_issued_it_is_frozen_and_reaches_who_leads(founding, door, complaint, world):
    from desk.foundation.database import rows

    partner = await founding(plugins=["complaints"])
    at = datetime(2025, 6, 9, tzinfo=ZoneInfo(ZONE))
    await complaint(partner, ("accept", GRADED), complained_at=at)
    member = await door.member(partner)
    place = "/complaints/reports/2025-06"
    assert (await member.post("/complaints/reports", data={"month": "2025-06"})).status_code == 303
    noted = {"hotline": "40", "onsite": "5", "remote": "", "training": "3"}
    assert (await member.post(f"{place}/services", data=noted)).status_code == 303
    assert (await member.post(f"{place}/steps/issue", data={})).status_code == 409
    for step in ("draft", "review"):
        assert (await member.post(f"{place}/steps/{step}", data={})).status_code == 303
    assert (await member.post(f"{place}/words", data={"zh": "我们自己的话", "en": "Our words"})).status_code == 303
    assert (await member.post(f"{place}/steps/issue", data={})).status_code == 303
    await complaint(partner, ("accept", GRADED), complained_at=at)
    page = (await member.get(place)).text
    assert "我们自己的话" in page
    assert "2.5%" in page
    assert "<svg" in page
    assert (await member.get(f"{place}/tables.xlsx")).content.startswith(b"PK")
    assert (await member.post(f"{place}/steps/draft", data={})).status_code == 409
    agent = await door.member(partner, "service_supervisor")
    assert (await agent.post(f"{place}/steps/acknowledge", data={})).status_code == 403
    assert (await member.post(f"{place}/steps/acknowledge", data={})).status_code == 303
    await world.settle()
    async with partner.scope():
        assert await rows("select 1 from delivery where kind = 'complaints.report_issued'")
    [program] = [await door.api(partner)]
    told = (await program.get("/api/v1/complaints/reports/2025-06")).json()
    assert told["T4"]["rows"][0] == {"row": "hotline", "volume": 40, "complaints": 1, "share": 2.5}
    assert told["text"] == {"zh": "我们自己的话", "en": "Our words"}


async def test_the_last_month_is_drafted_by_itself(founding):
    from desk_complaints.actions import reporting
    from desk_complaints.queries import reports

    from desk.foundation.database import value
    from desk.foundation.principals import SYSTEM
    from desk.kit.time import now

    partner = await founding(plugins=["complaints"])
    async with partner.scope():
        assert await reporting.draft_last(by=SYSTEM)
        assert not await reporting.draft_last(by=SYSTEM)
        month = reports.month_before(now().date())
        found = await reports.report(month)
        assert found.status == "drafted"
        assert found.text_zh
        assert await value("select status from deadline where subject_id = $1 and promise = 'CP-D4'", found.id)


async def test_the_demo_has_months_to_look_at(founding):
    from desk_complaints import sample
    from desk_complaints.queries import complaints, reports

    from desk.kit.time import now, to_zone
    from desk.settings import ROOT

    partner = await founding(plugins=["complaints"], zone=ZONE)
    words = tomllib.loads((ROOT / "tenants" / "huaxin" / "sample.toml").read_text("utf-8"))
    async with partner.scope():
        await sample.fill(words)
        count = len(await complaints.complaints(complaints.Wanted(), most=100))
        await sample.fill(words)
        assert len(await complaints.complaints(complaints.Wanted(), most=100)) == count
        found = await reports.report(reports.month_before(to_zone(now(), ZONE).date()))
    assert found.status in ("drafted", "issued")
    counts, told = await _counts(partner, found.month_on)
    assert counts["total"] >= 6
    assert told["T7"]["rows"][0]["customers"] == 251
