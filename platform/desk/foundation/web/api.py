"""
What programs send and get: JSON as a struct, every wrong field named in the answer.

A handler of the API says in its ``opt`` what the description of the API says of it:

    @post("/tickets", name="api.tickets.create", opt=needs("ticket.open", says=N_("Open a ticket."), body=ApiTicket))
    async def create(request: Request[Any, Any, Any]) -> answers.Ticket:

``says`` is its sentence, ``body`` the form that it reads, ``example`` one that is taken, ``refuses`` the statuses that
not every route may answer; the answer is what it returns.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Annotated, Any, Generic, TypeVar
from uuid import UUID

import msgspec
from litestar import Request

from desk.foundation.errors import Invalid, Refusal, Unacceptable
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import Form, read_values

Instant = Annotated[datetime, msgspec.Meta(tz=True)]
F = TypeVar("F", bound=Form)
S = TypeVar("S", bound=msgspec.Struct)
T = TypeVar("T")
PLAIN = N_("This should be a plain value.")
JSON = "application/json"


class Unsupported(Refusal):
    """Bytes of another kind than the route reads."""

    status = 415
    sentence = N_("This is sent as {kind}.")


class Listed(msgspec.Struct, Generic[T]):
    """Some of a list, and the cursor of what follows; without one there is no more."""

    items: list[T]
    next: str | None = None


class Whom(msgspec.Struct):
    """Whoever acted, or what it was about: a kind and an id."""

    kind: str
    id: UUID | None


async def read_json(request: Request[Any, Any, Any], form: type[F], *, optional: bool = False) -> F:
    """
    The body as a struct; with ``optional``, no body is an empty one.

    Raises ``Unsupported`` and ``Unacceptable`` for no JSON object, and ``Invalid`` with a sentence per field.
    """
    return read_values(await read_object(request, optional=optional), form)


async def read_object(request: Request[Any, Any, Any], *, optional: bool = False) -> dict[str, Any]:
    """The fields of a JSON object, each a plain value or a list of them. Raises as ``read_json`` does."""
    body = await request.body()
    if optional and not body:
        return {}
    check_kind(request, JSON)
    try:
        values = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise Unacceptable from None
    if not isinstance(values, dict):
        raise Unacceptable
    wrong = [key for key, value in values.items() if _is_nested(value)]
    if wrong:
        raise Invalid(dict.fromkeys(wrong, gettext(PLAIN)))
    return values


def check_kind(request: Request[Any, Any, Any], kind: str, *, needed: bool = False) -> None:
    """Raise ``Unsupported`` when a body says that it is something else. One that says nothing may be believed."""
    said = request.headers.get("content-type", "" if needed else kind).partition(";")[0].strip().lower()
    if said != kind:
        raise Unsupported(kind=kind)


def answer(kind: type[S], row: Mapping[str, Any], **more: Any) -> S:
    """A struct from a row that has its columns; ``more`` are the fields that it hasn't."""
    return kind(**{name: row[name] for name in _names(kind) if name not in more}, **more)


@cache
def _names(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    return tuple(one.encode_name for one in msgspec.structs.fields(kind))


def _is_nested(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, list | dict) for one in value))
