"""Saying who the company is."""

from collections.abc import Mapping
from typing import Any

from desk.foundation.errors import Forbidden
from desk.foundation.events import record
from desk.foundation.principals import NOBODY, Principal
from desk.foundation.tables import Tenant
from desk.foundation.tenancy import current_scope
from desk.people.actions import change_settings
from desk.people.events import SettingChanged
from desk.setup import queries
from desk.setup.permissions import MANAGE


async def change_company(columns: Mapping[str, str], settings: Mapping[str, Any], *, by: Principal) -> None:
    """Change what the register says of the company, and what its settings do; each change is a fact of its own."""
    if not by.may(MANAGE):
        raise Forbidden
    before = await queries.company()
    changed = {name: new for name, new in columns.items() if before[name] != new}
    if changed:
        new = {getattr(Tenant, name): value for name, value in changed.items()}
        own = Tenant.id == current_scope().tenant.id
        await Tenant.update(new | {Tenant.version: Tenant.version + 1}).where(own)
    for name, value in changed.items():
        await record(SettingChanged(NOBODY, by=by, setting=f"setup.{name}", old=before[name], new=value))
    await change_settings("setup", settings, needs=MANAGE, by=by)
