"""Examples of the routes of implementation projects: one for each door, made from what the door declares."""

import base64
import io
import re
from datetime import date

from desk_implementation.actions import (
    applying,
    changing,
    evaluating,
    handing_over,
    logs,
    noting,
    planning,
    starting,
    templates,
    weighing,
)
from desk_implementation.forms import LogForm, NothingForm, PlainForm, StageForm, TaskForm, TeamForm
from desk_implementation.queries import projects
from desk_implementation.routes.of_parts import PARTS
from desk_implementation.routes.of_project import DOORS
from desk_implementation.routes.of_running import RUNNING
from desk_implementation.routes.of_work import WORK
from desk_implementation.states import ProjectStatus as S
from desk_implementation.tables import ImplementationProject, ImplementationRequest, ImplementationStage

from desk.foundation.principals import SYSTEM
from desk.kit.ids import uuid7
from desk.kit.time import now

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


async def signed(place, kind, of):
    """A paper that was signed on the consultant's device."""
    member = await place.door.member(place.tenant)
    path = f"/documents/implementation.{kind}/{of}/signature"
    version = re.search(r'name="fingerprint" value="([0-9a-f]{64})"', (await member.get(path)).text)[1]
    form = {"fingerprint": version, "signer": "王敏", "method": "drawn", "mark": drawing()}
    assert (await member.post(path, data=form)).status_code == 303


async def ready(place):
    """A project whose plan and proposal are signed."""
    found = await project(place, S.PLANNED)
    async with place.tenant.scope():
        found["id"] = (await projects.sheet(found["number"]))["id"]
    for kind in ("plan", "proposal"):
        await signed(place, kind, found["id"])
    async with place.tenant.scope():
        await starting.note_signature(found["id"], by=SYSTEM)
    return found


async def stands(place, status, stage="running"):
    """A project that stands so, with a stage that stands so, a log, a change and a point of it."""
    found, day = await project(place, S.PLANNED), date(2026, 3, 2)
    async with place.tenant.scope():
        found["id"] = (await projects.sheet(found["number"]))["id"]
        await put(found, S.RUNNING, stage)
        said = {"stage": found["stages"], "day": day, "begins": "09:00", "ends": "17:00", "work": "访谈"}
        found["logs"] = (await logs.write_log(found["number"], **said, by=SYSTEM)).id
        effects = dict.fromkeys(("on_time", "on_cost", "on_scope"), "无")
        made = await changing.write_change(found["number"], what="延后", why="盘点", **effects, by=SYSTEM)
        found["changes"] = made.id
        found["points"] = (await noting.note_point(found["number"], point="缺科目表", by=SYSTEM)).id
        await put(found, status, stage, paused_on=day)
    return found


async def put(found, status, stage, **more):
    """So it stands, however it came there."""
    said = {"status": str(status), **more}
    await ImplementationProject.update(said).where(ImplementationProject.id == found["id"])
    await ImplementationStage.update({"status": stage}).where(ImplementationStage.id == found["stages"])


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
        found = await BEFORE.get(door.name, usual(door))(place)
        path = {"number": found["number"]} | ({"item": found[door.of]} if door.of else {})
        said = await sent(place, door)
        if door.form is LogForm:
            said = {"stage": str(found["stages"]), "day": "2026-03-03", "begins": "09:00", "ends": "17:00", "work": "x"}
        ids = IDS.get(door.noun, ()) if not door.of else ()
        return Example(path=path, ids=ids, **({"json": said} if json else {"form": said}))

    return made


def usual(door):
    """A project that stands as the door wants it."""

    async def made(place):
        if door in (*RUNNING, *WORK):
            stage = door.part.frm[0] if door.of == "stages" else "running"
            return await stands(place, S(door.move.frm[0]), str(stage))
        return await project(place, S.ASSIGNED if S.ASSIGNED in door.move.frm else S(door.move.frm[0]))

    return made


