"""Examples of tickets' routes, in the workspace, for programs, and in the portal."""

from tickets_support import SOLUTION

from .examples import Example, example

PORTAL = ("portal",)


@example("tickets.index", "tickets.export", "tickets.new")
async def narrowed(place):
    await place.ticket("open")
    return Example(filters={"customer": place.customer}, marker=place.marker)


@example("api.tickets.index")
async def api_narrowed(place):
    await place.ticket("open")
    return Example(filters={"customer": place.customer, "assignee": await place.who()}, marker=place.marker)


@example("portal.home", "portal.tickets", "portal.ask", faces=PORTAL)
async def lists(place):
    await place.ticket("open")
    return Example(marker=place.marker)


@example("tickets.show", "tickets.timeline", "tickets.status")
@example("portal.show", faces=PORTAL)
async def show(place):
    return Example(path={"number": await place.ticket("open")}, marker=place.marker)


@example("tickets.panel")
async def panel(place):
    return Example(path={"number": await place.ticket("open"), "plugin": "dummy"})


@example("tickets.create")
async def create(place):
    sheet = {"customer": str(place.customer), "contact": str(await place.contact_id()), "subject": "x", "body": "x"}
    return Example(form=sheet, ids=("customer", "contact"))


@example("portal.create", faces=PORTAL)
async def ask(place):
    return Example(form={"subject": place.name(), "body": "x", "product": str(await product(place))}, ids=("product",))


async def product(place):
    from desk.customers.tables import Product
    from desk.kit.time import now

    async with place.tenant.scope():
        made = Product(customer=place.customer, name=place.name(), created_at=now())
        await made.save()
        return made.id


@example("tickets.entries")
async def entry(place):
    return Example(path={"number": await place.ticket("open")}, form={"body": "x", "audience": "team"})


@example("portal.entries", faces=PORTAL)
async def answer(place):
    return Example(path={"number": await place.ticket("waiting_customer")}, form={"body": "x"})


@example("tickets.assignment")
async def assignment(place):
    return Example(
        path={"number": await place.ticket("open")}, form={"member": str(await place.colleague())}, ids=("member",)
    )


@example("tickets.hold")
async def hold(place):
    return Example(path={"number": await place.ticket("open")}, form={})


@example("tickets.transfer")
async def transfer(place):
    return Example(
        path={"number": await place.ticket("open")}, form={"member": str(await place.colleague())}, ids=("member",)
    )


@example("tickets.acceptance")
async def acceptance(place):
    return Example(path={"number": await place.ticket("transferred")}, form={})


@example("tickets.rejection")
async def rejection(place):
    return Example(path={"number": await place.ticket("transferred")}, form={"reason": "x"})


@example("api.tickets.transfer")
async def api_transfer(place):
    return await referred(place, "open", json={"member": str(await place.colleague())}, ids=("member",))


@example("api.tickets.acceptance")
async def api_acceptance(place):
    return await referred(place, "transferred", json={})


@example("api.tickets.rejection")
async def api_rejection(place):
    return await referred(place, "transferred", json={"reason": "x"})


@example("tickets.consultation")
async def consultation(place):
    form = {"members": str(await place.colleague()), "question": "x"}
    return Example(path={"number": await place.ticket("open")}, form=form, ids=("members",))


@example("tickets.conclusion")
async def conclusion(place):
    return Example(path={"number": await place.ticket("in_consultation")}, form={"told": "x"})


@example("tickets.return")
async def taken_back(place):
    return Example(path={"number": await place.ticket("handed_on")}, form={})


@example("api.tickets.consultation")
async def api_consultation(place):
    return await referred(place, "open", json={"members": [str(await place.colleague())], "question": "x"})


@example("api.tickets.conclusion")
async def api_conclusion(place):
    return await referred(place, "in_consultation", json={"told": "x"})


@example("api.tickets.return")
async def api_taken_back(place):
    return await referred(place, "handed_on", json={})


