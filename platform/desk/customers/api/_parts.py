"""What is said over what is stored, and one of many."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.customers import masking, views
from desk.fields import queries as own_fields
from desk.fields import views as own_views
from desk.foundation.errors import NotFound
from desk.foundation.web.request import current_principal

ONE = "/customers/{customer_id:uuid}"
READ = "customer.read"


def merged(stored: Any, sent: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """What is stored with what was sent over it, as a form would send it; null empties a field."""
    kept = views.values_of(stored, names)
    told = masking.kept(str(stored._meta.tablename), sent, kept)
    return kept | {name: "" if value is None else value for name, value in told.items()}


def seen(owner: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of one thing as whoever asks sees them: a mask in a text, else null; ``masked`` names the fields."""
    shown = masking.hidden(owner, values, current_principal())
    masked = [name for name, one in shown.items() if one != values[name]]
    unsaid = {name: None for name in masked if not isinstance(values[name], str)}
    return shown | unsaid | {"masked": masked}


def one_of(found: Iterable[Record], wanted: UUID) -> Record:
    """The one with this id. Raises ``NotFound``."""
    one = next((one for one in found if one["id"] == wanted), None)
    if one is None:
        raise NotFound
    return one


async def custom_of(owner: str, ids: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    """What is said of these things in fields of the tenant's own, as programs get it."""
    held, by = await own_fields.values_of(owner, ids), current_principal()
    return {one: own_views.plain(owner, held.get(one, {}), by) for one in ids}
