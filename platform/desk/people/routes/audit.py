"""The audit trail: page by page, and as a table to take along."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from litestar import Request, Response, get

from desk.foundation import labels, subjects
from desk.foundation.errors import Unacceptable
from desk.foundation.permissions import needs
from desk.foundation.translation import N_, gettext
from desk.foundation.web.lists import table
from desk.foundation.web.pages import page
from desk.foundation.web.request import current_principal, current_visit
from desk.kit.time import full_moment
from desk.people import actions, queries
from desk.people.queries import Wanted
from desk.people.routes._around import staff_tabs
from desk.people.views import audit_row, keys_of

AUDIT = "/audit"
SIZE = 50
MOST = 20_000
"""Rows of one export; a narrower one takes the rest."""
HEADINGS = (N_("Time"), N_("Kind"), N_("Who"), N_("What"), N_("About"), N_("Network"), N_("Event"))


class Asked:
    """What of the trail the address asks for. Raises ``Unacceptable`` for what can't be read."""

    def __init__(self, query: Mapping[str, str]) -> None:
        try:
            self.wanted = Wanted(
                kind=query.get("kind") or None,
                person=UUID(query["person"]) if query.get("person") else None,
                from_on=_day(query.get("from_on")),
                to_on=_day(query.get("to_on")),
            )
        except ValueError:
            raise Unacceptable from None
        if self.wanted.kind not in (None, *labels.words("audit")):
            raise Unacceptable
        self.values = {key: query.get(key, "") for key in ("kind", "person", "from_on", "to_on")}

    def address(self, path: str = AUDIT, **more: str) -> str:
        """The same question at another place."""
        kept = {key: value for key, value in (self.values | more).items() if value}
        return f"{path}?{urlencode(kept)}" if kept else path


def _day(text: str | None) -> date | None:
    """A day that has a day after it. Raises ``ValueError``."""
    day = date.fromisoformat(text) if text else None
    if day is not None and not 1900 < day.year < 3000:
        raise ValueError
    return day


@get(AUDIT, name="people.audit", opt=needs("audit.read"))
async def trail(request: Request[Any, Any, Any]) -> Response[str]:
    """The trail, the latest first, by kind, person and day."""
    asked = Asked(request.query_params)
    found = await queries.audited(asked.wanted, size=SIZE, cursor=request.query_params.get("after"))
    names = await subjects.names_of(keys_of(found.items))
    return page(
        "people/audit.html",
        here="members",
        views=staff_tabs(AUDIT),
        rows=[audit_row(one, names) for one in found.items],
        values=asked.values,
        kinds=[("", gettext("All")), *labels.words("audit").items()],
        people=await _people(),
        next_url=asked.address(after=found.next) if found.next else None,
        first_url=asked.address() if found.previous else None,
        export_url=asked.address(f"{AUDIT}.csv"),
        most=MOST,
    )


@get(f"{AUDIT}.csv", name="people.export_audit", opt=needs("audit.read"))
async def export(request: Request[Any, Any, Any]) -> Response[Any]:
    """The same as a table, at most so many rows; that it was taken out is noted, too."""
    asked, zone = Asked(request.query_params), current_visit().tenant.zone
    found = await queries.audited(asked.wanted, size=MOST)
    names = await subjects.names_of(keys_of(found.items))
    await actions.note_export(len(found.items), by=current_principal())
    return await table("audit", HEADINGS, [_line(audit_row(one, names), zone) for one in found.items])


def _line(one: dict[str, Any], zone: str) -> list[str]:
    at = full_moment(one["at"], zone)
    return [at, one["kind"], one["by"], one["text"], one["about"], one["network"], one["name"]]


async def _people() -> list[tuple[str, str]]:
    """Everybody who works or worked here."""
    found = [*await queries.members(), *await queries.members("left")]
    return [("", gettext("Everybody")), *((str(one["id"]), one["name"]) for one in found)]


HANDLERS = (trail, export)
