"""Examples of the routes of implementation projects: one for each door, made from what the door declares."""

import base64
import io
from datetime import date

from desk_implementation.actions import applying, handing_over, planning, templates, weighing
from desk_implementation.forms import NothingForm, PlainForm, StageForm, TaskForm, TeamForm
from desk_implementation.queries import projects
from desk_implementation.routes.of_parts import PARTS
from desk_implementation.routes.of_project import DOORS
from desk_implementation.states import ProjectStatus as S

from desk.foundation.principals import SYSTEM
from desk.kit.ids import uuid7

from .examples import Example, example

DAYS = {"begins_on": date(2031, 3, 3), "ends_on": date(2031, 3, 20)}
TEXTS = {name: day.isoformat() for name, day in DAYS.items()}


def drawing():
    """What the page sends of a canvas."""
    from PIL import Image, ImageDraw

    image, target = Image.new("RGBA", (900, 300), (0, 0, 0, 0)), io.BytesIO()
    ImageDraw.Draw(image).line([(100, 200), (300, 80), (500, 220), (700, 60)], fill="black", width=6)
    image.save(target, "PNG")
    return "data:image/png;base64," + base64.b64encode(target.getvalue()).decode()


async def need(place):
    async with place.tenant.scope():
        return await applying.note_need(applying.NewNeed(place.customer, place.name(), "手工账"), by=SYSTEM)


async def project(place, status=S.ASSIGNED):
    """A project that stands so, with a plan of one stage and one task; the answer is what its parts are."""
    made, lead = await need(place), await place.who()
    found = {"number": made.number}
    if status == S.NEEDED:
        return found
    async with place.tenant.scope():
        said = {"title": place.name(), "need": "手工账", "source": "sales", "products": "总账"}
        await applying.apply_for_project(made.number, **said, by=SYSTEM)
        found["promise"] = (
            await handing_over.add_promise(made.number, promise="快", promised_by="王销售", by=SYSTEM)
        ).id
        if status == S.APPLIED:
            return found
        await applying.assign_project(made.number, lead=lead, team=[], by=SYSTEM)
        stage = await planning.add_stage(made.number, name="调研", **DAYS, owner=lead, by=SYSTEM)
        task = await planning.add_task(made.number, stage.id, name="访谈", **DAYS, by=SYSTEM)
        await planning.write_proposal(made.number, proposal="分阶段", scope="总账", by=SYSTEM)
        said = {"risk": "数据不全", "probability": "low", "impact": "low", "measure": "盘点"}
        risk = await weighing.add_risk(made.number, **said, by=SYSTEM)
        if status != S.ASSIGNED:
            await planning.finish_plan(made.number, by=SYSTEM)
    return found | {"stages": stage.id, "tasks": task.id, "risks": risk.id, "promises": found["promise"]}


async def ready(place):
    """A project whose plan and proposal were signed on the consultant's device."""
    import re

    found, member = await project(place, S.PLANNED), await place.door.member(place.tenant)
    async with place.tenant.scope():
        of = (await projects.sheet(found["number"]))["id"]
    for kind in ("plan", "proposal"):
        path = f"/documents/implementation.{kind}/{of}/signature"
        version = re.search(r'name="fingerprint" value="([0-9a-f]{64})"', (await member.get(path)).text)[1]
        form = {"fingerprint": version, "signer": "王敏", "method": "drawn", "mark": drawing()}
        assert (await member.post(path, data=form)).status_code == 303
    from desk_implementation.actions import starting

    async with place.tenant.scope():
        await starting.note_signature(of, by=SYSTEM)
    return found


async def template(place):
    found = await project(place)
    async with place.tenant.scope():
        return (await templates.keep_template(found["number"], name=place.name(), by=SYSTEM)).id


async def sent(place, door):
    """What goes through a door."""
    who = str(await place.who())
    if door.noun == "template":
        return {"name": place.name()}
    if door.noun == "layout":
        return {"template": str(await template(place)), "begins_on": TEXTS["begins_on"]}
    made = {
        TeamForm: {"lead": who, "team": [who]},
        StageForm: {"name": "调研", **TEXTS, "owner": who},
        TaskForm: {"name": "访谈", **TEXTS, "owner": who},
        PlainForm: {},
        NothingForm: {},
    }
    return dict(made.get(door.form, door.example))


IDS = {"assignment": ("lead",), "team": ("lead",), "layout": ("template",), "stages": ("owner",)}


def build(door, *, json):
    async def made(place):
        if door.noun == "kickoff":
            found = await ready(place)
        elif door.noun == "layout":
            found = await bare(place)
        else:
            found = await project(place, S.ASSIGNED if S.ASSIGNED in door.move.frm else S(door.move.frm[0]))
        path = {"number": found["number"]} | ({"item": found[door.of]} if door.of else {})
        said = await sent(place, door)
        ids = IDS.get(door.noun, ()) if not door.of else ()
        return Example(path=path, ids=ids, **({"json": said} if json else {"form": said}))

    return made


async def bare(place):
    """A project without a plan."""
    made, lead = await project(place, S.APPLIED), await place.who()
    async with place.tenant.scope():
        await applying.assign_project(made["number"], lead=lead, team=[], by=SYSTEM)
    return made


for one in (*DOORS, *PARTS):
    example(f"implementation.{one.name}")(build(one, json=False))
    example(f"api.implementation.{one.name}")(build(one, json=True))


@example("implementation.index", "implementation.export", "api.implementation.projects")
async def index(place):
    await need(place)
    return Example(marker=place.marker, filters={"customer": place.customer})


@example("implementation.project", "api.implementation.project")
async def show(place):
    found = await project(place)
    return Example(path={"number": found["number"]}, marker=place.marker)


@example("implementation.new")
async def new(place):
    return Example(query={"customer": str(place.customer)}, ids=("customer",))


def need_form(place):
    return {"customer": str(place.customer), "title": f"总账 {uuid7()}", "need": "手工账"}


@example("implementation.note_need")
async def note_need(place):
    return Example(form=need_form(place), ids=("customer",))


@example("api.implementation.note_need")
async def api_note_need(place):
    return Example(json=need_form(place), ids=("customer",))


@example("implementation.templates")
async def all_templates(place):
    await template(place)
    return Example(marker=place.marker)


@example("implementation.retire_template")
async def retire(place):
    return Example(path={"item": await template(place)}, form={})


@example("portal.projects", faces=("portal",))
async def portal_projects(place):
    await need(place)
    return Example(marker=place.marker)


@example("portal.project", faces=("portal",))
async def portal_project(place):
    return Example(path={"number": (await project(place, S.PLANNED))["number"]}, marker=place.marker)
