"""Demo projects, one of them under way, and a plan template. Filling again adds nothing."""

import io
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import msgspec

from desk.extend import SYSTEM, as_of, current_scope, now, sign_sample, to_zone
from desk_implementation.actions import (
    applying,
    changing,
    handing_over,
    logs,
    noting,
    planning,
    starting,
    templates,
    weighing,
    working,
)
from desk_implementation.queries import people, plans, projects

MOST = 50
A_DAY = timedelta(days=1)


async def fill(words: dict[str, Any]) -> None:
    """Keep the templates of the sample file, and bring its projects as far as each says."""
    for one in words.get("plan_templates", []):
        if not await plans.is_template(one["name"]):
            shapes = msgspec.convert(one["stages"], list[templates.StageShape])
            await templates.add_template(one["name"], shapes, by=SYSTEM)
    for one in words.get("projects", []):
        customer = await people.customer_by_key(one["customer"])
        if customer is not None and one["title"] not in {
            found["title"] for found in await projects.of_customer(customer, most=MOST)
        }:
            await _project(customer, one)


async def _project(customer: Any, one: dict[str, Any]) -> None:
    contact = next((found["id"] for found in await people.contacts(customer)), None)
    need = applying.NewNeed(customer, one["title"], one["need"], contract=one.get("contract", ""), contact=contact)
    number = (await applying.note_need(need, by=SYSTEM)).number
    lead = await people.member_by_number(one["lead"])
    if "products" not in one or lead is None:
        return
    said = {name: one[name] for name in ("title", "need", "products")}
    more = {"contract": one.get("contract", ""), "fee_cents": one.get("fee_cents"), "work_days": one.get("days")}
    await applying.apply_for_project(number, source="sales", contact=contact, **said, **more, by=SYSTEM)
    await applying.assign_project(number, lead=lead, team=[], by=SYSTEM)
    await _prepare(number, one)
    if "runs" in one:
        await _run(number, one["runs"], timedelta(days=-one["in_days"]))


async def _prepare(number: int, one: dict[str, Any]) -> None:
    await handing_over.hand_over(number, requirements=one["requirements"], by=SYSTEM)
    for promise in one.get("promises", []):
        await handing_over.add_promise(number, **promise, by=SYSTEM)
    for risk in one.get("risks", []):
        await weighing.add_risk(number, **risk, by=SYSTEM)
    await planning.write_proposal(number, proposal=one["proposal"], scope=one["scope"], by=SYSTEM)
    begins_on = _today() + timedelta(days=one["in_days"])
    chosen = next(found["id"] for found in await plans.templates() if found["name"] == one["template"])
    await templates.use_template(number, template=chosen, begins_on=begins_on, by=SYSTEM)
    await planning.finish_plan(number, by=SYSTEM)


async def _run(number: int, said: dict[str, Any], since: timedelta) -> None:
    """The customer signed, the kickoff was held, the first stage is effective and the second under way."""
    project = (await projects.sheet(number))["id"]
    with as_of(now() - since):
        for kind in ("plan", "proposal"):
            await _sign(kind, project, said)
        await starting.note_signature(project, by=SYSTEM)
        minutes = {name: said[name] for name in ("ours", "theirs", "decisions")}
        await starting.kick_off(number, held_on=_today(), **minutes, by=SYSTEM)
        first, second = (one["id"] for one in (await plans.stages(project))[:2])
        await working.start_stage(number, first, by=SYSTEM)
    with as_of(now() - A_DAY):
        await working.deliver_stage(number, first, documents=said["documents"], by=SYSTEM)
        await working.review_stage(number, first, review=said["review"], by=SYSTEM)
        await _sign("deliverable", first, said)
        await working.sign_stage(first, by=SYSTEM)
        await working.start_stage(number, second, by=SYSTEM)
        log = {"stage": second, "day": _today(), "begins": "09:00", "ends": "17:30", "work": said["work"]}
        written = await logs.write_log(number, **log, by=SYSTEM)
        await logs.confirm_log(number, written.id, by=SYSTEM)
        await _sign("log", written.id, said)
        await logs.sign_log(written.id, by=SYSTEM)
        await noting.note_point(number, point=said["point"], due_on=_today() + 5 * A_DAY, by=SYSTEM)
    moves = [changing.StageMove(second, 3)]
    change = await changing.write_change(number, **said["change"], moves=moves, by=SYSTEM)
    await changing.explain_change(number, change.id, by=SYSTEM)


async def _sign(kind: str, of: UUID, said: dict[str, Any]) -> None:
    await sign_sample(f"implementation.{kind}", of, signer=said["signer"], mark=_scribble(), by=SYSTEM)


def _scribble() -> bytes:
    """A name, as hands write it."""
    from PIL import Image, ImageDraw

    image, target = Image.new("RGBA", (900, 300), (0, 0, 0, 0)), io.BytesIO()
    ImageDraw.Draw(image).line([(90, 200), (250, 70), (390, 230), (560, 60), (720, 190)], fill="black", width=7)
    image.save(target, "PNG")
    return target.getvalue()


def _today() -> date:
    return to_zone(now(), current_scope().tenant.zone).date()
