"""The pages of calendars: making, changing, saying days, looking at a year, and who may."""

import pytest
from calendars_support import OFFICE, text_of
from people_support import departments


async def test_without_a_calendar_the_page_says_what_counts(desk):
    page = await desk.page("/calendars")

    assert "Mon–Fri 09:00–18:00" in page
    assert "No calendar yet" in page
    assert "Provisional: 2027." in page


async def test_several_windows_a_day_are_made_and_shown(desk):
    calendar = await desk.make(saturday="9-12")

    page = await desk.page(f"/calendars/{calendar}")

    assert "Monday 09:00–12:00, 13:00–18:00" in page
    assert "Saturday 09:00–12:00" in page
    assert "Mon–Fri 09:00–12:00, 13:00–18:00; Sat 09:00–12:00" in await desk.page("/calendars")
    assert (await desk.counts()).calendar.week[0] == ((540, 720), (780, 1080))


async def test_all_that_is_wrong_is_said_at_once_and_what_was_typed_is_kept(desk):
    wrong = {"name": "", "zone": "Moon/Crater", "monday": "22:00-6:00", "tuesday": "9-12, 11-15", "friday": "soon"}

    answer = await desk.client.post("/calendars", data=OFFICE | {"owner": "team"} | wrong)

    page = text_of(answer.text)
    assert answer.status_code == 422
    assert "Please fill this in." in page
    assert "There is no time zone of this name" in page
    assert "Over midnight, write until 24:00 here and from 0:00 on the next day." in page
    assert "9-12 and 11-15 overlap." in page
    assert "“soon” can't be read" in page or "“soon” can&#39;t be read" in page
    for typed in ("Moon/Crater", "22:00-6:00", "9-12, 11-15", "soon"):
        assert f'value="{typed}"' in answer.text


async def test_a_day_may_last_until_24_and_a_week_without_work_is_refused(desk):
    calendar = await desk.make(**dict.fromkeys(("monday", "saturday", "sunday"), "0:00-24:00"))
    assert (await desk.counts()).calendar.week[6] == ((0, 1440),)

    closed = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "")
    answer = await desk.change(calendar, **closed)

    assert answer.status_code == 422
    assert "nobody ever works" in answer.text


async def test_the_company_has_one_calendar_and_a_team_its_own(desk):
    await desk.make()
    second = await desk.client.post("/calendars", data=OFFICE | {"owner": "tenant"})
    await desk.make(owner="team", team="热线组", name="Hotline", monday="8-20")

    assert second.status_code == 409
    assert "There is a calendar for this already" in second.text
    team = (await departments(desk.tenant, "热线组"))["热线组"]
    assert (await desk.counts(team_id=team)).calendar.week[0] == ((480, 1200),)
    assert "Hotline" in await desk.page("/calendars?kind=team")
    assert "Hotline" not in await desk.page("/calendars?kind=customer")
    assert "Hotline" in await desk.page("/calendars?q=hotl")


async def test_days_are_closed_or_have_other_hours_and_are_taken_back(desk):
    calendar = await desk.make()

    closed = await desk.say(calendar, day="2026-12-28", until="2026-12-30", name="Stock-taking", kind="closed")
    other = await desk.say(calendar, day="2026-12-31", kind="hours", hours="9-12")

    assert (closed.status_code, other.status_code) == (303, 303)
    page = await desk.page(f"/calendars/{calendar}")
    assert "2026-12-28 Mon Stock-taking" in page
    assert "2026-12-31 Thu 09:00–12:00" in page
    year = await desk.page(f"/calendars/{calendar}/years/2026")
    assert "2026-12-28 – 2026-12-30" in year
    await desk.client.post(f"/calendars/{calendar}/days/2026-12-29/removal")
    days = (await desk.counts()).calendar
    from datetime import date

    assert [days.is_working_day(date(2026, 12, n)) for n in (28, 29, 30)] == [False, True, False]
    assert days.windows_on(date(2026, 12, 31)) == ((540, 720),)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"day": ""}, "Please fill this in."),
        ({"day": "2026-02-30"}, "This is no date."),
        ({"day": "1890-01-01"}, "Only the years 2000 to 2099"),
        ({"day": "2026-12-30", "until": "2026-12-28"}, "The end is before the beginning."),
        ({"day": "2026-01-01", "until": "2026-12-31"}, "At most 62 days"),
        ({"day": "2026-12-30", "kind": "hours"}, "Say which hours"),
        ({"day": "2026-12-30", "kind": "hours", "hours": "23-2"}, "Over midnight"),
    ],
)
async def test_what_is_wrong_with_a_day_is_said_beside_it(desk, said, sentence):
    calendar = await desk.make()

    answer = await desk.say(calendar, name="Kept", **said)

    assert answer.status_code == 422
    assert sentence in text_of(answer.text)
    assert 'value="Kept"' in answer.text


