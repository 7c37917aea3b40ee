"""What the tenant chooses of the settings that slices and plugins declare."""

from collections.abc import Mapping, Set
from typing import Any

import msgspec

from desk.foundation import choices
from desk.foundation.choices import Setting
from desk.foundation.errors import Forbidden, Invalid, NotFound
from desk.foundation.events import record
from desk.foundation.principals import NOBODY, Principal
from desk.foundation.tables import Tenant
from desk.foundation.tenancy import current_scope
from desk.people import queries
from desk.people.events import SettingChanged


async def change_settings(owner: str, said: Mapping[str, Any], *, needs: str, by: Principal) -> int:
    """
    Choose settings of one slice or plugin, by their keys; the answer is how many are different now.

    ``needs`` is the permission of whoever's page it is. Raises ``NotFound`` for one that nobody declares, and
    ``Invalid`` with all values that can't be.
    """
    declared = _of(owner, said.keys(), needs, by)
    wrong = {key: fault for key, value in said.items() if (fault := _fault(declared[key], value))}
    if wrong:
        raise Invalid(wrong)
    settings = await queries.settings_now(lock=True)
    before = {key: choices.chosen(declared[key], settings) for key in said}
    changed = {key: value for key, value in said.items() if value != before[key]}
    if changed:
        await _write(settings | {owner: _kept(settings, owner) | changed})
    for key, value in changed.items():
        await record(SettingChanged(NOBODY, by=by, setting=f"{owner}.{key}", old=before[key], new=value))
    return len(changed)


async def reset_setting(owner: str, key: str, *, needs: str, by: Principal) -> None:
    """Choose nothing there any more, so that what is usual counts. Raises ``NotFound``."""
    one = _of(owner, {key}, needs, by)[key]
    settings = await queries.settings_now(lock=True)
    kept = _kept(settings, owner)
    if key not in kept:
        return
    before = choices.chosen(one, settings)
    del kept[key]
    await _write(settings | {owner: kept})
    if before != one.usual:
        await record(SettingChanged(NOBODY, by=by, setting=one.name, old=before, new=one.usual))


def _of(owner: str, keys: Set[str], needs: str, by: Principal) -> dict[str, Setting[Any]]:
    """The settings of this owner that have values to be typed, if all of these keys are some of them."""
    if not by.may(needs):
        raise Forbidden
    declared = {one.key: one for one in choices.of(owner) if one.kind != "own"}
    if keys - declared.keys():
        raise NotFound
    return declared


def _kept(settings: Mapping[str, Any], owner: str) -> dict[str, Any]:
    """What is chosen of this owner so far."""
    kept = settings.get(owner)
    return dict(kept) if isinstance(kept, dict) else {}


def _fault(declared: Setting[Any], value: object) -> str:
    try:
        declared.read(value)
    except ValueError as error:
        return str(error)
    return ""


async def _write(settings: dict[str, Any]) -> None:
    await Tenant.update(
        {Tenant.settings: msgspec.json.encode(settings).decode(), Tenant.version: Tenant.version + 1}
    ).where(Tenant.id == current_scope().tenant.id)
