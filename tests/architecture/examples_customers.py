"""Examples of customers' routes."""

from desk.customers import actions
from desk.customers.tables import Contact, Product
from desk.foundation.principals import SYSTEM
from desk.kit.time import now

from .examples import Example, example


async def contact(place, **more):
    async with place.tenant.scope():
        made = Contact(customer=place.customer, name=place.name(), created_at=now(), changed_at=now(), **more)
        await made.save()
        return {"customer_id": place.customer, "contact_id": made.id}


async def product(place):
    async with place.tenant.scope():
        made = Product(customer=place.customer, name=place.name(), created_at=now())
        await made.save()
        return {"customer_id": place.customer, "product_id": made.id}


@example("customers.index", "customers.export_list", "customers.new", "customers.export")
@example("customers.export_workbook", "api.customers.index")
async def lists(place):
    return Example(marker=place.marker)


@example("customers.history", "api.customers.history")
async def history(place):
    async with place.tenant.scope():
        words = {"industry": place.marker}
        await actions.change_customer(place.customer, actions.CustomerFields(place.name(), **words), by=SYSTEM)
    return Example(path={"customer_id": place.customer}, marker=place.marker)


@example("customers.show", "customers.edit", "customers.timeline", "api.customers.timeline")
@example("api.customers.show", "api.customers.contacts", "api.customers.products")
async def show(place):
    await contact(place)
    return Example(path={"customer_id": place.customer}, marker=place.marker)


@example("customers.contact_panel")
async def contact_panel(place):
    return Example(path={"customer_id": place.customer, "contact_id": await place.contact_id(), "plugin": "dummy"})


@example("customers.panel")
async def panel(place):
    return Example(path={"customer_id": place.customer, "plugin": "dummy"})


@example("customers.create")
async def create(place):
    return Example(form={"name": place.name()})


@example("api.customers.create")
async def api_create(place):
    return Example(json={"name": place.name()})


@example("customers.change")
async def change(place):
    return Example(path={"customer_id": await place.new_customer()}, form={"name": place.name()})


@example("api.customers.change")
async def api_change(place):
    return Example(path={"customer_id": await place.new_customer()}, json={"note": "x"})


@example("customers.product")
async def product_page(place):
    return Example(path=await product(place), marker=place.marker)


@example("customers.change_product")
async def product_form(place):
    return Example(path=await product(place), form={"name": "y"})


@example("customers.products")
async def add_product(place):
    return Example(path={"customer_id": place.customer}, form={"name": "x"})


@example("api.customers.add_product")
async def api_add_product(place):
    return Example(path={"customer_id": place.customer}, json={"name": "x"})


@example("api.customers.product")
async def show_product(place):
    return Example(path=await product(place), marker=place.marker)


@example("api.customers.change_product")
async def change_product(place):
    return Example(path=await product(place), json={"version": "2"})


@example("customers.contacts")
async def add_contact(place):
    return Example(path={"customer_id": place.customer}, form={"name": "x"})


@example("api.customers.add_contact")
async def api_add_contact(place):
    return Example(path={"customer_id": place.customer}, json={"name": "x"})


@example("customers.contact", "api.customers.contact")
async def show_contact(place):
    return Example(path=await contact(place), marker=place.marker)


@example("api.customers.change_contact")
async def api_change_contact(place):
    return Example(path=await contact(place), json={"name": place.name()})


@example("api.customers.departure")
async def api_departure(place):
    return Example(path=await contact(place))


@example("api.customers.return")
async def api_return(place):
    return Example(path=await contact(place, status="left"))


@example("customers.change_contact")
async def change_contact(place):
    return Example(path=await contact(place), form={"name": place.name()})


@example("customers.departure")
async def departure(place):
    return Example(path=await contact(place), form={})


@example("customers.access")
async def access(place):
    login = place.name().replace(" ", ".")
    return Example(path=await contact(place), form={"login": login, "password": "long enough for this"})


@example("api.customers.give_access")
async def api_access(place):
    login = place.name().replace(" ", ".")
    return Example(path=await contact(place), json={"login": login, "password": "long enough for this"})


async def with_access(place):
    path, login = await contact(place), place.name().replace(" ", ".")
    async with place.tenant.scope():
        await actions.give_access(path["customer_id"], path["contact_id"], login, "long enough for this", by=SYSTEM)
    return path


@example("customers.portal_roles")
async def portal_roles(place):
    return Example(path=await with_access(place), form={"roles": "customer_admin"})


