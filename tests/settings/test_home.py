"""The home of settings: everything is found, what can't be is refused, and who changed what is kept."""

import re

import pytest

from desk.foundation import choices, hooks
from desk.foundation.choices import chosen
from desk.foundation.tenants import WrongFile
from desk.tickets.settings import REOPENING, reopen_days


@pytest.fixture
async def ours(founding):
    """A tenant of one's own, so that what is changed here nobody else sees."""
    return await founding()


async def test_every_setting_of_the_core_is_found_with_what_is_chosen(door, ours):
    manager = await door.member(ours)
    page = (await manager.get("/settings", headers={"cookie": manager.headers["cookie"] + "; lang=en"})).text

    for owner in choices.owners():
        if hooks.is_core(owner):
            for one in (each for each in choices.of(owner) if "workspace" in each.faces):
                assert one.label.replace("'", "&#39;") in page, one.name
            assert all(f'href="{one.url}"' in page for one in choices.pages_of(owner) if "workspace" in one.faces)


async def test_a_setting_is_found_by_a_word_of_it(door, ours):
    manager = await door.member(ours)
    found = (await manager.get("/settings?q=币种")).text
    assert "payments#f-currency" in found
    assert "surveys#f-rest_days" not in found
    assert "没有找到" in (await manager.get("/settings?q=这个词没有")).text


async def test_who_may_not_sees_none_of_it(door, ours):
    agent = await door.member(ours, "hotline_engineer")
    for place in ("/settings", "/settings/surveys"):
        assert (await agent.get(place)).status_code == 403
    assert (await agent.post("/settings/surveys", data={})).status_code == 403
    assert (await agent.post("/settings/surveys/rest_days/usual")).status_code == 403
    assert (await (await door.member(ours)).get("/settings/nobody")).status_code == 404


async def test_a_change_is_checked_kept_shown_and_taken_back(door, ours):
    manager = await door.member(ours)
    form = {"rest_days": "30", "link_days": "14", "low": ["poor"], "follow_up": "service_manager", "keep_days": "0"}

    wrong = await manager.post("/settings/surveys", data=form | {"link_days": "0", "follow_up": "cook"})
    assert wrong.status_code == 422
    assert len(re.findall('class="invalid-feedback"', wrong.text)) == 2
    assert (await manager.post("/settings/surveys", data=form)).status_code == 303

    page = (await manager.get("/settings/surveys")).text
    assert "<s" in page
    assert re.search(r"14 天</s> → <b>30 天</b>", page)
    async with ours.scope() as scope:
        assert scope.tenant.settings["surveys"] == {"rest_days": 30, "low": ["poor"], "follow_up": "service_manager"}

    assert (await manager.post("/settings/surveys/rest_days/usual")).status_code == 303
    async with ours.scope() as scope:
        assert scope.tenant.settings["surveys"] == {"low": ["poor"], "follow_up": "service_manager"}
    assert re.search(r"30 天</s> → <b>14 天</b>", (await manager.get("/settings/surveys")).text)
    assert (await manager.post("/settings/surveys/nothing/usual")).status_code == 404
    assert (await manager.post("/settings/messaging/cap/usual")).status_code == 404, "it has a page of its own"


async def test_a_table_is_chosen_row_by_row(door, ours):
    manager = await door.member(ours)
    form = (await manager.get("/settings/tickets")).text
    sent = dict(re.findall(r'name="(reopening\.[a-z_.]+)" value="(\d*)"', form)) | {"keep_days": "0"}
    assert len(sent) == len(REOPENING.options) + 1

    wrong = await manager.post("/settings/tickets", data=sent | {"reopening.hotline.days": "never"})
    assert wrong.status_code == 422
    assert 'id="reopening.hotline.days-error"' in wrong.text
    assert (await manager.post("/settings/tickets", data=sent | {"reopening.hotline.days": "3"})).status_code == 303
    async with ours.scope():
        assert (reopen_days("hotline"), reopen_days("online")) == (3, 14)
        assert len(chosen(REOPENING)) == len(REOPENING.options)


async def test_the_words_for_kinds_and_grades_are_the_tenants(door, ours):
    manager = await door.member(ours)
    place = (await manager.get("/settings/customers")).text
    sent = dict(re.findall(r'name="(grades\.[a-z_.]+)" value="([^"]*)"', place))
    sent |= dict.fromkeys(re.findall(r'<select[^>]*name="(grades\.[a-z_.]+)"', place), "grey")
    sent |= {"undo_hours": "24", "own_data": "asked", "company_data": "asked", "looks_an_hour": "30"}
    sent |= {"grades.vip.word": "白金", "grades.vip.place": "9"}
    assert (await manager.post("/settings/customers", data=sent)).status_code == 303
    async with ours.scope() as scope:
        grades = scope.tenant.settings["customers"]["grades"]
        assert [one["key"] for one in grades][-1] == "vip"
        assert grades[-1]["word"] == "白金"


@pytest.mark.parametrize(
    ("toml", "sentence"),
    [
        ("[settings.survey]\nrest_days = 3\n", "survey"),
        ("[settings.surveys]\nrest = 3\n", r"surveys\.rest"),
        ('[settings.surveys]\nlow = ["fine"]\n', r"surveys\.low"),
        ('[settings.messaging]\nquiet_from = "25:00"\n', r"messaging\.quiet_from"),
        ('[settings.people]\nsecond_factor = "always"\n', r"people\.second_factor"),
        ('[[settings.tickets.reopening]]\nkey = "fax"\ndays = 3\n', r"tickets\.reopening"),
        ('[[settings.tickets.reopening]]\nkey = "hotline"\nweeks = 3\n', "weeks"),
        ('[[settings.tickets.reopening]]\nkey = "hotline"\ndays = -3\n', "hotline"),
    ],
)
async def test_a_tenant_file_that_cant_be_is_refused(founding, toml, sentence):
    with pytest.raises(WrongFile, match=sentence):
        await founding(toml=toml)
