"""Examples of the routes of campaigns."""

from datetime import UTC, datetime

from desk_campaigns.actions import repeating, writing
from desk_campaigns.actions.writing import CampaignFields
from desk_campaigns.queries import campaigns
from desk_campaigns.tables import Campaign

from desk.foundation.principals import SYSTEM

from .examples import Example, example

FORM = {"name": "x", "content": "tips", "channels": "inbox", "subject": "x", "body": "x"}
WHEN = {"rhythm": "weekly", "first_at": "2099-01-01T09:00"}


async def campaign(place, status="draft"):
    """A campaign that stands so, for whoever is here."""
    async with place.tenant.scope():
        fields = CampaignFields(place.name()[:100], "tips", ("inbox",), place.name(), "x")
        made = await writing.write_campaign(fields, by=SYSTEM)
        await Campaign.update({Campaign.status: status}).where(Campaign.id == made.id)
        assert (await campaigns.sheet(made.number))["status"] == status
    return {"number": made.number}


async def one_series(place):
    """A series that comes each week, for whoever is here."""
    async with place.tenant.scope():
        said = CampaignFields(place.name()[:100], "tips", ("inbox",), "", "x")
        first = datetime(2099, 1, 1, tzinfo=UTC)
        made = await repeating.write_series(repeating.SeriesFields(said, ["x"], "weekly", first), by=SYSTEM)
    return {"number": made.number}


@example("campaigns.index", "campaigns.export", "api.campaigns.list")
async def listed(place):
    await campaign(place)
    return Example(marker=place.marker)


@example("campaigns.new", "campaigns.digest")
async def new(place):
    return Example()


@example("campaigns.write")
async def write(place):
    return Example(form=FORM)


@example("campaigns.show", "campaigns.edit", "api.campaigns.campaign")
async def show(place):
    return Example(path=await campaign(place), marker=place.marker)


@example("campaigns.change")
async def change(place):
    return Example(path=await campaign(place), form=FORM)


@example("campaigns.try", "campaigns.cancel")
async def any_time(place):
    return Example(path=await campaign(place), form={})


@example("campaigns.prepare")
async def prepare(place):
    await place.contact_id()
    return Example(path=await campaign(place), form={})


@example("campaigns.approve")
async def approve(place):
    await place.contact_id()
    return Example(path=await campaign(place, "ready"), form={})


@example("campaigns.send")
async def send(place):
    return Example(path=await campaign(place, "approved"), form={})


@example("campaigns.schedule")
async def schedule(place):
    return Example(path=await campaign(place, "approved"), form={"send_at": "2099-01-01T09:00"})


@example("campaigns.pause")
async def pause(place):
    return Example(path=await campaign(place, "sending"), form={})


@example("campaigns.resume")
async def resume(place):
    return Example(path=await campaign(place, "paused"), form={})


@example("campaigns.series")
async def all_series(place):
    await one_series(place)
    return Example(marker=place.marker)


@example("campaigns.edit_series")
async def series(place):
    return Example(path=await one_series(place), marker=place.marker)


@example("campaigns.new_series")
async def new_series(place):
    return Example()


@example("campaigns.write_series")
async def write_series(place):
    return Example(form=FORM | WHEN)


@example("campaigns.change_series")
async def change_series(place):
    return Example(path=await one_series(place), form=FORM | WHEN)


@example("campaigns.approve_series", "campaigns.stop_series", "campaigns.resume_series")
async def series_doors(place):
    return Example(path=await one_series(place), form={})
