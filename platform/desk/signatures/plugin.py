"""Signatures: somebody signed exactly this version of a document."""

from collections.abc import Callable, Sequence
from uuid import UUID

from desk.documents.kinds import kind_of, registered
from desk.files import access
from desk.foundation.errors import NotFound
from desk.foundation.events import Event
from desk.foundation.hooks import hookimpl
from desk.foundation.merging import MergeStep
from desk.foundation.notices import Notice
from desk.foundation.permissions import Permission
from desk.foundation.principals import Principal
from desk.foundation.privacy import ErasureStep, Given
from desk.foundation.reactions import Reaction, Schedule
from desk.foundation.things import Panel, TicketThing
from desk.foundation.translation import N_
from desk.foundation.web.request import current_principal
from desk.foundation.web.routing import Routes
from desk.search import kinds as found_kinds
from desk.signatures import (
    actions,
    api,
    commands,
    events,
    labels,
    merging,
    notices,
    permissions,
    privacy,
    queries,
    reactions,
    routes,
    views,
)

TITLE = N_("Signatures")
HOURLY = 3600


async def _may_read(signature_id: UUID, by: Principal) -> bool:
    """Whoever may print the document reads what was signed of it; the walls have hidden other customers'."""
    try:
        kind = kind_of((await queries.signature(signature_id))["kind"])
    except NotFound:
        return False
    return kind is not None and kind.may_print(by)


def _found() -> list[found_kinds.Kind]:
    """Signed documents: as many kinds as there are permissions to read documents."""
    signed = {one.reads: one for one in registered().values() if one.reads}
    return [
        found_kinds.Kind(actions.found_as(one), reads, N_("Signed documents"), "pen", one.id.partition(".")[0])
        for reads, one in signed.items()
    ]


access.register("signature", _may_read)
found_kinds.register_family(_found)
found_kinds.register_filling("signed:", "signature", actions.index_signature)


@hookimpl
def register_export_steps() -> list[Given]:
    return privacy.EXPORT


@hookimpl
def register_erasure_steps() -> list[ErasureStep]:
    return privacy.ERASURE


@hookimpl
def register_routes() -> Routes:
    return Routes(workspace=routes.WORKSPACE, api=api.HANDLERS, portal=routes.PORTAL)


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_merge_steps() -> Sequence[MergeStep]:
    return merging.STEPS


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    return {"signature.given": [reactions.index_signature]}


@hookimpl
def register_schedules() -> Sequence[Schedule]:
    return [Schedule(reactions.forget_codes, HOURLY)]


@hookimpl
def register_labels() -> dict[str, dict[str, str]]:
    return labels.LABELS


@hookimpl
def register_notices() -> Sequence[Notice]:
    return notices.NOTICES


@hookimpl
async def ticket_panels(ticket: TicketThing) -> list[Panel]:
    return await views.panel_of_subject("ticket", ticket.id, by=current_principal())


@hookimpl
def register_commands() -> Sequence[Callable[..., object]]:
    return [commands.signatures]
