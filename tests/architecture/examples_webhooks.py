"""Examples of webhooks' routes."""

from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.webhooks import signing
from desk.webhooks.tables import Webhook, WebhookDelivery

from .examples import Example, example

ADDRESS = "https://hooks.example.com/desk"


async def webhook(place, status="on"):
    at = now()
    async with place.tenant.scope():
        made = Webhook(
            name=place.name(),
            url=ADDRESS,
            patterns=["member.*"],
            status=status,
            secret=signing.sealed(signing.new_secret()),
            created_at=at,
            changed_at=at,
        )
        await made.save()
    return {"webhook_id": made.id}


async def delivery(place):
    path, at = await webhook(place), now()
    async with place.tenant.scope():
        from desk.foundation.database import value

        event = await value("select id from event order by at desc limit 1")
        made = WebhookDelivery(
            webhook=path["webhook_id"],
            event_id=event or uuid7(),
            event_name="member.added",
            status="failed",
            created_at=at,
            ended_at=at,
        )
        await made.save()
    return path | {"delivery_id": made.id}


@example("webhooks.index", "webhooks.new", "api.webhooks.events")
async def lists(place):
    return Example(marker=place.marker)


@example("webhooks.show", "webhooks.edit")
async def show(place):
    return Example(path=await webhook(place), marker=place.marker)


@example("webhooks.delivery")
async def show_delivery(place):
    return Example(path=await delivery(place), marker=place.marker)


@example("webhooks.replay_one")
async def replay_one(place):
    return Example(path=await delivery(place), form={})


@example("webhooks.add")
async def add(place):
    return Example(form={"name": place.name(), "url": ADDRESS, "which": "all"})


@example("webhooks.change")
async def change(place):
    return Example(path=await webhook(place), form={"name": place.name(), "url": ADDRESS, "which": "all"})


@example("webhooks.switch", "webhooks.secret", "webhooks.try", "webhooks.remove")
async def press(place):
    return Example(path=await webhook(place), form={})


@example("webhooks.replay")
async def replay(place):
    return Example(path=await webhook(place), form={"begin": now().isoformat(timespec="minutes")})
