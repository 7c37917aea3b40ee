"""The fields of a tenant, read from its settings."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from desk.fields.permissions import MANAGE
from desk.fields.states import Field
from desk.foundation.choices import SettingsPage
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_

PAGES = (SettingsPage(N_("Own fields"), "/fields", MANAGE, N_("What you note of customers beyond what is asked")),)


def declared(owner: str, settings: Mapping[str, Any] | None = None) -> tuple[Field, ...]:
    """All fields of an owner in their order, retired ones too; of the tenant whose scope is open if none is given."""
    own = (current_scope().tenant.settings if settings is None else settings).get("fields")
    said = own.get(owner) if isinstance(own, dict) else None
    return msgspec.convert(said, tuple[Field, ...]) if said else ()


def live(owner: str) -> tuple[Field, ...]:
    """The fields that are asked for, in their order."""
    return tuple(one for one in declared(owner) if not one.retired)


def words(owner: str, settings: Mapping[str, Any]) -> dict[str, str]:
    """What the fields of an owner are called, by their names."""
    return {one.name: one.word for one in declared(owner, settings)}


def stored(fields: Mapping[str, Sequence[Field]]) -> dict[str, Any]:
    """The fields of all owners as the settings keep them."""
    return {owner: msgspec.to_builtins(several) for owner, several in fields.items()}
