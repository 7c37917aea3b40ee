"""What the tenant chooses of the settings that slices and plugins declare."""

from collections.abc import Mapping
from typing import Any

import msgspec

from desk.foundation import choices
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
    if not by.may(needs):
        raise Forbidden
    declared = {one.key: one for one in choices.of(owner)}
    if said.keys() - declared.keys():
        raise NotFound
    wrong = {key: fault for key, value in said.items() if (fault := _fault(declared[key], value))}
    if wrong:
        raise Invalid(wrong)
    settings = await queries.settings_now(lock=True)
    before = {key: choices.chosen(declared[key], settings) for key in said}
    changed = {key: value for key, value in said.items() if value != before[key]}
    if changed:
        kept = settings.get(owner)
        await _write(settings | {owner: (kept if isinstance(kept, dict) else {}) | changed})
    for key, value in changed.items():
        await record(SettingChanged(NOBODY, by=by, setting=f"{owner}.{key}", old=before[key], new=value))
    return len(changed)


def _fault(declared: choices.Setting[Any], value: object) -> str:
    try:
        declared.read(value)
    except ValueError as error:
        return str(error)
    return ""


async def _write(settings: dict[str, Any]) -> None:
    await Tenant.update(
        {Tenant.settings: msgspec.json.encode(settings).decode(), Tenant.version: Tenant.version + 1}
    ).where(Tenant.id == current_scope().tenant.id)
