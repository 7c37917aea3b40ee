"""Examples of the routes of complaints."""

from datetime import date, timedelta

from desk_complaints.actions import amending, receiving, reporting, steps
from desk_complaints.queries import summaries

from desk.foundation.database import execute
from desk.foundation.principals import SYSTEM
from desk.kit.ids import uuid7
from desk.kit.time import now

from .examples import Example, example

GRADED = {"level": "general", "category": "service", "item": "delay", "position": "onsite"}
ONE = {"text": "报修三天没有人来。", "complainant": "王会计", "phone": "13800138000"}


async def complaint(place, *, upto=()):
    """One of the place's customer, after these steps."""
    async with place.tenant.scope():
        new = receiving.NewComplaint(place.name(), "王会计", place.customer, phone="13800138000")
        made = await receiving.receive(new, by=SYSTEM)
        for name, said in upto:
            await steps.take_step(made.number, name, steps.Said(**said), by=SYSTEM)
    return {"number": made.number}


@example("complaints.index", "complaints.export", "api.complaints.index")
async def listed(place):
    await complaint(place)
    return Example(marker=place.marker, filters={"customer": place.customer})


@example("complaints.new")
async def new(place):
    return Example(query={"customer": place.customer}, ids=("customer",))


@example("complaints.register")
async def register(place):
    return Example(form=ONE | {"customer": str(place.customer)}, ids=("customer",))


@example("api.complaints.register")
async def api_register(place):
    return Example(json=ONE | {"customer": str(place.customer)}, ids=("customer",))


@example("complaints.show", "api.complaints.show", "api.complaints.entries")
async def show(place):
    return Example(path=await complaint(place, upto=[("note", {"text": place.name()})]), marker=place.marker)


@example("complaints.step")
async def step(place):
    return Example(path=await complaint(place) | {"step": "accept"}, form=GRADED | {"text": "属实"})


@example("complaints.add_evidence")
async def add_evidence(place):
    return Example(path=await complaint(place), form={}, files={"files": ("note.txt", b"x", "text/plain")})


@example("api.complaints.step")
async def api_step(place):
    return Example(path=await complaint(place) | {"step": "accept"}, json=GRADED | {"text": "属实"})


REPLIED = (("accept", GRADED | {"text": "属实"}), ("take", {}), ("reply", {"text": "已致歉"}))
SOLVED = (*REPLIED, ("result", {"text": "已解决"}), ("verify", {"text": "满意"}))
GIVEN = {"kind": "gift", "what": "保温杯", "worth": "80"}


@example("complaints.order_remedy")
async def order_remedy(place):
    return Example(path=await complaint(place, upto=REPLIED), form={"kind": "requests.on_site", "text": "重新上门"})


@example("api.complaints.order_remedy")
async def api_order_remedy(place):
    return Example(path=await complaint(place, upto=REPLIED), json={"kind": "requests.on_site", "text": "重新上门"})


@example("complaints.compensate")
async def compensate(place):
    return Example(path=await complaint(place, upto=SOLVED), form=GIVEN)


@example("api.complaints.compensate", "api.complaints.amends")
async def api_compensate(place):
    return Example(path=await complaint(place, upto=SOLVED), json=GIVEN)


async def proposed(place):
    path = await complaint(place, upto=SOLVED)
    async with place.tenant.scope():
        new = amending.NewAmends("gift", place.name())
        return path | {"amends_id": await amending.propose(path["number"], new, by=SYSTEM)}


@example("complaints.decide_amends")
async def decide(place):
    return Example(path=await proposed(place), form={"reason": "已退款"})


@example("api.complaints.decide_amends")
async def api_decide(place):
    return Example(path=await proposed(place), json={"reason": "已退款"})


@example("portal.complaints", faces=("portal",))
async def own(place):
    await complaint(place)
    return Example(marker=place.marker)


@example("portal.complain", faces=("portal",))
async def complain(place):
    await place.contact()
    return Example(form={"text": place.name()})


@example("portal.complaint", faces=("portal",))
async def own_one(place):
    return Example(path=await complaint(place), marker=place.marker)


@example("portal.complaint_step", faces=("portal",))
async def own_step(place):
    return Example(path=await complaint(place) | {"step": "take_back"}, form={})


async def month(place, *steps):
    """A report of the place's tenant; each call another month, so that none stands in another's way."""
    made = place.tenant.made
    made["months"] = made.get("months", 0) + 1
    day = date(1990 + made["months"] // 12, made["months"] % 12 + 1, 1)
    async with place.tenant.scope():
        await reporting.open_report(day, by=SYSTEM)
        for step in steps:
            await step(day, by=SYSTEM)
    return {"month": f"{day:%Y-%m}"}


async def summary(place):
    """One of the place's tenant; each call another week."""
    place.tenant.made["weeks"] = place.tenant.made.get("weeks", 0) + 1
    monday = date(1990, 1, 1) + timedelta(weeks=place.tenant.made["weeks"])
    async with place.tenant.scope():
        await execute(
            summaries.OPENED,
            *(place.tenant.id, uuid7(), "week", monday, monday + timedelta(days=6), now()),
        )
        return {"summary_id": await summaries.opened("week", monday)}


@example("complaints.summaries")
async def summaries_owed(place):
    await summary(place)
    return Example()


@example("complaints.summary")
async def one_summary(place):
    return Example(path=await summary(place))


@example("complaints.hand_in_summary")
async def hand_in(place):
    return Example(path=await summary(place), form={"text": "本周小结"})


@example("complaints.reports")
async def reports(place):
    await month(place)
    return Example()


@example("complaints.open_report")
async def open_report(place):
    return Example(form={"month": "2025-06"})


@example("complaints.report", "api.complaints.report")
async def report(place):
    return Example(path=await month(place), shared=True)


@example("complaints.report_tables")
async def report_tables(place):
    return Example(path=await month(place), shared=True)


@example("complaints.report_step")
async def report_step(place):
    return Example(path=await month(place) | {"step": "draft"}, form={}, shared=True)


@example("complaints.edit_report")
async def edit_report(place):
    return Example(path=await month(place, reporting.draft_report), form={"zh": "字", "en": "words"}, shared=True)


@example("complaints.note_volumes")
async def note_volumes(place):
    return Example(path=await month(place), form={"hotline": "3"}, shared=True)
