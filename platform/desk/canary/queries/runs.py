"""How the runs went."""

from uuid import UUID

from asyncpg import Record

from desk.canary.tables import CanaryRun
from desk.foundation.canaries import SLUGS
from desk.foundation.database import row, rows, value
from desk.foundation.errors import NotFound
from desk.settings import settings

SHOWN = 30


async def run(run_id: UUID, *, lock: bool = False) -> CanaryRun:
    """One run. Raises ``NotFound``."""
    query = CanaryRun.objects().where(CanaryRun.id == run_id).first()
    found = await (query.lock_rows("UPDATE") if lock else query)
    if found is None:
        raise NotFound
    return found


async def running() -> CanaryRun | None:
    """The run that is under way, locked."""
    under_way = CanaryRun.objects().where(CanaryRun.status == "running").first()
    found: CanaryRun | None = await under_way.lock_rows("UPDATE")
    return found


async def last_run() -> Record | None:
    """The run that ended last."""
    return await row("select * from canary_run where ended_at is not null order by ended_at desc limit 1")


async def runs() -> list[Record]:
    """The last runs, the newest first."""
    return await rows(
        "select id, status, begun_at, ended_at, place, steps, leaked from canary_run order by begun_at desc limit $1",
        SHOWN,
    )


async def are_founded() -> bool:
    """Whether both tenants are registered, whichever tenant asks."""
    base = settings.base_domain.partition(":")[0]
    return all([await value("select tenant_id from tenant_at($1)", f"{slug}.{base}") for slug in SLUGS])


async def member_of(credential: UUID) -> UUID:
    """The member who signs in with it, in the open tenant."""
    return UUID(str(await value("select id from member where credential = $1", credential)))


async def credential_of_member(staff_no: str) -> UUID | None:
    """With what the member of this number signs in."""
    found: UUID | None = await value("select credential from member where staff_no = $1", staff_no)
    return found


async def credential_of_contact(name: str) -> tuple[UUID, UUID] | None:
    """With what the contact of this name signs in, and for which customer."""
    found = await row("select credential, customer from contact where name = $1 and credential is not null", name)
    return (found["credential"], found["customer"]) if found else None


async def tokens() -> list[Record]:
    """All tokens of the open tenant that still count."""
    return await rows("select id from api_token where revoked_at is null")


async def operators() -> list[Record]:
    """Whom the alarm wakes: everybody at headquarters who may have it tried again."""
    return await rows("select id from member where status = 'active' and 'hq_admin' = any(roles) order by id")
