"""
Forms: one msgspec struct per form; all its errors at once, field by field.

A struct's field is a str, int, bool, UUID, list of str, an object whose values a slice reads itself, or an optional one
of these; ``msgspec.Meta`` gives lengths and patterns. What was typed is kept and shown again.
"""

import re
import types
import typing
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

import msgspec
from litestar import Request
from litestar.datastructures import UploadFile
from litestar.enums import RequestEncodingType

from desk.foundation.errors import Invalid, Refusal, Unacceptable
from desk.foundation.translation import N_, gettext

S = TypeVar("S", bound=msgspec.Struct)

REQUIRED = N_("Please fill this in.")
TOO_LONG = N_("At most {limit} characters fit here; this has {count}.")
TOO_SHORT = N_("At least {limit} characters are needed.")
NOT_A_NUMBER = N_("This should be a whole number.")
NOT_A_CHOICE = N_("Please choose one of the offered values.")
NOT_READABLE = N_("This can't be read. Please check it.")
MOST_FIELDS = 1_000
"""Fields that a form may have: to read a body of nothing but ampersands would keep everybody else waiting."""
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Form(msgspec.Struct, kw_only=True, forbid_unknown_fields=False):
    """The base of all forms."""


async def typed(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """What was sent: lists where a name came several times, files as uploads. Raises ``Unacceptable``."""
    found: dict[str, Any] = {}
    if request.content_type[0] == RequestEncodingType.URL_ENCODED and (await request.body()).count(b"&") >= MOST_FIELDS:
        raise Unacceptable
    try:
        form = await request.form()
    except (LookupError, ValueError):
        raise Unacceptable from None  # a part in an encoding that isn't one, or not in its own
    for name in form:
        values = form.getall(name)
        found[name] = list(values) if len(values) > 1 else values[0]
    return found


async def read_form(request: Request[Any, Any, Any], form: type[S]) -> S:
    """The form as a struct. Raises ``Invalid`` with a sentence for each field that needs another look."""
    return read_values(await typed(request), form)


def read_values(values: Mapping[str, Any], form: type[S]) -> S:
    """A struct from plain values. Raises ``Invalid``."""
    read, faults = {}, {}
    for field in _fields_of(form):
        try:
            found = _convert(values.get(field.sent_as), field.kind, field.required)
            if found is _ABSENT:
                continue
            _measure(found, field.metas)
            read[field.name] = None if found == "" and field.optional else found
        except _Fault as fault:
            faults[field.name] = str(fault)
    if faults:
        raise Invalid(faults)
    return form(**read)


def kept(values: Mapping[str, Any], refusal: Refusal) -> dict[str, Any]:
    """
    What a page shows again after a refusal: its status, what was typed, the errors field by field, or the sentence.

    Raises the refusal again where the page could do nothing about it.
    """
    if refusal.status not in (409, 422):
        raise refusal
    errors = refusal.fields if isinstance(refusal, Invalid) else {}
    way_out = gettext(refusal.way_out) if refusal.way_out else ""
    return {
        "status": refusal.status,
        "values": {name: str(value) for name, value in values.items()},
        "errors": errors,
        "refused": "" if errors else f"{refusal} {way_out}".strip(),
    }


def files(values: Mapping[str, Any], name: str) -> list[UploadFile]:
    """The uploads of one field; an empty file input sends one without a name, which is left out."""
    given = values.get(name)
    several = given if isinstance(given, list) else [given]
    return [one for one in several if isinstance(one, UploadFile) and one.filename]


class _Field(typing.NamedTuple):
    """What is to be known of one field of a form."""

    name: str
    sent_as: str
    kind: Any
    optional: bool
    required: bool
    metas: tuple[msgspec.Meta, ...]


@cache
def kinds_of(form: type[msgspec.Struct]) -> Mapping[str, type]:
    """What the fields of a form are sent as in JSON: ``bool``, ``int``, ``list``, ``dict``, all else as ``str``."""
    plain = {one.sent_as: typing.get_origin(one.kind) or one.kind for one in _fields_of(form)}
    return {name: kind if kind in (bool, int, list, dict) else str for name, kind in plain.items()}


@cache
def _fields_of(form: type[msgspec.Struct]) -> tuple[_Field, ...]:
    """The fields of a form, looked at once."""
    hints, found = typing.get_type_hints(form, include_extras=True), []
    for one in msgspec.structs.fields(form):
        hint, metas = _unwrapped(hints[one.name])
        kind, optional = _optional(hint)
        kind, more = _unwrapped(kind)
        required = one.default is msgspec.NODEFAULT and one.default_factory is msgspec.NODEFAULT
        found.append(_Field(one.name, one.encode_name, kind, optional, required, (*metas, *more)))
    return tuple(found)


class _Fault(Exception):
    """One field's fault, translated."""


_ABSENT = object()


def _unwrapped(hint: Any) -> tuple[Any, tuple[msgspec.Meta, ...]]:
    if typing.get_origin(hint) is typing.Annotated:
        inner, *metas = typing.get_args(hint)
        deeper, more = _unwrapped(inner)
        return deeper, (*(one for one in metas if isinstance(one, msgspec.Meta)), *more)
    return hint, ()


def _optional(hint: Any) -> tuple[Any, bool]:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        kinds = [one for one in typing.get_args(hint) if one is not type(None)]
        return kinds[0], True
    return hint, False


def _convert(given: Any, kind: Any, required: bool) -> Any:
    if typing.get_origin(kind) is list:
        several = given if isinstance(given, list) else [] if given in (None, "") else [given]
        return [_clean(one) for one in several]
    if typing.get_origin(kind) is dict:
        return given if isinstance(given, dict) else {}
    if isinstance(given, list):
        given = given[-1] if given else None
    if kind is bool:
        return given in (True, "true", "on", "1", "yes")
    text = _clean(given) if given is not None else ""
    if text == "":
        if required:
            raise _Fault(gettext(REQUIRED))
        return _ABSENT if given is None else ("" if kind is str else _ABSENT)
    return _scalar(text, kind)


def _clean(given: Any) -> str:
    text = given if isinstance(given, str) else str(given)
    return _CONTROL.sub("", text.replace("\r\n", "\n")).encode("utf-8", "replace").decode().strip()


def _scalar(text: str, kind: Any) -> Any:
    if kind is int:
        if not re.fullmatch(r"-?[0-9]{1,15}", text):
            raise _Fault(gettext(NOT_A_NUMBER))
        return int(text)
    if kind is UUID:
        try:
            return UUID(text)
        except ValueError:
            raise _Fault(gettext(NOT_A_CHOICE)) from None
    if typing.get_origin(kind) is typing.Literal:
        if text not in typing.get_args(kind):
            raise _Fault(gettext(NOT_A_CHOICE))
        return text
    if kind is str:
        return text
    try:
        return msgspec.convert(text, kind, strict=False)
    except msgspec.ValidationError:
        raise _Fault(gettext(NOT_READABLE)) from None


def _measure(found: Any, metas: tuple[msgspec.Meta, ...]) -> None:
    for meta in metas:
        if isinstance(found, str):
            if meta.max_length is not None and len(found) > meta.max_length:
                raise _Fault(gettext(TOO_LONG).format(limit=meta.max_length, count=len(found)))
            if meta.min_length is not None and len(found) < meta.min_length:
                raise _Fault(gettext(TOO_SHORT).format(limit=meta.min_length))
            if meta.pattern is not None and not re.search(meta.pattern, found):
                raise _Fault(gettext(NOT_READABLE))
        is_number = isinstance(found, int) and not isinstance(found, bool)
        if is_number and ((meta.ge is not None and found < meta.ge) or (meta.le is not None and found > meta.le)):
            raise _Fault(gettext(NOT_A_NUMBER))
