"""Summaries of weeks and longer periods: owed when they are over, by whoever is there to write them."""

from datetime import UTC, date, datetime

from desk.foundation.database import rows, value
from desk.foundation.principals import SYSTEM
from desk.kit.time import as_of


async def _owed(tenant, at):
    from desk_complaints.actions import summarising

    async with tenant.scope():
        with as_of(at):
            await summarising.open_summaries(by=SYSTEM)
        found = await rows(
            """select s.id, s.kind, s.since_on, s.until_on, d.promise from complaints_summary s
                 join deadline d on d.subject_id = s.id order by s.kind"""
        )
    return {one["kind"]: one for one in found}


def test_periods_end_where_they_should():
    from desk_complaints.queries.summaries import last_of

    day = date(2026, 1, 3)
    assert last_of("hall", day) == (date(2025, 12, 28), day)
    assert last_of("hall", date(2026, 1, 4)) is None
    assert last_of("week", day) == (date(2025, 12, 22), date(2025, 12, 28))
    assert last_of("month", day) == (date(2025, 12, 1), date(2025, 12, 31))
    assert last_of("quarter", date(2026, 5, 9)) == (date(2026, 1, 1), date(2026, 3, 31))
    assert last_of("half_year", date(2026, 5, 9)) == (date(2025, 7, 1), date(2025, 12, 31))
    assert last_of("year", day) == (date(2025, 1, 1), date(2025, 12, 31))


async def test_they_are_owed_handed_in_and_frozen(founding, door, complaint):
    partner = await founding(plugins=["complaints"])
    at = datetime(2026, 1, 3, 8, tzinfo=UTC)
    assert await _owed(partner, at) == {}
    hall = await door.member(partner, "hall_manager")
    assert {one["promise"] for one in (await _owed(partner, at)).values()} == {"CP-D7"}
    await door.member(partner, "cs_supervisor")
    owed = await _owed(partner, at)
    assert {kind: one["promise"] for kind, one in owed.items()} == {
        "hall": "CP-D7",
        **dict.fromkeys(("week", "month", "quarter", "half_year", "year"), "CP-D8"),
    }
    with as_of(at):
        await complaint(partner)
    place = f"/complaints/summaries/{owed['hall']['id']}"
    assert (await hall.get("/complaints/summaries")).status_code == 200
    assert "1" in (await hall.get(place)).text
    assert (await hall.post(f"{place}/delivery", data={"text": ""})).status_code == 422
    assert (await hall.post(f"{place}/delivery", data={"text": "本周接待正常"})).status_code == 303
    assert (await hall.post(f"{place}/delivery", data={"text": "再交"})).status_code == 409
    with as_of(at):
        await complaint(partner)
    async with partner.scope():
        kept = await value("select figures->>'complaints' from complaints_summary where id = $1", owed["hall"]["id"])
        stands = await value("select status from deadline where subject_id = $1", owed["hall"]["id"])
    assert (kept, stands) != ("2", "running")
    assert kept == "1"
    assert "本周接待正常" in (await hall.get(place)).text
