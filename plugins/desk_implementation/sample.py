"""Demo projects and a plan template. Filling again adds nothing."""

from datetime import timedelta
from typing import Any

import msgspec

from desk.extend import SYSTEM, current_scope, now, to_zone
from desk_implementation.actions import applying, handing_over, planning, templates, weighing
from desk_implementation.queries import people, plans, projects


async def fill(words: dict[str, Any]) -> None:
    """Keep the templates of the sample file, and bring its projects as far as each says."""
    for one in words.get("plan_templates", []):
        if not await plans.is_template(one["name"]):
            shapes = msgspec.convert(one["stages"], list[templates.StageShape])
            await templates.add_template(one["name"], shapes, by=SYSTEM)
    for one in words.get("projects", []):
        customer = await people.customer_by_key(one["customer"])
        if customer is not None and not await projects.of_customer(customer, most=1):
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


async def _prepare(number: int, one: dict[str, Any]) -> None:
    await handing_over.hand_over(number, requirements=one["requirements"], by=SYSTEM)
    for promise in one.get("promises", []):
        await handing_over.add_promise(number, **promise, by=SYSTEM)
    for risk in one.get("risks", []):
        await weighing.add_risk(number, **risk, by=SYSTEM)
    await planning.write_proposal(number, proposal=one["proposal"], scope=one["scope"], by=SYSTEM)
    begins_on = to_zone(now(), current_scope().tenant.zone).date() + timedelta(days=one["in_days"])
    chosen = next(found["id"] for found in await plans.templates() if found["name"] == one["template"])
    await templates.use_template(number, template=chosen, begins_on=begins_on, by=SYSTEM)
    await planning.finish_plan(number, by=SYSTEM)
