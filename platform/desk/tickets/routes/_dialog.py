"""How a dialog of the ticket's page is answered: what changed, or the form again with what was typed."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from litestar import Response

from desk.foundation.errors import Invalid, Refusal, Stale
from desk.foundation.translation import N_, gettext
from desk.foundation.web.pages import fragment
from desk.foundation.web.request import current_visit
from desk.tickets.routes._sheet import changed, parts, refused, whole_page
from desk.tickets.routes.many import assignable

NO_MOMENT = N_("Please enter a day and a time.")


async def in_dialog(
    name: str, number: int, values: dict[str, Any], doing: Callable[[], Awaitable[None]]
) -> Response[str]:
    """Do it and answer what changed; a form with faults comes again with what was typed."""
    kept = {key: value if isinstance(value, list) else str(value) for key, value in values.items()}
    try:
        await doing()
    except Invalid as refusal:
        if current_visit().is_fragment:
            context = await parts(number) | {"values": kept, "errors": refusal.fields, "members": await assignable()}
            return fragment(f"tickets/_{name.replace('-', '_')}.html", status=422, **context)
        return await whole_page(number, status=422, values=kept, errors=refusal.fields, opened=name)
    except Refusal as refusal:
        if current_visit().is_fragment and refusal.status == 409:
            return await refused(number, refusal)
        if not isinstance(refusal, Stale):
            raise
        return await whole_page(number, status=409, values=kept, conflict=str(refusal), opened=name)
    return await changed(number)


def moment_of(text: str, field: str = "until") -> datetime | None:
    """A moment from a browser's field, on the tenant's clock. Raises ``Invalid``."""
    if not text:
        return None
    try:
        said = datetime.fromisoformat(text)
        return said if said.tzinfo else said.replace(tzinfo=ZoneInfo(current_visit().tenant.zone))
    except ValueError:
        raise Invalid({field: gettext(NO_MOMENT)}) from None