CALL = {"name": "x", "phone": "0512-5550 0123"}


@example("tickets.suspension")
async def suspension(place):
    return Example(path={"number": await place.ticket("open")}, form=CALL)


@example("tickets.callbacks")
async def callback(place):
    return Example(path={"number": await place.ticket("suspended")}, form={"note": "x"})


@example("tickets.promise")
async def promise(place):
    return Example(path={"number": await place.ticket("open")}, form={"until": "2099-01-01T10:00"})


@example("tickets.resume")
async def resume(place):
    return Example(path={"number": await place.ticket("on_hold")})


@example("tickets.solution")
async def solution(place):
    return Example(path={"number": await place.ticket("open")}, form=SOLUTION)


@example("tickets.not_solved")
async def not_solved(place):
    return Example(path={"number": await place.ticket("solved")}, query={"reason": "x"})


@example("tickets.closure")
async def closure(place):
    return Example(path={"number": await place.ticket("solved")}, form={})


@example("tickets.reopen")
async def reopen(place):
    return Example(path={"number": await place.ticket("closed")})


@example("portal.confirmation", faces=PORTAL)
async def confirmation(place):
    return Example(path={"number": await place.ticket("solved")}, form={})


@example("portal.objection", faces=PORTAL)
async def objection(place):
    return Example(path={"number": await place.ticket("solved")}, form={"reason": "x"})


# -- programs: by number or by id


async def referred(place, status, **more):
    number = await place.ticket(status)
    by_id = {"reference": str(await place.ticket_id(number))}
    return Example(path={"reference": str(number)}, also=[by_id], **more)


@example("api.tickets.show", "api.tickets.entries", "api.tickets.deadlines")
async def api_show(place):
    return await referred(place, "open", marker=place.marker)


@example("api.tickets.create")
async def api_create(place):
    sent = {"customer": str(place.customer), "contact": str(await place.contact_id()), "subject": "x", "body": "x"}
    return Example(json=sent | {"product": str(await product(place))}, ids=("customer", "contact", "product"))


@example("api.tickets.write")
async def api_write(place):
    return await referred(place, "open", json={"body": "x"})


@example("api.tickets.assignment")
async def api_assignment(place):
    return await referred(place, "open", json={"member": str(await place.colleague())}, ids=("member",))


@example("api.tickets.solution")
async def api_solution(place):
    return await referred(place, "open", json=SOLUTION)


@example("api.tickets.closure")
async def api_closure(place):
    return await referred(place, "solved", json={})


@example("api.tickets.take", "api.tickets.hold")
async def api_work(place):
    return await referred(place, "open", json={})


@example("api.tickets.suspension")
async def api_suspension(place):
    return await referred(place, "open", json=CALL)


@example("api.tickets.callbacks")
async def api_callback(place):
    return await referred(place, "suspended", json={"note": "x"})


@example("api.tickets.promise")
async def api_promise(place):
    return await referred(place, "open", json={"until": "2099-01-01T10:00:00+08:00"})


@example("api.tickets.resume")
async def api_resume(place):
    return await referred(place, "on_hold")


@example("api.tickets.objection")
async def api_objection(place):
    return await referred(place, "solved", json={"reason": "x"})


@example("api.tickets.reopen")
async def api_reopen(place):
    return await referred(place, "closed")


async def written(place, **more):
    """An entry that whoever acts has written."""
    number, program = await place.ticket("open"), await place.actor()
    made = await program.post(f"/api/v1/tickets/{number}/entries", json={"body": place.name()})
    return Example(path={"reference": str(number), "entry_id": made.json()["id"]}, **more)


@example("api.tickets.attachments")
async def api_attachments(place):
    return await written(place)


@example("api.tickets.attach")
async def api_attach(place):
    return await written(place, files={"file": ("log.txt", b"a line of a log", "text/plain")})
