"""The log that is brought along from the customer: photos and signature in one sending, one log however often sent."""

import io
from uuid import uuid4

import pytest

from desk.foundation.database import value
from desk.kit.time import now, to_zone

PLACE = "/implementation/today"


@pytest.fixture
def day_log(drawing):
    """What the page sends of a day at a customer."""

    def make(project, **more):
        today = str(to_zone(now(), "Asia/Shanghai").date())
        said = {"sent_as": str(uuid4()), "stage": str(project.stage), "day": today, "begins": "09:00", "ends": "17:30"}
        return said | {"work": "核对期初", "signer": "王敏", "mark": drawing} | more

    return make


@pytest.fixture(scope="module")
def photo():
    """A picture as a phone takes it."""
    from PIL import Image

    target = io.BytesIO()
    Image.new("RGB", (640, 480), "#336699").save(target, "JPEG")
    return "现场.jpg", target.getvalue(), "image/jpeg"


async def count(tenant, statement, *arguments):
    async with tenant.scope():
        return await value(statement, *arguments)


async def test_it_is_written_confirmed_and_signed_at_once_and_only_once(partner, going, day_log, photo, world):
    project = await going(partner)
    page = await project.member.get(PLACE)
    assert page.status_code == 200
    assert str(project.stage) in page.text
    said = day_log(project)
    for _ in range(3):
        sent = await project.member.post(PLACE, data=said, files=[("photos", photo)])
        assert sent.status_code == 303, sent.text[:500]
        assert sent.headers["location"] == project.page
    await world.settle()

    assert (
        await count(
            partner, "select count(*) from implementation_log where project = $1 and status = 'signed'", project.id
        )
        == 1
    )
    assert await count(partner, "select count(*) from implementation_log where project = $1", project.id) == 1
    async with partner.scope():
        log = await value("select id from implementation_log where project = $1", project.id)
    assert (
        await count(
            partner, "select count(*) from signature where kind = 'implementation.log' and subject_id = $1", log
        )
        == 1
    )
    assert (
        await count(
            partner,
            "select count(*) from stored_file where subject_kind = 'implementation_log' and subject_id = $1",
            log,
        )
        == 1
    )

    theirs = (await project.contact.client.get(project.page)).text
    assert "核对期初" in theirs
    assert "现场.jpg" in theirs
    assert "现场.jpg" in (await project.member.get(project.page)).text


async def test_without_a_drawing_the_customer_signs_later(partner, going, day_log, sign, world):
    project = await going(partner)
    sent = await project.member.post(PLACE, data=day_log(project, mark="", signer=""))
    assert sent.status_code == 303, sent.text[:500]
    async with partner.scope():
        log = await value("select id from implementation_log where project = $1", project.id)
        assert await value("select status from implementation_log where id = $1", log) == "confirmed"
    await sign(project.contact.client, "log", log)
    await world.settle()
    assert (
        await count(
            partner, "select count(*) from implementation_log where project = $1 and status = 'signed'", project.id
        )
        == 1
    )


async def test_what_is_not_taken_is_said_and_nothing_of_it_is_kept(partner, going, planned, contact, day_log, photo):
    project = await going(partner)
    script = {"HX-Request": "true"}
    for wrong in (
        {"mark": "data:image/png;base64,AAAA"},
        {"signer": ""},
        {"ends": "08:00"},
        {"day": "2999-01-01"},
        {"work": ""},
    ):
        refused = await project.member.post(PLACE, data=day_log(project, **wrong), headers=script)
        assert refused.status_code == 422, wrong
        assert "data-not-taken" in refused.text
        assert (await project.member.post(PLACE, data=day_log(project, **wrong))).status_code == 422
    many = [("photos", photo)] * 9
    assert (await project.member.post(PLACE, data=day_log(project), files=many)).status_code == 422
    waiting = await planned(partner)
    assert (await project.member.post(PLACE, data=day_log(waiting), headers=script)).status_code == 409
    assert (await project.member.post(PLACE, data=day_log(project, stage=str(uuid4())))).status_code == 404
    assert await count(partner, "select count(*) from implementation_log where project = $1", project.id) == 0
