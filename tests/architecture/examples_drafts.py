"""Examples of the routes of drafts: whose they are is whoever is signed in."""

from .examples import Example, example

BOTH = ("workspace", "headquarters")


@example("drafts.index", faces=BOTH)
async def index(place):
    return Example(query={"places": "ticket-1-team"}, shared=True)


@example("drafts.drop", faces=BOTH)
async def one(place):
    return Example(path={"place": "ticket-1-team"}, shared=True)


@example("drafts.keep", faces=BOTH)
async def keep(place):
    return Example(path={"place": "ticket-1-team"}, json={"body": "x"}, shared=True)


@example("tickets.watching")
async def watching(place):
    return Example(path={"number": await place.ticket()})
