"""Examples of what members keep of lists, and of many rows at once."""

from datetime import timedelta

from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.lists.tables import BulkRow, BulkRun, SavedView

from .examples import Example, example

LIST = {"slug": "tickets"}


async def saved(place):
    async with place.tenant.scope():
        made = SavedView(
            list_name="tickets", name=place.name()[:60], query="{}", owner=await place.who(), changed_at=now()
        )
        await made.save()
        return LIST | {"view_id": made.id}


async def run(place):
    async with place.tenant.scope():
        made = BulkRun(
            list_name="tickets",
            action="press",
            choice="1",
            said=place.name(),
            member=await place.who(),
            back_url="/tickets",
            status="done",
            total=1,
            at=now(),
            undo_until=now() + timedelta(minutes=5),
        )
        await made.save()
        await BulkRow(run=made.id, place=0, subject_id=uuid7()).save()
        return LIST | {"run_id": made.id}


@example("lists.save_view")
async def save(place):
    return Example(path=LIST, form={"name": place.name()[:60], "query": "view=all"}, shared=True)


@example("lists.change_view")
async def change(place):
    form = {"name": place.name()[:60], "query": "view=all"}
    return Example(path=await saved(place), form=form, client=await place.actor())


@example("lists.remove_view")
async def remove(place):
    return Example(path=await saved(place), client=await place.actor())


@example("lists.view_counts")
async def counts(place):
    await saved(place)
    return Example(path=LIST, marker=place.marker, shared=True)


@example("lists.choose_columns")
async def columns(place):
    return Example(path=LIST, form={"column": "status", "query": ""}, shared=True)


@example("lists.choose_usual")
async def usual(place):
    return Example(path=LIST, form={"view": "", "query": ""}, shared=True)


@example("lists.bulk_choices")
async def choices(place):
    return Example(path=LIST | {"action": "press"}, shared=True)


@example("lists.bulk")
async def bulk(place):
    async with place.tenant.scope():
        from desk.foundation.database import value

        number = await place.ticket()
        picked = await value("select id from ticket where number = $1", number)
    return Example(path=LIST, form={"do": "press:1", "pick": str(picked), "query": "view=all"}, shared=True)


@example("lists.run", "lists.run_progress")
async def show(place):
    return Example(path=await run(place), marker=place.marker, client=await place.actor())


@example("lists.undo_run")
async def undo(place):
    return Example(path=await run(place), form={}, client=await place.actor())


AT_HEADQUARTERS = {"slug": "partners"}


async def kept_at_headquarters(place):
    async with place.tenant.scope():
        who = await place.who()
        made = SavedView(list_name="partners", name=place.name()[:60], query="{}", owner=who, changed_at=now())
        await made.save()
        return AT_HEADQUARTERS | {"view_id": made.id}


@example("lists.save_view", faces=("headquarters",))
async def save_at_headquarters(place):
    return Example(path=AT_HEADQUARTERS, form={"name": place.name()[:60], "query": "view=all"}, shared=True)


@example("lists.change_view", faces=("headquarters",))
async def change_at_headquarters(place):
    form = {"name": place.name()[:60], "query": "view=all"}
    return Example(path=await kept_at_headquarters(place), form=form, client=await place.actor())


@example("lists.remove_view", faces=("headquarters",))
async def remove_at_headquarters(place):
    return Example(path=await kept_at_headquarters(place), client=await place.actor())


@example("lists.view_counts", faces=("headquarters",))
async def counts_at_headquarters(place):
    return Example(path=AT_HEADQUARTERS, shared=True)


@example("lists.choose_columns", faces=("headquarters",))
async def columns_at_headquarters(place):
    return Example(path=AT_HEADQUARTERS, form={"column": "status", "query": ""}, shared=True)


@example("lists.choose_usual", faces=("headquarters",))
async def usual_at_headquarters(place):
    return Example(path=AT_HEADQUARTERS, form={"view": "", "query": ""}, shared=True)
