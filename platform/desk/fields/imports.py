"""
The tables ``[[fields.<owner>]]`` of a tenant file; owners are customer, contact and product.

    [[fields.customer]]
    key = "tier"
    kind = "choice"
    zh = "档位"
    en = "Tier"
    required = true
    choices = [{ key = "gold", zh = "金", en = "Gold" }, { key = "silver", zh = "银", en = "Silver" }]

Of an owner that is named all fields count, in this order: those that are left out are retired.
"""

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec.structs import replace

from desk.fields import actions
from desk.fields.settings import declared
from desk.fields.states import CHOOSING, MOST, OWNERS, Field
from desk.foundation.principals import SYSTEM
from desk.foundation.tenants import Change

Said = dict[str, tuple[Field, ...]]


def read(said: Any) -> Said:
    """The tables as fields. Raises ``ValueError`` with what is wrong."""
    found = msgspec.convert(said, Said)
    for owner, fields in found.items():
        if owner not in OWNERS:
            raise ValueError(f"fields.{owner}: there are {', '.join(OWNERS)}")
        if len({one.key for one in fields}) < len(fields) or len(fields) > MOST:
            raise ValueError(f"fields.{owner}: at most {MOST} fields, each key once")
        for one in fields:
            if (one.kind in CHOOSING) != bool(one.choices):
                raise ValueError(f"fields.{owner}.{one.key}: choices belong to kinds with choices, and to no others")
    return found


async def changes(wanted: Said) -> list[Change]:
    """What the tables say differently from what counts."""
    found = []
    for owner, fields in wanted.items():
        now, then = _living(declared(owner)), _living(fields)
        if now != then:
            keys = ([one.key for one in some] for some in (now, then))
            found.append(Change(f"fields.{owner}", *keys))
    return found


async def apply(wanted: Said) -> None:
    """Let the owners that are named have these fields."""
    for owner, fields in wanted.items():
        await actions.set_fields(owner, fields, by=SYSTEM)


def _living(fields: Iterable[Field]) -> list[Field]:
    """Fields and choices that aren't retired: what is left out stays, but isn't asked for."""
    return [
        replace(one, choices=tuple(choice for choice in one.choices if not choice.retired))
        for one in fields
        if not one.retired
    ]
