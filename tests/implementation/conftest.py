"""Tenants that have switched implementation projects on, and projects that stand as far as a test wants."""

import base64
import io
import re
from datetime import date
from types import SimpleNamespace

import pytest

DAYS = {"begins_on": date(2031, 3, 3), "ends_on": date(2031, 3, 20)}
SAID = {"title": "总账上线", "need": "手工账", "source": "sales", "products": "总账、报表"}


@pytest.fixture(scope="session")
async def partner(founding):
    """A partner with projects."""
    return await founding(plugins=["implementation"])


@pytest.fixture
def contact(door):
    """Somebody at a customer, signed in to the portal."""
    import tickets_support

    async def make(tenant, customer=None, **more):
        return await tickets_support.contact(door, tenant, customer, **more)

    return make


@pytest.fixture
def stands():
    """How a project stands."""
    from desk_implementation.queries import projects

    async def look(tenant, number):
        async with tenant.scope():
            return (await projects.sheet(number))["status"]

    return look


@pytest.fixture
def planned(contact, door):
    """A project whose plan can be signed, with its contact, a member, who leads it and its stage."""
    from desk_implementation.actions import applying, planning

    from desk.foundation.principals import SYSTEM

    async def make(tenant, *, finished=True):
        person, member = await contact(tenant), await door.member(tenant)
        _, lead = await door.person(tenant, ("project_manager",))
        async with tenant.scope():
            need = applying.NewNeed(person.customer, "总账上线", "手工账", contact=person.id)
            made = await applying.note_need(need, by=SYSTEM)
            await applying.apply_for_project(made.number, **SAID, contact=person.id, by=SYSTEM)
            await applying.assign_project(made.number, lead=lead, team=[], by=SYSTEM)
            stage = await planning.add_stage(made.number, name="调研", **DAYS, owner=lead, by=SYSTEM)
            await planning.add_task(made.number, stage.id, name="访谈", **DAYS, owner=lead, by=SYSTEM)
            await planning.write_proposal(made.number, proposal="分三阶段", scope="总账", by=SYSTEM)
            if finished:
                await planning.finish_plan(made.number, by=SYSTEM)
        return SimpleNamespace(
            number=made.number,
            id=made.id,
            page=f"/implementation/{made.number}",
            contact=person,
            member=member,
            lead=lead,
            stage=stage.id,
        )

    return make


@pytest.fixture(scope="session")
def drawing():
    """A signature, as a page sends it."""
    from PIL import Image, ImageDraw

    image, target = Image.new("RGBA", (900, 300), (0, 0, 0, 0)), io.BytesIO()
    ImageDraw.Draw(image).line([(100, 200), (300, 80), (500, 220), (700, 60)], fill="black", width=6)
    image.save(target, "PNG")
    return "data:image/png;base64," + base64.b64encode(target.getvalue()).decode()


@pytest.fixture
def sign(drawing):
    """Sign a paper, drawn on the screen: of the portal, or of the consultant's device."""

    async def give(client, kind, of):
        path = f"/documents/implementation.{kind}/{of}/signature"
        shown = await client.get(path)
        assert shown.status_code == 200, shown.text[:500]
        version = re.search(r'name="fingerprint" value="([0-9a-f]{64})"', shown.text)[1]
        form = {"fingerprint": version, "signer": "王敏", "method": "drawn", "mark": drawing}
        answer = await client.post(path, data=form)
        assert answer.status_code == 303, answer.text[:500]

    return give


@pytest.fixture
def going(planned, sign, world, door):
    """A project that runs, with its only stage begun; ``other`` is a second member who may decide."""

    async def make(tenant):
        project = await planned(tenant)
        for kind in ("plan", "proposal"):
            await sign(project.contact.client, kind, project.id)
        await world.settle()
        minutes = {"held_on": "2031-03-03", "ours": "陈经理", "theirs": "王敏", "decisions": "开始"}
        begun = await project.member.post(f"{project.page}/kickoff", data=minutes)
        assert begun.status_code == 303, begun.text
        project.stage_page = f"{project.page}/stages/{project.stage}"
        assert (await project.member.post(f"{project.stage_page}/start")).status_code == 303
        project.other = await door.member(tenant, "administrator")
        return project

    return make


async def deliver(project, sign, world):
    """Deliver the stage, have it reviewed and signed."""
    delivered = await project.member.post(f"{project.stage_page}/delivery", data={"documents": "调研报告"})
    assert delivered.status_code == 303, delivered.text
    assert (await project.member.post(f"{project.stage_page}/review", data={"review": "符合"})).status_code == 303
    await sign(project.contact.client, "deliverable", project.stage)
    await world.settle()


@pytest.fixture
def completed(going, sign, world):
    """A project that runs, and whose only stage the customer has signed."""

    async def make(tenant):
        project = await going(tenant)
        await deliver(project, sign, world)
        return project

    return make


@pytest.fixture
def done_again(sign, world):
    """Deliver the stage of a project once more."""

    async def make(project):
        await deliver(project, sign, world)

    return make
