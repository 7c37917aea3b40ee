"""One ticket as programs get it."""

from datetime import datetime
from typing import Any

from asyncpg import Record
from litestar import Request

from desk.foundation.errors import Invalid
from desk.foundation.translation import N_, gettext
from desk.foundation.web.api import answer, read_json, tagged, version_seen
from desk.tickets import answers, queries
from desk.tickets.forms import VersionForm

ONE = "/tickets/{reference:str}"
READ = "ticket.read"
NO_ZONE = N_("Please say the zone, too: 2026-11-20T10:00:00+08:00.")


async def one_ticket(number: int) -> answers.Ticket:
    """One ticket by its number, with its version as its tag. Raises ``NotFound``."""
    found = await queries.sheet(number)
    people = {role: _named(found, role) for role in ("contact", "assignee", "first_responder", "asked")}
    customer = answers.Named(found["customer"], found["customer_name"])
    return tagged(answer(answers.Ticket, found, customer=customer, **people), found["version"])


async def looked_at(request: Request[Any, Any, Any], reference: str) -> tuple[int, int | None]:
    """The ticket's number, and the version that was looked at where the body says one."""
    form = await read_json(request, VersionForm, optional=True)
    return await queries.number_of(reference), version_seen(form.version)


def zoned(until: datetime | None, field: str = "until") -> datetime | None:
    """A moment with its zone. Raises ``Invalid`` for one without."""
    if until is not None and until.tzinfo is None:
        raise Invalid({field: gettext(NO_ZONE)})
    return until


def _named(found: Record, role: str) -> answers.Named | None:
    return answers.Named(found[role], found[f"{role}_name"]) if found[role] else None
