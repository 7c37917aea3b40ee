"""Examples of what the frames show: home, search, files, failed work, plugins, partners."""

from desk.files.tables import StoredFile
from desk.foundation.database import execute, value
from desk.kit.ids import uuid7
from desk.kit.time import now

from .examples import Example, example


@example("workspace.home", "workspace.failed_work", "plugins.index", "workspace.api", "api.workspace.document")
@example("headquarters.own_scorecard", "headquarters.own_archive")
@example("headquarters.home", "headquarters.partners", "headquarters.partners_export", faces=("headquarters",))
@example("headquarters.scorecards", "headquarters.scorecards_export", faces=("headquarters",))
@example("headquarters.board", "headquarters.alerts", "headquarters.alerts_export", faces=("headquarters",))
async def nothing_named(place):
    return Example(marker=place.marker)


@example("search.find", "api.search.find")
async def search(place):
    return Example(query={"q": place.marker}, marker=place.marker)


@example("files.show", "files.thumbnail", faces=("workspace", "portal"))
@example("api.files.show")
async def file(place):
    """Attached to an entry for the customer, and looked into already."""
    number = await place.ticket("open")
    async with place.tenant.scope():
        ticket = await value("select id from ticket where number = $1", number)
        entry = uuid7()
        await execute(
            """insert into entry (tenant_id, id, ticket, customer, audience, author_kind, body, at)
               values ($1, $2, $3, $4, 'customer', 'member', 'x', $5)""",
            place.tenant.id,
            entry,
            ticket,
            place.customer,
            now(),
        )
        made = StoredFile(
            name=f"{place.name()}.txt",
            content_type="text/plain",
            size=1,
            status="ready",
            thumbnail=uuid7(),
            subject_kind="entry",
            subject_id=entry,
            customer_id=place.customer,
            audience="customer",
            by_kind="member",
            created_at=now(),
        )
        await made.save()
        return Example(path={"file_id": made.id}, marker=place.marker)


@example("workspace.panel")
async def panel(place):
    return Example(path={"plugin": "dummy"}, shared=True)


@example("workspace.retry")
async def retry(place):
    row = uuid7()
    async with place.tenant.scope():
        await execute(
            """insert into reaction (tenant_id, id, subscriber, lane, status, attempts, available_at, failed_at)
               values ($1, $2, 'people.nothing', 'default', 'failed', 8, $3, $3)""",
            place.tenant.id,
            row,
            now(),
        )
    return Example(path={"reaction_id": row}, form={})


@example("headquarters.scorecard", faces=("headquarters",))
async def scorecard(place):
    async with place.tenant.scope():
        await execute(
            """insert into partner (tenant_id, slug, name, status, published_at) values ($1, $2, $2, 'active', $3)
               on conflict do nothing""",
            place.tenant.id,
            place.tenant.slug,
            now(),
        )
    return Example(path={"slug": place.tenant.slug}, shared=True)


@example("headquarters.acknowledge", faces=("headquarters",))
async def acknowledge(place):
    alert = uuid7()
    async with place.tenant.scope():
        await execute(
            """insert into partner_alert (tenant_id, id, partner, slug, name, kind, value, worst, threshold, opened_at)
               values ($1, $2, $2, 'x', 'x', 'open', 1, 1, 1, $3)""",
            place.tenant.id,
            alert,
            now(),
        )
    return Example(path={"alert_id": alert}, form={})


@example("headquarters.ask_archive")
async def ask_archive(place):
    return Example(form={})


async def _archive(place, file=None):
    archive = uuid7()
    async with place.tenant.scope():
        await execute(
            """insert into partner_archive (tenant_id, id, status, file, asked_at) values ($1, $2, 'ready', $3, $4)""",
            place.tenant.id,
            archive,
            file,
            now(),
        )
    return archive


@example("headquarters.fetch_own_archive")
async def fetch_own_archive(place):
    async with place.tenant.scope():
        made = StoredFile(
            name="all.zip",
            content_type="application/zip",
            size=1,
            status="ready",
            subject_kind="partner_archive",
            subject_id=uuid7(),
            audience="team",
            by_kind="system",
            created_at=now(),
        )
        await made.save()
    return Example(path={"archive_id": await _archive(place, made.id)}, form={})


@example("headquarters.new_partner", faces=("headquarters",))
async def new_partner(place):
    return Example()


@example("headquarters.invite", faces=("headquarters",))
async def invite(place):
    slug = f"sweep-{place.name().lower().replace(' ', '-')}"
    return Example(form={"slug": slug, "name": slug, "admin_name": "李总", "admin_email": f"{slug}@example.com"})


@example("headquarters.partner", faces=("headquarters",))
async def partner(place):
    return Example(path={"slug": "acme"}, shared=True)


@example("headquarters.allow_plugins", faces=("headquarters",))
async def allow(place):
    return Example(path={"slug": "sweep-own"}, form={"plugin": ["loyalty", "training"]}, shared=True)


@example("headquarters.fetch_archive", faces=("headquarters",))
async def fetch_archive(place):
    path = {"slug": "sweep-own", "archive_id": uuid7()}
    return Example(path=path, form={"why": "x"}, shared=True, ok=(404,))


@example("headquarters.turn_partner", faces=("headquarters",))
async def turn(place):
    return Example(path={"slug": "sweep-own"}, form={"act": "reopen", "why": "x"}, shared=True, ok=(409,))