def asked(reason, came_from, *, agreed=False):
    """A project of which somebody asked that it pauses or ends."""
    kind, status = ("pause", S.PAUSE_REQUESTED) if came_from == S.RUNNING else ("termination", S.TERMINATION_REQUESTED)

    async def made(place):
        stage = "effective" if came_from == S.EVALUATING else "running"
        found, at = await stands(place, status, stage), now()
        said = {"kind": kind, "came_from": str(came_from), "reason": reason, "description": "x", "evidence": "x"}
        async with place.tenant.scope():
            more = {"asked_at": at, "agreed_at": at if agreed else None}
            await ImplementationRequest.add(project=found["id"], customer=place.customer, **said, **more)
        return found

    return made


def evaluated(verdict):
    """A project whose evaluation says so; its stage is signed."""

    async def made(place):
        found = await stands(place, S.EVALUATING, "effective")
        async with place.tenant.scope():
            failed = [found["stages"]] if verdict == "stage_work_incomplete" else []
            await evaluating.evaluate(found["number"], results="x", verdict=verdict, stages=failed, by=SYSTEM)
        return found

    return made


async def reported(place):
    """A project with its final report."""
    found = await stands(place, S.DOCUMENT_REVIEW, "effective")
    async with place.tenant.scope():
        await evaluating.write_report(found["number"], summary="x", checklist="x", by=SYSTEM)
    return found


async def to_archive(place):
    """A project whose acceptance is signed, and whose documents were looked through once."""
    found = await stands(place, S.MANAGER_REVIEW, "effective")
    await signed(place, "acceptance", found["id"])
    return found


async def signed_change(place):
    """A change that the customer has signed."""
    found = await stands(place, S.RUNNING)
    async with place.tenant.scope():
        await changing.explain_change(found["number"], found["changes"], by=SYSTEM)
    await signed(place, "change", found["changes"])
    async with place.tenant.scope():
        await changing.sign_change(found["changes"], by=SYSTEM)
    return found


async def effective(place):
    """A project that runs, and whose stage is signed."""
    return await stands(place, S.RUNNING, "effective")


async def bare(place):
    """A project without a plan."""
    made, lead = await project(place, S.APPLIED), await place.who()
    async with place.tenant.scope():
        await applying.assign_project(made["number"], lead=lead, team=[], by=SYSTEM)
    return made


BEFORE = {
    "kickoff": ready,
    "layout": bare,
    "pause_agreement": asked("customer", S.RUNNING),
    "pause": asked("customer", S.RUNNING, agreed=True),
    "pause_refusal": asked("customer", S.RUNNING),
    "end_agreement": asked("other", S.PAUSED),
    "end": asked("other", S.PAUSED),
    "end_refusal": asked("other", S.PAUSED),
    "end_refusal_failed": asked("other", S.EVALUATING),
    "end_request_failed": evaluated("product_requirement"),
    "evaluation_request": effective,
    "passing": evaluated("passed"),
    "rework": evaluated("stage_work_incomplete"),
    "document_review": reported,
    "archive": to_archive,
    "changes_execution": signed_change,
}
"""What must be so before a door works, where its Move alone doesn't say."""
for one in (*DOORS, *RUNNING, *PARTS, *WORK):
    example(f"implementation.{one.name}")(build(one, json=False))
    example(f"api.implementation.{one.name}")(build(one, json=True))


@example("implementation.index", "implementation.export", "api.implementation.projects")
async def index(place):
    await need(place)
    return Example(marker=place.marker, filters={"customer": place.customer})


@example("implementation.project", "implementation.chart", "api.implementation.project")
async def show(place):
    found = await project(place)
    return Example(path={"number": found["number"]}, marker=place.marker)


@example("implementation.workload")
async def workload(place):
    await project(place, S.PLANNED)
    return Example()


@example("implementation.logs_index", "implementation.export_logs")
async def all_logs(place):
    await stands(place, S.RUNNING)
    return Example(query={"view": "all"}, marker=place.marker, filters={"customer": place.customer})


@example("implementation.today")
async def today(place):
    await stands(place, S.RUNNING)
    return Example(marker=place.marker)


@example("implementation.bring_log")
async def bring_log(place):
    found = await stands(place, S.RUNNING)
    said = {"sent_as": str(uuid7()), "day": "2026-03-03", "begins": "09:00", "ends": "17:00", "work": "访谈"}
    form = said | {"stage": str(found["stages"]), "signer": "王敏", "mark": drawing()}
    return Example(form=form, files={"photos": ("a.txt", b"no picture")}, ids=("stage",))


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
