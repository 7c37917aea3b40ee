"""A plugin declares what it asks, and asks on the spot: by a code that one person answers once."""

import pytest
from tests_support import make_customer

from desk.extend import NewSurvey, ask_survey, survey_code, survey_link
from desk.foundation.errors import Forbidden, NotFound
from desk.foundation.principals import SYSTEM, Principal
from desk.kit.ids import uuid7
from desk.surveys import kinds, queries, views

TRAINER = Principal("member", uuid7(), permissions=frozenset({"survey.fill"}))


@pytest.fixture
async def school(founding):
    """A tenant with the plugin."""
    return await founding(plugins=["dummy"])


async def test_asked_on_the_spot_and_answered_by_code(door, school, settle):
    trainee = await make_customer(school)
    new = NewSurvey("dummy.course", trainee, cause_id=trainee)
    async with school.scope():
        survey = await ask_survey(new, by=TRAINER)
        assert await ask_survey(new, by=TRAINER) == survey
        url = await survey_link(survey, by=TRAINER)
        assert survey_code(url).startswith("data:image/svg+xml")
        assert (await queries.sheet(survey))["status"] == "asked"
    place = f"/rate/{url.rpartition('/')[2]}"
    phone = door.signed_out(school, "portal")

    assert "Was it clear?" in (await phone.get(f"{place}?by=qr")).text
    assert (await phone.post(place, data={"content": "good", "teaching": "good", "by": "qr"})).status_code == 200
    async with school.scope():
        found = await queries.sheet(survey)
        assert (found["channel"], found["low"]) == ("qr", False)
        assert await survey_link(survey, by=TRAINER) is None
        year = (found["answered_at"].replace(month=1, day=1, hour=0), found["answered_at"].replace(year=2999, month=1))
        months = await queries.by_month(*year, "UTC", "dummy.course")
    assert {(one.dimension, one.share) for one in months} == {("content", 1.0), ("teaching", 1.0)}
    assert views.overall(months) is None


async def test_only_by_who_may_and_where_the_plugin_is_on(acme, school):
    stranger = Principal("member", uuid7())
    async with school.scope():
        with pytest.raises(Forbidden):
            await ask_survey(NewSurvey("dummy.course", uuid7(), uuid7()), by=stranger)
        assert await ask_survey(NewSurvey("dummy.course", uuid7(), uuid7()), by=SYSTEM) is None, "nobody is there"
    async with acme.scope():
        with pytest.raises(NotFound):
            await ask_survey(NewSurvey("dummy.course", uuid7(), uuid7()), by=TRAINER)
        assert "dummy.course" not in kinds.offered()
