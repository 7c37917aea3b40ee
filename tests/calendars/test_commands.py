"""Tenant files with a calendar, and the commands: processes of their own, as operators start them."""

import json
import os
import subprocess
import sys
from datetime import date

import pytest

FILE = """
name = "Calendars"
locale = "en"

[calendar]
zone = "Europe/Berlin"
country = ""
week = { weekdays = "8:30-12:00, 13:00-17:00", saturday = "9-12" }
duty = { sunday = "10-12", off = "10-12" }
duty_counts = false

[calendar.days]
2026-12-24 = "8:30-12:00"
2026-12-28 = { name = "Stock-taking" }
"""


@pytest.fixture
def run(register):
    def desk(*words, code=0):
        given = {name: value for name, value in os.environ.items() if name != "DESK_TEST_PLUGINS"}
        command = [sys.executable, "-m", "desk.cli", *words]
        done = subprocess.run(command, env=given, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout + (done.stderr if code else "")

    return desk


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("tenants") / "calendars"
    made.mkdir()
    return made


async def test_a_tenant_file_makes_the_calendar_and_says_nothing_twice(run, folder):
    (folder / "tenant.toml").write_text(FILE, "utf-8")
    assert "new" in run("tenants", "apply", str(folder), "--yes")
    assert "calendars: as it is" in run("tenants", "apply", str(folder), "--yes")

    told = json.loads(run("calendars", "due", "2026-12-24T11:00", "4", "--tenant", "calendars", "--json"))
    assert told["zone"] == "Europe/Berlin"
    assert told["due"] == "2026-12-25T11:30:00+01:00"
    assert told["spans"][0] == ["2026-12-24T11:00:00+01:00", "2026-12-24T12:00:00+01:00"]
    assert not told["provisional"], "nobody's statutory days"

    (folder / "tenant.toml").write_text(FILE.replace("9-12", "9-13"), "utf-8")
    dry = run("tenants", "apply", str(folder), "--dry-run")
    assert "calendar.saturday: '09:00–12:00' -> '09:00–13:00'" in dry
    run("tenants", "apply", str(folder), "--yes")
    assert "as it is" in run("tenants", "apply", str(folder), "--dry-run")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("Europe/Berlin", "Mars", "calendar: zone"),
        ("8:30-12:00, 13:00", "18:30-12:00, 13:00", "calendar: monday"),
        ("sunday =", "funday =", "no such day: funday"),
        ("2026-12-24", "2026-12-34", "calendar.days.2026-12-34"),
        ("country", "county", "no such key: county"),
    ],
)
def test_what_is_wrong_in_the_file_is_said_with_its_place(register, folder, old, new, sentence):
    from desk.foundation.tenants import WrongFile, read_file

    (folder / "tenant.toml").write_text(FILE.replace(old, new), "utf-8")

    with pytest.raises(WrongFile, match=sentence):
        read_file(folder)


async def test_a_year_is_seeded_provisional_and_left_alone_when_it_is_confirmed(run, acme):
    from desk.calendars import queries
    from desk.foundation.registry import forget_hosts

    first = json.loads(run("calendars", "seed-year", "2035", "--json"))
    again = json.loads(run("calendars", "seed-year", "2035", "--json"))

    assert (first["country"], first["year"], first["confirmed"]) == ("CN", 2035, False)
    assert first["holidays"] == first["changed"] == 13
    assert again["changed"] == 0
    forget_hosts()
    async with acme.scope():
        assert await queries.is_provisional(2035)
        assert not (await queries.work_calendar()).calendar.is_working_day(date(2035, 10, 1))
    refused = run("calendars", "seed-year", "2026", code=1)
    assert "2026" in refused
    unknown = run("calendars", "seed-year", "2026", "--country", "XX", code=1)
    assert "no statutory days of XX" in unknown


async def test_the_library_says_what_was_published_of_past_years(register):
    """The days in the migration are facts; the library knows the same ones."""
    from desk.calendars import queries
    from desk.calendars.commands import days_known
    from desk.foundation.registry import scope_of

    async with scope_of(register["brisk"]):
        for year in (2025, 2026, 2027):
            published = {one["day"]: one["kind"] for one in await queries.days_of_year("CN", year)}
            assert {day: one.kind.value for day, one in days_known("CN", year).items()} == published


def test_other_countries_have_no_make_up_days(register):
    from desk.calendars.commands import days_known

    found = days_known("DE", 2026)

    assert found[date(2026, 10, 3)].name_en == "German Unity Day"
    assert {one.kind.value for one in found.values()} == {"holiday"}
