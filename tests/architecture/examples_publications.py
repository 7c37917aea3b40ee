"""Examples of the routes of what headquarters publishes."""

from datetime import date

from desk.foundation.crossing import publishing
from desk.foundation.principals import SYSTEM
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.publications import actions
from desk.publications.actions import Words
from desk.publications.queries import bulletins, prices
from desk.publications.tables import BulletinShowing

from .examples import Example, example

NUMBER = 900_000
"""Of the bulletin that all partners read here."""
WORDS = {"kind": "patch", "title": "补丁", "body": "正文", "told": "给客户的话", "product": ""}


async def bulletin(place):
    """Published to all partners."""
    async with publishing() as connection:
        version = await connection.fetchval(bulletins.NEXT_VERSION, NUMBER)
        said = ("patch", False, "补丁", "", "正文", "给客户的话", "李工", now())
        await connection.execute(bulletins.PUBLISH, uuid7(), NUMBER, version, *said)
    return {"number": NUMBER}


@example("bulletins.index", "api.bulletins.index")
@example("publications.bulletins", "publications.new_bulletin", faces=("headquarters",))
async def lists(_place):
    return Example(shared=True)


@example("bulletins.acknowledge")
async def take_note(place):
    return Example(path=await bulletin(place), form={}, shared=True)


@example("bulletins.show", "api.bulletins.show")
async def show(place):
    return Example(path=await bulletin(place), shared=True)


@example("api.bulletins.acknowledge")
async def acknowledge(place):
    return Example(path=await bulletin(place), json={}, shared=True)


@example("bulletins.showing")
async def showing(place):
    return Example(path=await bulletin(place), form={"_method": "DELETE"}, shared=True)


@example("api.bulletins.show_it")
async def show_it(place):
    path = await bulletin(place)
    async with place.tenant.scope():
        found = await bulletins.newest(NUMBER)
        await BulletinShowing.add(bulletin=found["id"], by_name="x", at=now())
    return Example(path=path, json={}, shared=True, ok=(200, 409))


@example("api.bulletins.hide_it")
async def hide_it(place):
    return Example(path=await bulletin(place), shared=True)


@example("portal.bulletins", faces=("portal",))
async def portal(_place):
    return Example(shared=True)


async def _draft(place):
    async with place.tenant.scope():
        return {"number": await actions.write_bulletin(Words("other", "通报", "正文"), by=SYSTEM)}


@example("publications.write_bulletin", faces=("headquarters",))
async def write(_place):
    return Example(form=WORDS, shared=True)


@example("publications.bulletin", "publications.draft", "publications.publish", faces=("headquarters",))
async def of_a_draft(place):
    return Example(path=await _draft(place), form={}, shared=True)


@example("publications.change_draft", faces=("headquarters",))
async def change(place):
    return Example(path=await _draft(place), form=WORDS, shared=True)


@example("publications.withdraw", faces=("headquarters",))
async def withdraw(place):
    path = await _draft(place)
    async with place.tenant.scope():
        await actions.publish_bulletin(path["number"], by=SYSTEM)
    return Example(path=path, form={"why": "误报"}, shared=True)


@example("prices.index", "prices.export", "api.prices.show")
async def prices_of(_place):
    return Example(query={"version": await _standard()}, shared=True)


@example("publications.prices", "publications.new_prices", faces=("headquarters",))
async def prices_at_headquarters(_place):
    return Example(shared=True)


@example("publications.publish_prices", faces=("headquarters",))
async def publish_prices(_place):
    return Example(form={"valid_from": "2098-01-01", "why": "试", "lines": "A\tB\tC\t1"}, shared=True)


async def _standard():
    async with publishing() as connection:
        version = await connection.fetchval(prices.NEXT_VERSION)
        said = (version, date(2098, 1, 1), "CNY", "试", "李工", now())
        await connection.execute(prices.PUBLISH, uuid7(), *said)
    return version