@example("api.customers.portal_roles")
async def api_portal_roles(place):
    return Example(path=await with_access(place), json={"roles": ["customer_admin"]})


@example("api.customers.take_access")
async def api_no_access(place):
    return Example(path=await with_access(place))


async def confided(place):
    path = await contact(place)
    async with place.tenant.scope():
        await actions.keep_private_note(path["customer_id"], path["contact_id"], place.marker, by=SYSTEM)
    return path


@example("customers.look")
async def look(place):
    return Example(path={"customer_id": place.customer}, form={"field": "phone"})


@example("api.customers.look")
async def api_look(place):
    return Example(path={"customer_id": place.customer}, json={"field": "phone"})


@example("customers.private_note")
async def private_note(place):
    return Example(path=await confided(place), form={"look": "yes"}, marker=place.marker)


@example("api.customers.private_note")
async def api_private_note(place):
    return Example(path=await confided(place), marker=place.marker)


@example("api.customers.keep_private_note")
async def keep_private_note(place):
    return Example(path=await contact(place), json={"body": place.name()})


@example("customers.grade")
async def grade(place):
    return Example(path={"customer_id": place.customer}, form={"grade": "key"})


@example("api.customers.grades")
async def grades(place):
    async with place.tenant.scope():
        await actions.change_grade(place.customer, "key", reason=place.marker, by=SYSTEM)
        await actions.change_grade(place.customer, "standard", reason=place.marker, by=SYSTEM)
    return Example(path={"customer_id": place.customer}, marker=place.marker)


@example("api.customers.change_grade")
async def change_grade(place):
    return Example(path={"customer_id": place.customer}, json={"grade": "key"})


@example("customers.erase_history")
async def erase_history(place):
    return Example(path=await contact(place), form={})


@example("api.customers.erase_history")
async def api_erase_history(place):
    return Example(path=await contact(place))


async def noted(place):
    async with place.tenant.scope():
        made = await actions.write_note(place.customer, place.marker, by=SYSTEM)
        return {"customer_id": place.customer, "note_id": made.id}


async def related(place):
    async with place.tenant.scope():
        other = await actions.add_customer(actions.CustomerFields(place.marker), by=SYSTEM)
        made = await actions.relate(place.customer, other.id, "partner", by=SYSTEM)
        return {"customer_id": place.customer, "relation_id": made.id}, other.number


@example("customers.notes")
async def note(place):
    return Example(path={"customer_id": place.customer}, form={"body": place.name()})


@example("customers.pin_note")
async def pin_note(place):
    return Example(path=await noted(place), form={"pinned": "yes"})


@example("api.customers.notes")
async def notes(place):
    await noted(place)
    return Example(path={"customer_id": place.customer}, marker=place.marker)


@example("api.customers.write_note")
async def write_note(place):
    return Example(path={"customer_id": place.customer}, json={"body": place.name()})


@example("customers.tags")
async def tag(place):
    return Example(path={"customer_id": place.customer}, form={"tag": place.name()[:40]})


@example("api.customers.add_tag")
async def add_tag(place):
    return Example(path={"customer_id": place.customer}, json={"tag": "示范"})


async def tagged(place):
    async with place.tenant.scope():
        await actions.add_tag(place.customer, place.marker[:40], by=SYSTEM)


@example("api.customers.drop_tag")
async def drop_tag(place):
    await tagged(place)
    return Example(path={"customer_id": place.customer, "tag": place.marker[:40]})


@example("api.customers.tags")
async def tags(place):
    await tagged(place)
    return Example(path={"customer_id": place.customer}, marker=place.marker[:40])


@example("api.customers.known_tags")
async def known_tags(place):
    await tagged(place)
    return Example(marker=place.marker[:40])


@example("customers.relations")
async def relation(place):
    _, number = await related(place)
    return Example(path={"customer_id": place.customer}, form={"other": str(number), "kind": "parent"})


@example("api.customers.relate")
async def relate(place):
    _, number = await related(place)
    return Example(path={"customer_id": place.customer}, json={"other": number, "kind": "parent"})


@example("customers.end_relation")
async def end_relation(place):
    path, _ = await related(place)
    return Example(path=path, form={})


@example("api.customers.unrelate")
async def unrelate(place):
    path, _ = await related(place)
    return Example(path=path)


@example("api.customers.relations")
async def relations(place):
    await related(place)
    return Example(path={"customer_id": place.customer}, marker=place.marker)
