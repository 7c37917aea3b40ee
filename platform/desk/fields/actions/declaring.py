"""Saying which fields there are. They stand in the tenant's settings; the facts are their history."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
from msgspec.structs import replace

from desk.fields import queries
from desk.fields.errors import KeyThere, KindStays, TooMany
from desk.fields.events import FieldChanged, FieldDeclared, FieldRestored, FieldRetired, FieldsOrdered
from desk.fields.permissions import MANAGE
from desk.fields.settings import declared, stored
from desk.fields.states import MOST, OWNERS, Choice, Field
from desk.foundation.errors import Forbidden, NotFound
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.registry import refresh
from desk.foundation.tenancy import current_scope

_CHANGING = ("zh", "en", "required", "confidential", "choices")


async def declare_field(owner: str, field: Field, *, by: Principal) -> None:
    """Add a field behind the others. Raises ``KeyThere`` and ``TooMany``."""
    known = await _known(owner, by)
    if any(one.key == field.key for one in known):
        raise KeyThere(key=field.key)
    if len(known) >= MOST:
        raise TooMany(most=MOST)
    await _keep(owner, [*known, field])
    await record(FieldDeclared(_tenant(), by=by, owner=owner, key=field.key, kind=field.kind))


async def change_field(owner: str, field: Field, *, by: Principal) -> None:
    """Change words, choices and what is asked; raises ``KindStays``. A choice that is left out is retired."""
    known = await _known(owner, by)
    old = _one(known, field.key)
    if old.kind != field.kind:
        raise KindStays(key=field.key)
    new = replace(field, choices=_choices(old, field), retired=old.retired)
    what = [name for name in _CHANGING if getattr(old, name) != getattr(new, name)]
    if not what:
        return
    await _keep(owner, [new if one is old else one for one in known])
    if "confidential" in what:
        await queries.let_be_found(owner, field.key, new.is_found)
    await record(FieldChanged(_tenant(), by=by, owner=owner, key=field.key, what=what))


async def retire_field(owner: str, key: str, *, retired: bool = True, by: Principal) -> None:
    """Ask for a field no more, or again. What was said in it stays."""
    known = await _known(owner, by)
    old = _one(known, key)
    if old.retired == retired:
        return
    await _keep(owner, [replace(one, retired=retired) if one is old else one for one in known])
    await record((FieldRetired if retired else FieldRestored)(_tenant(), by=by, owner=owner, key=key))


async def order_fields(owner: str, keys: Sequence[str], *, by: Principal) -> None:
    """Put the fields into this order; those that aren't named stand behind."""
    known = await _known(owner, by)
    named = [_one(known, key) for key in dict.fromkeys(keys)]
    wanted = [*named, *(one for one in known if one not in named)]
    if wanted == known:
        return
    await _keep(owner, wanted)
    await record(FieldsOrdered(_tenant(), by=by, owner=owner, keys=[one.key for one in wanted]))


async def set_fields(owner: str, wanted: Sequence[Field], *, by: Principal) -> None:
    """Let an owner have these fields in this order, and retire all others: as a tenant file says it."""
    for field in wanted:
        known = {one.key for one in declared(owner)}
        await (change_field if field.key in known else declare_field)(owner, field, by=by)
        await retire_field(owner, field.key, retired=field.retired, by=by)
    named = [one.key for one in wanted]
    for one in declared(owner):
        if one.key not in named:
            await retire_field(owner, one.key, by=by)
    await order_fields(owner, named, by=by)


async def _known(owner: str, by: Principal) -> list[Field]:
    if not by.may(MANAGE):
        raise Forbidden
    if owner not in OWNERS:
        raise NotFound
    await queries.lock_declared()
    await refresh()
    return list(declared(owner))


async def _keep(owner: str, fields: Sequence[Field]) -> None:
    all_of_them = {one: declared(one) for one in OWNERS} | {owner: tuple(fields)}
    await queries.keep_declared(msgspec.json.encode(stored(all_of_them)).decode())
    await refresh()


def _one(known: Sequence[Field], key: str) -> Field:
    for one in known:
        if one.key == key:
            return one
    raise NotFound


def _choices(old: Field, new: Field) -> tuple[Choice, ...]:
    named = {one.key for one in new.choices}
    return (*new.choices, *(replace(one, retired=True) for one in old.choices if one.key not in named))


def _tenant() -> UUID:
    return current_scope().tenant.id
