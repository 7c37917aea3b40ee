"""Examples of messaging's routes."""

from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.messaging.tables import Delivery, MailServer, NoticeText, Reply

from .examples import Example, example

BOTH = ("workspace", "headquarters")
EVERYBODY = ("workspace", "headquarters", "portal")
KIND = "ticket.reply"


async def delivery(place, *, status="failed", channel="email"):
    """Something that was to be sent to a contact here, or that lies in the inbox of whoever acts."""
    at, person = now(), await (place.contact_id() if place.face == "portal" else place.who())
    async with place.tenant.scope():
        made = Delivery(
            cause=uuid7(),
            event_name="entry.written",
            kind=KIND,
            channel=channel,
            person_kind="contact" if place.face == "portal" else "member",
            person_id=person,
            customer_id=place.customer if place.face == "portal" else None,
            subject_kind="ticket",
            subject_id=uuid7(),
            status=status,
            locale="zh-CN",
            title=place.name(),
            body=place.name(),
            path="/",
            created_at=at,
            ended_at=at,
        )
        await made.save()
    return made


async def contact(place):
    return {"customer_id": place.customer, "contact_id": await place.contact_id()}


@example("messaging.log", faces=BOTH)
async def log(place):
    made = await delivery(place)
    filters = {"person": made.person_id, "cause": made.cause, "subject": made.subject_id}
    return Example(marker=place.marker, filters=filters)


@example("messaging.export", faces=BOTH)
@example("api.messaging.log")
async def table(place):
    await delivery(place)
    return Example(marker=place.marker)


@example("messaging.delivery", faces=BOTH)
@example("api.messaging.delivery")
async def one(place):
    return Example(path={"delivery_id": (await delivery(place)).id}, marker=place.marker)


@example("messaging.send_again", faces=BOTH)
async def again(place):
    return Example(path={"delivery_id": (await delivery(place)).id}, form={})


@example("messaging.replies", faces=BOTH)
@example("api.messaging.replies")
async def replies(place):
    async with place.tenant.scope():
        made = Reply(channel="sms", address="+8613900001234", body=place.name(), reference=str(uuid7()), at=now())
        await made.save()
    return Example(marker=place.marker)


@example("messaging.end_rest", faces=BOTH)
async def end_rest(place):
    return Example(path={"channel": "email"}, form={}, shared=True)


@example("messaging.notices", "messaging.rules", "messaging.channels_health", faces=BOTH)
async def nothing_named(place):
    return Example()


@example("messaging.notice", faces=BOTH)
async def notice(place):
    async with place.tenant.scope():
        await NoticeText.delete(force=True)
        await NoticeText(
            kind=KIND, channel="email", locale="zh-CN", subject=place.name(), body="x", changed_at=now()
        ).save()
    return Example(path={"kind": KIND}, query={"channel": "email", "lang": "zh-CN"}, shared=True, marker=place.marker)


@example("messaging.change_text", "messaging.preview", faces=BOTH)
async def text(place):
    form = {"channel": "email", "lang": "en", "subject": "x", "body": place.name()}
    return Example(path={"kind": KIND}, form=form, shared=True)


@example("messaging.channels", faces=BOTH)
async def channels(place):
    return Example(path={"kind": KIND}, form={"channels": "email"}, shared=True)


@example("messaging.change_rules", faces=BOTH)
async def rules(place):
    return Example(form={"quiet_from": "21:00", "quiet_until": "08:00", "cap": "20", "keep_days": "365"})


@example("messaging.change_server", faces=BOTH)
async def server(place):
    form = {"host": "smtp.example.com", "port": "465", "security": "tls", "sender": "service@example.com"}
    return Example(form=form)


@example("messaging.try_server", faces=BOTH)
async def trial(place):
    async with place.tenant.scope():
        await MailServer.delete(force=True)
        await MailServer(
            host="smtp.example.com", port=465, security="tls", sender="service@example.com", changed_at=now()
        ).save()
    return Example(form={})


@example("messaging.contact", "api.messaging.consent")
async def consent(place):
    return Example(path=await contact(place), marker=place.marker)


@example("messaging.say", "api.messaging.say")
async def say(place):
    said = {"channel": "email", "kind": KIND, "allowed": "false"}
    if place.face == "api":
        return Example(path=await contact(place), json=said | {"allowed": False})
    return Example(path=await contact(place), form=said)


@example("messaging.inbox", "messaging.bell", faces=EVERYBODY)
async def inbox(place):
    await delivery(place, status="sent", channel="inbox")
    return Example(marker=place.marker)


@example("messaging.read", faces=EVERYBODY)
async def read(place):
    return Example(path={"delivery_id": (await delivery(place, status="sent", channel="inbox")).id}, form={})


@example("messaging.read_all", faces=EVERYBODY)
async def read_all(place):
    return Example(form={"until": str((await delivery(place, status="sent", channel="inbox")).id)})


@example("messaging.preferences", faces=("portal",))
async def preferences(place):
    await place.contact_id()
    return Example(marker=place.marker)


@example("messaging.choose", faces=("portal",))
async def choose(place):
    return Example(form={"wanted": f"email {KIND}"})
