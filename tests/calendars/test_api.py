"""Calendars for programs: what may be read and written, and by whom."""

import pytest
from calendars_support import OFFICE
from people_support import departments


@pytest.fixture
async def program(door, acme, desk):
    return await door.api(acme)


async def test_a_calendar_is_made_read_changed_and_removed(program, acme):
    await departments(acme, "热线部")
    made = await program.post(
        "/api/v1/calendars", json={"owner": "team", "team": "热线部", "name": "热线", "monday": "8-12, 13-20"}
    )
    assert made.status_code == 201, made.text
    one = made.json()
    assert one["hours"]["monday"] == "08:00–12:00, 13:00–20:00"
    assert one["hours"]["tuesday"] == "09:00–18:00", "as in the default"
    assert (one["zone"], one["country"], one["version"], one["provisional"]) == ("Asia/Shanghai", "CN", 1, [2027])
    path = f"/api/v1/calendars/{one['id']}"

    changed = await program.patch(path, json={"friday": "9-12", "version": 1})
    stale = await program.patch(path, json={"friday": "9-13", "version": 1})

    assert (changed.json()["version"], changed.json()["hours"]["friday"]) == (2, "09:00–12:00")
    assert stale.status_code == 409
    assert [each["id"] for each in (await program.get("/api/v1/calendars?owner=team")).json()["items"]] == [one["id"]]
    assert (await program.delete(path)).status_code == 204
    assert (await program.get(path)).status_code == 404


async def test_every_wrong_field_is_named(program):
    answer = await program.post(
        "/api/v1/calendars", json={"owner": "tenant", "name": "x", "zone": "Nowhere", "monday": "9-8", "duty_off": "?"}
    )

    assert answer.status_code == 422
    assert set(answer.json()["fields"]) == {"zone", "monday", "duty_off"}


async def test_days_are_said_read_and_taken_back(program, desk):
    path = f"/api/v1/calendars/{await desk.make()}/days"

    said = await program.put(f"{path}/2026-12-31", json={"name": "盘点", "hours": "9-12"})
    closed = await program.put(f"{path}/2027-01-04", json={})

    assert said.status_code == 200, said.text
    assert said.json() == {
        "day": "2026-12-31",
        "kind": "hours",
        "name": "盘点",
        "hours": "09:00–12:00",
        "own": True,
        "provisional": False,
    }
    assert closed.json()["kind"] == "closed"
    year = {one["day"]: one for one in (await program.get(f"{path}?year=2027")).json()["items"]}
    assert year["2027-02-06"]["provisional"]
    assert year["2027-02-06"]["kind"] == "holiday"
    assert not year["2027-01-04"]["provisional"], "the tenant said so itself"
    assert (await program.delete(f"{path}/2026-12-31")).status_code == 204
    assert (await program.delete(f"{path}/2026-12-31")).status_code == 404
    assert (await program.put(f"{path}/2026-12-32", json={})).status_code == 404
    assert (await program.put(f"{path}/2026-12-30", json={"hours": "22-6"})).json()["fields"].keys() == {"hours"}


async def test_a_due_time_comes_with_what_it_adds_up(program):
    asked = {"start": "2026-02-13T17:00", "hours": "10"}

    found = (await program.get("/api/v1/due-times", params=asked)).json()

    assert found["due"] == "2026-02-14T10:00:00Z"
    assert [one["begin"] for one in found["spans"]] == ["2026-02-13T09:00:00Z", "2026-02-14T01:00:00Z"]
    assert not found["provisional"]
    late = {"start": "2027-02-04T17:00", "hours": "10"}
    assert (await program.get("/api/v1/due-times", params=late)).json()["provisional"]
    wrong = await program.get("/api/v1/due-times", params={"start": "now", "hours": "-1"})
    assert set(wrong.json()["fields"]) == {"start", "hours"}


async def test_the_statutory_year_and_the_default_can_be_read(program):
    year = (await program.get("/api/v1/statutory-days?year=2026")).json()
    default = (await program.get("/api/v1/calendars/default")).json()

    assert year["confirmed"]
    assert len(year["days"]) == 39
    assert {one["kind"] for one in year["days"]} == {"holiday", "make_up"}
    assert not (await program.get("/api/v1/statutory-days?year=2027")).json()["confirmed"]
    assert (await program.get("/api/v1/statutory-days?year=2050")).status_code == 404
    assert (default["id"], default["hours"]["monday"], default["hours"]["sunday"]) == (None, "09:00–18:00", "")
    days = (await program.get("/api/v1/calendars/default/days?year=2026")).json()["items"]
    assert len(days) == 39


async def test_who_may_not_change_calendars_reads_them(door, acme, desk):
    calendar = await desk.make()
    reader = await door.api(acme, "hotline_engineer")

    assert (await reader.get(f"/api/v1/calendars/{calendar}")).status_code == 200
    assert (await reader.patch(f"/api/v1/calendars/{calendar}", json={"friday": ""})).status_code == 403
    assert (await reader.post("/api/v1/calendars", json=OFFICE | {"owner": "tenant"})).status_code == 403
    assert (await reader.put(f"/api/v1/calendars/{calendar}/days/2026-12-31", json={})).status_code == 403
