"""What people and programs may say in fields of a tenant's own, and of the fields themselves."""

from collections.abc import Callable, Collection, Mapping
from typing import Annotated, Any, TypeVar

import msgspec
from msgspec import Meta

from desk.fields import kinds
from desk.fields.actions import Own
from desk.fields.permissions import CONFIDENTIAL
from desk.fields.settings import declared, live
from desk.fields.states import CHOOSING, PREFIX, Choice, Field, Kind
from desk.foundation.errors import Invalid
from desk.foundation.principals import Principal
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import REQUIRED, Form, read_values

T = TypeVar("T")
NO_FIELD = N_("There is no such field.")
NO_CHOICE = N_("Name at least one choice.")
TWICE = N_("Two choices have this name.")


class FieldForm(Form):
    zh: Annotated[str, Meta(max_length=40)]
    en: Annotated[str, Meta(max_length=40)] = ""
    required: bool = False
    confidential: bool = False
    choice_key: list[str] = []
    choice_zh: list[str] = []
    choice_en: list[str] = []


class NewFieldForm(FieldForm, kw_only=True):
    key: Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,38}$")]
    kind: Kind


class OrderForm(Form):
    """The keys in their order; ``up`` is moved one place towards the beginning."""

    keys: list[str]
    up: str = ""


def read_both(
    owner: str,
    values: Mapping[str, Any],
    fields: Callable[[Mapping[str, Any]], T],
    *,
    by: Principal,
    whole: bool = True,
) -> tuple[T, Own]:
    """The house's fields and the tenant's own. Raises ``Invalid`` with all that is wrong with either."""
    faults: dict[str, str] = {}
    found: T | None = None
    own: Own = {}
    for read in ("house", "own"):
        try:
            if read == "house":
                found = fields(values)
            else:
                own = read_own(owner, values, by=by, whole=whole)
        except Invalid as refusal:
            faults |= refusal.fields
    if faults or found is None:
        raise Invalid(faults)
    return found, own


def read_own(owner: str, values: Mapping[str, Any], *, by: Principal, whole: bool = True) -> Own:
    """
    What is said in fields of the tenant's own. Raises ``Invalid``.

    ``whole``: every field is meant, also where nothing is sent; otherwise only those that are sent.
    """
    given, asked = _given(values), {one.key: one for one in live(owner) if may_see(one, by)}
    faults = {PREFIX + key: gettext(NO_FIELD) for key in given if key not in asked and not _is_known(owner, key)}
    own: dict[str, str] = {}
    for key, field in asked.items():
        if not whole and key not in given:
            continue
        try:
            own[key] = kinds.read(field, given.get(key))
        except ValueError as fault:
            faults[field.name] = str(fault)
            continue
        if field.required and not own[key]:
            faults[field.name] = gettext(REQUIRED)
    if faults:
        raise Invalid(faults)
    return own


def may_see(field: Field, by: Principal) -> bool:
    """Whether what stands in a field is for whoever looks."""
    return not field.confidential or by.may(CONFIDENTIAL)


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    """By key: as a program sends them, in one object, or a browser, each as a field of the form."""
    said = values.get("custom")
    sent = dict(said) if isinstance(said, Mapping) else {}
    return sent | {name.removeprefix(PREFIX): value for name, value in values.items() if name.startswith(PREFIX)}


def _is_known(owner: str, key: str) -> bool:
    """A field that was retired while the form was open is let be."""
    return any(one.key == key and one.retired for one in declared(owner))


def read_new(values: Mapping[str, Any]) -> Field:
    """A field that shall be declared. Raises ``Invalid``."""
    form = read_values(values, NewFieldForm)
    return _field(form.key, form.kind, form)


def read_change(values: Mapping[str, Any], field: Field) -> Field:
    """A field as it shall be. Raises ``Invalid``."""
    return _field(field.key, field.kind, read_values(values, FieldForm), {one.key for one in field.choices})


def _field(key: str, kind: Kind, form: FieldForm, taken: Collection[str] = ()) -> Field:
    choices = _choices(form, taken) if kind in CHOOSING else ()
    if kind in CHOOSING and not choices:
        raise Invalid({"choice_zh": gettext(NO_CHOICE)})
    if len({one.zh for one in choices}) < len(choices):
        raise Invalid({"choice_zh": gettext(TWICE)})
    try:
        said = {"key": key, "kind": kind, "zh": form.zh, "en": form.en, "choices": msgspec.to_builtins(choices)}
        return msgspec.convert(said | {"required": form.required, "confidential": form.confidential}, Field)
    except msgspec.ValidationError as fault:
        raise Invalid({"choice_zh": str(fault)}) from None


def _choices(form: FieldForm, known: Collection[str]) -> tuple[Choice, ...]:
    """The rows that have a name; one without a key is new and gets the next that nobody has had."""
    count = len(form.choice_zh)
    keys = [*form.choice_key, *([""] * count)][:count]
    english = [*form.choice_en, *([""] * count)][:count]
    taken, found = {*known, *keys}, []
    for key, zh, en in zip(keys, form.choice_zh, english, strict=True):
        if not zh:
            continue
        number = 1
        while not key and f"c{number}" in taken:
            number += 1
        key = key or f"c{number}"
        taken.add(key)
        found.append(Choice(key, zh, en))
    return tuple(found)
