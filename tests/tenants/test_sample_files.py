"""The sample files: they parse, refer to what is there, and no two tenants share anything."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desk.customers.states import ContactRole, CustomerStatus, Grade
from desk.foundation import hooks, tenants
from desk.kit.phone import parse_phone
from desk.people.permissions import OPERATOR_ROLES, ROLES
from desk.settings import ROOT
from desk.tickets.states import Channel, Kind, Status

FOLDERS = sorted(path.parent for path in (ROOT / "tenants").glob("*/tenant.toml"))
PARTNERS = [folder for folder in FOLDERS if folder.name != "headquarters"]
SOLUTION = {"symptom", "cause", "solution", "steps", "prevention"}
Words = dict[str, Any]


def words_of(folder: Path) -> Words:
    return tomllib.loads((folder / "sample.toml").read_text("utf-8"))


def contacts_of(words: Words) -> Iterator[Words]:
    for customer in words.get("customers", ()):
        yield from customer["contacts"]


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    return request.param


@pytest.fixture
def words(folder: Path) -> Words:
    return words_of(folder)


@pytest.fixture(params=PARTNERS, ids=lambda folder: folder.name)
def partner(request: pytest.FixtureRequest) -> Words:
    return words_of(request.param)


def test_there_are_three_partners_and_headquarters():
    hooks.boot()
    kinds = Counter(tenants.read_file(folder).kind for folder in FOLDERS)
    assert kinds == {"partner": 3, "headquarters": 1}


def test_each_tenant_file_can_be_applied(folder):
    hooks.boot()
    assert tenants.read_file(folder).name.endswith("（示例）")


def test_members_have_known_roles_and_an_administrator_comes_first(folder, words):
    known = OPERATOR_ROLES if tenants.read_file(folder).kind == "headquarters" else ROLES
    members = words["members"]
    assert all(member["roles"] and set(member["roles"]) <= set(known) for member in members)
    assert members[0]["roles"][0] in ("administrator", "hq_admin")
    for key in ("staff_no", "login", "name"):
        assert max(Counter(member[key] for member in members).values()) == 1


def test_a_partner_has_somebody_in_every_role_that_the_desk_needs(partner):
    held = Counter(role for member in partner["members"] for role in member["roles"])
    assert held["hotline_engineer"] == 3
    assert {"general_manager", "service_manager", "customer_manager", "cs_agent"} <= set(held)


def test_customers_are_complete(partner):
    for customer in partner["customers"]:
        assert customer["grade"] in set(Grade)
        assert customer["status"] in set(CustomerStatus)
        assert "（示例）" in customer["name"]
        assert "（示例）" in customer["short_name"]
        assert parse_phone(customer["phone"])
    logins = [contact for contact in contacts_of(partner) if "login" in contact]
    assert len(logins) == 2


def test_contacts_can_be_reached(partner):
    for contact in contacts_of(partner):
        assert set(contact["roles"]) <= set(ContactRole)
        assert contact["email"].endswith(".example")
        assert parse_phone(contact["mobile"])
        assert not contact["phone"] or parse_phone(contact["phone"])


def test_tickets_refer_to_people_who_exist(partner):
    staff = {member["staff_no"] for member in partner["members"]}
    people = {one["external_key"]: {c["name"] for c in one["contacts"]} for one in partner["customers"]}
    for ticket in partner["tickets"]:
        assert ticket["contact"] in people[ticket["customer"]], ticket["subject"]
        assert ticket.get("assignee") in staff | {None}, ticket["subject"]
        assert {entry["by"] for entry in ticket["entries"]} <= staff | {"contact"}, ticket["subject"]


def test_tickets_are_in_every_state_that_a_demo_shows(partner):
    states = {ticket["status"] for ticket in partner["tickets"]}
    assert states - {"with_hq"} == {"new", "open", "waiting_customer", "on_hold", "solved", "closed"}


def test_a_ticket_tells_one_story(partner):
    for ticket in partner["tickets"]:
        subject, entries = ticket["subject"], ticket["entries"]
        assert ticket["status"] in set(Status), subject
        assert ticket["kind"] in set(Kind), subject
        assert ticket["channel"] in set(Channel), subject
        assert ("assignee" in ticket) == (ticket["status"] != "new"), subject
        assert ("solution" in ticket) == (ticket["status"] in ("solved", "closed")), subject
        assert set(ticket.get("solution", SOLUTION)) == SOLUTION, subject
        assert entries[0]["hours_ago"] <= ticket["opened_hours_ago"], subject
        assert [one["hours_ago"] for one in entries] == sorted((one["hours_ago"] for one in entries), reverse=True)
        assert {one["audience"] for one in entries} <= {"customer", "team"}, subject
        assert all(one["audience"] == "customer" for one in entries if one["by"] == "contact"), subject


def test_no_two_tenants_share_anything():
    seen: Counter[str] = Counter()
    for words in map(words_of, FOLDERS):
        own: set[str] = set()
        own |= {member[key] for member in words["members"] for key in ("login", "phone", "name")}
        for customer in words.get("customers", ()):
            own |= {customer["name"], customer["external_key"], customer["phone"]}
            own |= {product["dongle_no"] for product in customer["products"]}
        own |= {contact[key] for contact in contacts_of(words) for key in ("name", "mobile", "email")}
        own |= {ticket["subject"] for ticket in words.get("tickets", ())}
        seen.update(own)
    assert [one for one, count in seen.items() if count > 1] == []
