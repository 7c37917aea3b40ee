"""The audit trail: page by page, and as a table to take along."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from asyncpg import Record
from litestar import Request, Response, get

from desk.foundation import labels, subjects
from desk.foundation.errors import NotFound, Unacceptable
from desk.foundation.permissions import needs
from desk.foundation.together import together
from desk.foundation.translation import N_, gettext
from desk.foundation.web import lists
from desk.foundation.web.lists import NOBODY, Asked, Choice, Column, Days, Export, Person, Sort, View
from desk.foundation.web.request import current_visit
from desk.kit.time import full_moment
from desk.people import actions, queries
from desk.people.queries import Wanted
from desk.people.routes._around import staff_tabs
from desk.people.views import audit_row, keys_of

AUDIT = "/audit"
READ = needs("audit.read")
ME = "me"


@dataclass(frozen=True, slots=True)
class Somebody(Person):
    """Whoever works or worked here; nobody in particular is no one."""

    def value(self, text: str) -> UUID | str:
        if text == NOBODY:
            raise Unacceptable
        return Person.value(self, text)

    def choices(self) -> Mapping[str, str]:
        return {ME: gettext("Me")}


async def _named(person: UUID) -> str:
    found = (await subjects.names_of([("member", person)])).get(("member", person))
    if found is None:
        raise NotFound
    return found


async def _people() -> list[tuple[str, str]]:
    """Everybody who works or worked here."""
    return [(str(one["id"]), one["name"]) for one in (*await queries.members(), *await queries.members("left"))]


async def _wanted(asked: Asked) -> Wanted:
    person, (since, until) = asked.value("person"), asked.value("on") or (None, None)
    ids = await queries.ids_of_member(person) if person else None
    return Wanted(asked.value("kind"), ids, since, until)


async def _listed(wanted: Wanted, *, sort: Sort, **place: Any) -> list[Record]:
    return await queries.audit_listed(wanted, **place)


async def _rows(found: Sequence[Record], _asked: Asked) -> list[dict[str, Any]]:
    names = await subjects.names_of(keys_of(found))
    return [audit_row(one, names) for one in found]


def _of(name: str) -> Any:
    return lambda line: line.row[name]


TRAIL = lists.List(
    name="audit",
    word=N_("Audit trail"),
    path=AUDIT,
    here="members",
    permission="audit.read",
    template="people/audit.html",
    cells="people/_audit_cells.html",
    columns=(
        Column("what", N_("What"), "pd-fill", _of("text"), fixed=True),
        Column("who", N_("Who"), "pd-nowrap", _of("by"), drawn=False),
        Column("kind", N_("Kind"), "pd-nowrap", _of("kind")),
        Column("about", N_("About"), "pd-hide-phone", _of("about")),
        Column("network", N_("Network"), "pd-num pd-quiet pd-small pd-hide-tablet", _of("network")),
        Column("event", N_("Event"), "pd-small pd-hide-tablet", _of("name"), usual=False),
        Column(
            "at",
            N_("Time"),
            "pd-num pd-quiet pd-small pd-last pd-nowrap",
            lambda line: full_moment(line.record["at"], line.zone),
        ),
    ),
    views=(View("all", N_("All"), "newest", counted=False),),
    usual_view="all",
    sorts=(Sort("newest", N_("newest first"), "at"),),
    filters=(
        Choice("kind", N_("Kind"), lambda: labels.words("audit")),
        Somebody("person", N_("Who"), _named, _people),
        Days("on", N_("Days")),
    ),
    export=Export("audit.read", actions.note_export, "export"),
    said="text",
    wanted=_wanted,
    listed=_listed,
    counted=lambda several: together([queries.counting_audit(wanted, most=most) for wanted, most in several]),
    rows=_rows,
)


@get(AUDIT, name="people.audit", opt=READ)
async def trail(request: Request[Any, Any, Any]) -> Response[str]:
    """The trail, the latest first, by kind, person and days."""
    frame = "layouts/headquarters.html" if current_visit().face == "headquarters" else "layouts/workspace.html"
    return await lists.show(TRAIL, request, frame=frame, tabs=staff_tabs(AUDIT))


@get(f"{AUDIT}/export.csv", name="people.export_audit", opt=READ)
async def export(request: Request[Any, Any, Any]) -> Response[Any]:
    """The same as a table; that it was taken out is noted, too."""
    return await lists.take_out(TRAIL, request)


HANDLERS = (trail, export)
