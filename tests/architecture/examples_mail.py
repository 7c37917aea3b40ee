"""Examples of the routes of mail that comes in."""

from desk.foundation.database import value
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.mail.tables import IncomingMail, Mailbox

from .examples import Example, example

SERVER = {"host": "imap.example.com", "port": "993", "username": "support", "folder": "INBOX"}


def address(place):
    return f"box{uuid7().hex[-12:]}@{place.marker.lower()[-12:].replace(' ', '')}.test"


async def box(place):
    async with place.tenant.scope():
        made = Mailbox(address=address(place), changed_at=now())
        await made.save()
    return {"mailbox_id": made.id}


async def mail(place):
    async with place.tenant.scope():
        said = {"sender": "wang@customer.test", "subject": place.name(), "text": "x", "html": "x"}
        kept = {"hash": uuid7().hex, "original": b"Subject: x\n\nx", "size": 12, "received_at": now()}
        made = IncomingMail(mailbox=uuid7(), status="held", why="unknown_sender", **said, **kept)
        await made.save()
    return {"mail_id": made.id}


async def whose(place):
    await place.contact()
    async with place.tenant.scope():
        contact = await value("select id from contact where customer = $1 limit 1", place.customer)
    return {"customer": str(place.customer), "contact": str(contact)}


@example("mail.index", "api.mail.index")
async def lists(place):
    await mail(place)
    return Example(marker=place.marker)


@example("mail.count")
async def count(place):
    return Example()


@example("mail.show", "api.mail.show")
async def show(place):
    return Example(path=await mail(place), marker=place.marker)


@example("mail.original", "mail.layout")
async def original(place):
    return Example(path=await mail(place))


@example("mail.accept")
async def accept(place):
    return Example(path=await mail(place), form=await whose(place), ids=("customer", "contact"))


@example("api.mail.accept")
async def accept_by_program(place):
    return Example(path=await mail(place), json=await whose(place), ids=("customer", "contact"))


@example("mail.refuse")
async def refuse(place):
    return Example(path=await mail(place), form={})


@example("api.mail.refuse")
async def refuse_by_program(place):
    return Example(path=await mail(place))


@example("mail.boxes", "mail.new_box")
async def boxes(place):
    return Example(marker=place.marker)


@example("mail.box")
async def show_box(place):
    return Example(path=await box(place), marker=place.marker)


@example("mail.add_box")
async def add_box(place):
    return Example(form={"address": address(place), **SERVER})


@example("mail.change_box")
async def change_box(place):
    return Example(path=await box(place), form={"address": address(place), **SERVER})


@example("mail.look")
async def look(place):
    return Example(path=await box(place), form={})
