"""
What programs send and get: JSON as a struct, every wrong field named in the answer.

A handler of the API says in its ``opt`` what the description of the API says of it:

    @post("/tickets", name="api.tickets.create", opt=needs("ticket.open", says=N_("Open a ticket."), body=ApiTicket))
    async def create(request: Request[Any, Any, Any]) -> answers.Ticket:

``says`` is its sentence, ``body`` the form that it reads, ``example`` one that is taken, ``refuses`` the statuses that
not every route may answer, ``versioned`` that it knows ``ETag`` and ``If-Match``, ``partial`` that what isn't sent is
taken from elsewhere, as with any ``PATCH``; the answer is what it returns.
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
from desk.foundation.web.forms import NOT_A_NUMBER, Form, kinds_of, read_values
from desk.foundation.web.headers import header
from desk.foundation.web.request import current_visit

Instant = Annotated[datetime, msgspec.Meta(tz=True)]
F = TypeVar("F", bound=Form)
S = TypeVar("S", bound=msgspec.Struct)
T = TypeVar("T")
PLAIN = N_("This should be a plain value.")
NO_TEXT = N_("This should be text.")
NO_LIST = N_("This should be a list of texts.")
NO_OBJECT = N_("This should be an object of plain values.")
NEITHER = N_("This should be true or false.")
JSON = "application/json"
UNKNOWN = -1
"""A version that nothing has: what was looked at was never ours."""


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
    return read_values(await read_object(request, form, optional=optional), form)


async def read_object(request: Request[Any, Any, Any], *forms: type[Form], optional: bool = False) -> dict[str, Any]:
    """The fields of a JSON object, of the kinds that these forms say. Raises as ``read_json`` does."""
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
    kinds = {name: kind for form in forms for name, kind in kinds_of(form).items()}
    faults = {name: fault for name, value in values.items() if (fault := _fault(value, kinds.get(name)))}
    if faults:
        raise Invalid({name: gettext(fault) for name, fault in faults.items()})
    return values


def check_kind(request: Request[Any, Any, Any], kind: str, *, needed: bool = False) -> None:
    """Raise ``Unsupported`` when a body says that it is something else. One that says nothing may be believed."""
    said = request.headers.get("content-type", "" if needed else kind).partition(";")[0].strip().lower()
    if said != kind:
        raise Unsupported(kind=kind)


def tagged(found: S, version: object) -> S:
    """The same answer, with the version of what it shows as its ``ETag``."""
    current_visit().tag = f'"{version}"'
    return found


def tag_seen() -> str | None:
    """What ``If-Match`` says was looked at; None where it says nothing. Raises ``Unacceptable`` for several."""
    said = (header(current_visit().scope, b"if-match") or "*").strip()
    if said == "*":
        return None
    if "," in said:
        raise Unacceptable
    return said.removeprefix("W/").strip('"')


def version_seen(said: int | None = None) -> int | None:
    """The version that was looked at, as ``If-Match`` says it or else the body; None changes whatever is there."""
    tag = tag_seen()
    if tag is None:
        return said
    return int(tag) if tag.isascii() and tag.isdigit() and len(tag) < 10 else UNKNOWN


def answer(kind: type[S], row: Mapping[str, Any], **more: Any) -> S:
    """A struct from a row that has its columns; ``more`` are the fields that it hasn't."""
    return kind(**{name: row[name] for name in _names(kind) if name not in more}, **more)


@cache
def _names(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    return tuple(one.encode_name for one in msgspec.structs.fields(kind))


def _fault(value: Any, kind: type | None) -> str | None:
    """What is wrong with the kind of a value; of one that no form knows, only that it isn't plain."""
    if value is None:
        return None
    if kind is list:
        is_list = isinstance(value, list) and all(isinstance(one, str) for one in value)
        return None if is_list else NO_LIST
    if kind is dict:
        return _fault_within(value)
    if isinstance(value, list | dict):
        return PLAIN
    if kind is bool:
        return None if isinstance(value, bool) else NEITHER
    if kind is int:
        return None if isinstance(value, int) and not isinstance(value, bool) else NOT_A_NUMBER
    return None if kind is None or isinstance(value, str) else NO_TEXT


def _fault_within(value: Any) -> str | None:
    """What is wrong with an object of plain values and lists of texts."""
    if not isinstance(value, dict):
        return NO_OBJECT
    faults = (_fault(one, list if isinstance(one, list) else None) for one in value.values())
    return next(filter(None, faults), None)
