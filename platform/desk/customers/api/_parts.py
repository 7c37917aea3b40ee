"""What is said over what is stored, and one of many."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from asyncpg import Record

from desk.customers import views
from desk.foundation.errors import NotFound

ONE = "/customers/{customer_id:uuid}"
READ = "customer.read"


def merged(stored: Any, sent: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """What is stored with what was sent over it, as a form would send it; null empties a field."""
    kept = views.values_of(stored, names)
    return kept | {name: "" if value is None else value for name, value in sent.items()}


def one_of(found: Iterable[Record], wanted: UUID) -> Record:
    """The one with this id. Raises ``NotFound``."""
    one = next((one for one in found if one["id"] == wanted), None)
    if one is None:
        raise NotFound
    return one
