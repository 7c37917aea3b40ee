"""Examples of the routes of campaigns."""

from desk_campaigns.actions import writing
from desk_campaigns.actions.writing import CampaignFields
from desk_campaigns.queries import campaigns
from desk_campaigns.tables import Campaign

from desk.foundation.principals import SYSTEM

from .examples import Example, example

FORM = {"name": "x", "content": "tips", "channels": "inbox", "subject": "x", "body": "x"}


async def campaign(place, status="draft"):
    """A campaign that stands so, for whoever is here."""
    async with place.tenant.scope():
        fields = CampaignFields(place.name()[:100], "tips", ("inbox",), place.name(), "x")
        made = await writing.write_campaign(fields, by=SYSTEM)
        await Campaign.update({Campaign.status: status}).where(Campaign.id == made.id)
        assert (await campaigns.sheet(made.number))["status"] == status
    return {"number": made.number}


@example("campaigns.index", "campaigns.export", "api.campaigns.list")
async def listed(place):
    await campaign(place)
    return Example(marker=place.marker)


@example("campaigns.new")
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