async def test_the_year_can_be_read_without_colours(desk):
    page = (await desk.client.get("/calendars/default/years/2026")).text

    assert 'title="Holiday: Spring Festival"' in page
    assert 'title="Make-up working day: Make-up day for Spring Festival"' in page
    assert page.count("pd-cal-month") == 12
    assert "provisional" not in text_of(page).lower()
    assert "Provisional: 2027." in await desk.page("/calendars/default/years/2027")
    assert (await desk.client.get("/calendars/default/years/1850")).status_code == 404


async def test_what_a_promise_means_is_explained_day_by_day(desk):
    await desk.make()
    calendar = (await desk.counts()).id

    page = await desk.page(f"/calendars/{calendar}?start=2026-02-13T17:00&hours=10")

    assert "Due 2026-02-24 10:00" in page
    assert "2026-02-13 Fri 17:00–18:00" in page
    assert "2026-02-14 Sat Make-up working day: Make-up day for Spring Festival 09:00–12:00, 13:00–18:00" in page
    assert "2026-02-15 – 2026-02-23 Holiday: Spring Festival" in page
    assert "2026-02-24 Tue 09:00–10:00" in page


async def test_a_due_time_in_a_year_that_no_notice_confirmed_is_provisional(desk):
    page = await desk.page("/calendars/default?start=2026-12-31T17:30&hours=3")
    assert "Due 2027-01-04 11:30" in page
    assert page.count("Provisional") > 1

    answer = await desk.client.get("/calendars/default?start=tomorrow&hours=many")
    assert answer.status_code == 200
    assert answer.text.count("invalid-feedback") == 2


async def test_the_history_says_who_changed_what_and_when(desk):
    calendar = await desk.make()
    await desk.change(calendar, friday="9-12", version="1")
    await desk.say(calendar, day="2026-12-31", kind="closed", name="Party")
    await desk.client.post(f"/calendars/{calendar}/days/2026-12-31/removal")

    page = await desk.page(f"/calendars/{calendar}/history")

    assert "Friday: 09:00–12:00, 13:00–18:00 → 09:00–12:00" in page
    assert "Party: Closed all day" in page
    assert "李晓峰" in page
    for number in (1, 2, 3, 4):
        assert f" {number} " in page


async def test_somebody_elses_change_is_not_overwritten(desk):
    calendar = await desk.make()
    await desk.change(calendar, monday="8-12", version="1")

    answer = await desk.change(calendar, tuesday="7-12", version="1")

    assert answer.status_code == 409
    assert 'value="7-12"' in answer.text
    assert (await desk.counts()).calendar.week[0] == ((480, 720),)


async def test_a_removed_calendar_counts_no_more_and_can_still_be_explained(desk):
    from desk.calendars import queries

    calendar = await desk.make(monday="10-11")
    before = await desk.counts()

    assert (await desk.client.post(f"/calendars/{calendar}/removal")).status_code == 303

    assert (await desk.counts()).id is None
    assert (await desk.client.get(f"/calendars/{calendar}")).status_code == 404
    async with desk.tenant.scope():
        old = await queries.calendar_at_version(calendar, before.version)
    assert old.calendar.week[0] == ((600, 660),)
    await desk.make()


async def test_strangers_and_those_who_may_not_change_nothing(desk, door, brisk, acme):
    calendar = await desk.make()
    paths = [f"/calendars/{calendar}", f"/calendars/{calendar}/days", f"/calendars/{calendar}/removal"]

    for path in paths:
        assert (await (await door.member(brisk)).post(path, data=OFFICE)).status_code == 404
        assert (await door.signed_out(acme).post(path, data=OFFICE)).status_code in (303, 401)
        assert (await (await door.member(acme, "hotline_engineer")).post(path, data=OFFICE)).status_code == 403
    assert (await (await door.member(acme, "hotline_engineer")).get(paths[0])).status_code == 200
    assert (await (await door.member(brisk)).get(f"/calendars/{calendar}/history")).status_code == 404
