"""What roles may do, as the tenant wants it."""

from collections.abc import Iterable
from uuid import UUID

import msgspec

from desk.foundation.errors import Forbidden, Stale
from desk.foundation.events import record
from desk.foundation.permissions import of_roles, registered
from desk.foundation.principals import Principal
from desk.foundation.tables import Tenant
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_
from desk.kit.ids import fingerprint
from desk.people import queries
from desk.people.errors import NobodyLeft
from desk.people.events import FactorRuleChanged, RoleChanged
from desk.people.permissions import KEPT, Changes, effective, offered
from desk.people.tables import RoleChange

SOMEBODY = N_("Somebody")
USUAL = "usual"
"""The rule of a role that has none of its own."""


def after(role: str, allowed: Iterable[str], shown: Iterable[str], changes: Changes) -> Changes:
    """The changes as they would be if a role was allowed these, of those that were shown."""
    starts, wanted, asked = of_roles(frozenset({role})), set(allowed), set(shown) & {one.name for one in offered(role)}
    kept = {one for one in changes if one[0] != role or one[1] not in asked}
    added = {(role, name, True) for name in (asked & wanted) - starts}
    taken = {(role, name, False) for name in (asked & starts) - wanted}
    return frozenset(kept | added | taken)


def sight_of(role: str, rule: str, changes: Changes) -> str:
    """What a role is, in one word: the form carries it, so that the second of two who change it is told."""
    return fingerprint("\n".join([rule, *sorted(effective(frozenset({role}), changes))]))[:16]


async def change_role(
    role: str, allowed: Iterable[str], shown: Iterable[str], rule: str, *, by: Principal, seen: str | None = None
) -> None:
    """
    Let a role do these things, of those that were shown; who has it may do so at once.

    ``rule`` is its rule for the second step, ``usual`` for that of everybody. Raises ``NobodyLeft`` when nobody would
    be able to manage members or roles any more, and ``Stale`` when the role isn't what was ``seen``.
    """
    if not by.may("role.manage"):
        raise Forbidden
    await queries.lock_roles()
    before, rules = await queries.changes_of(), await queries.factor_rules_now()
    if seen is not None and seen != sight_of(role, rules.get(role, USUAL), before):
        raise Stale(who=SOMEBODY)
    wanted, keys, tenant = after(role, allowed, shown, before), await held_keys(), current_scope().tenant.id
    if wanted != before:
        await _write(role, before, wanted)
        await check_keys(keys)
        had, has = effective(frozenset({role}), before), effective(frozenset({role}), wanted)
        await record(RoleChanged(tenant, by=by, role=role, granted=sorted(has - had), removed=sorted(had - has)))
    if rules.get(role, USUAL) != rule:
        kept = {of: one for of, one in rules.items() if of != role} | ({role: rule} if rule != USUAL else {})
        await _write_rules(kept)
        await record(FactorRuleChanged(tenant, by=by, role=role, rule=rule))


async def held_keys() -> dict[str, set[UUID]]:
    """Who can sign in and may do what somebody has to be able to do at any time."""
    changes = await queries.changes_of()
    return {name: await queries.holders(name, changes) for name in KEPT}


async def check_keys(before: dict[str, set[UUID]]) -> None:
    """See to it that what somebody could do before the change somebody can still do. Raises ``NobodyLeft``."""
    for name, holders in (await held_keys()).items():
        if before[name] and not holders:
            raise NobodyLeft(permission=registered()[name].label)


async def _write(role: str, before: Changes, wanted: Changes) -> None:
    for _, name, _ in before - wanted:
        await RoleChange.delete().where((RoleChange.role == role) & (RoleChange.permission == name))
    for _, name, granted in wanted - before:
        await RoleChange(role=role, permission=name, granted=granted).save()
    await Tenant.update({Tenant.version: Tenant.version + 1}).where(Tenant.id == current_scope().tenant.id)


async def _write_rules(rules: dict[str, str]) -> None:
    settings = await queries.settings_now(lock=True)
    settings["people"] = settings.get("people", {}) | {"second_factor": rules}
    await Tenant.update(
        {Tenant.settings: msgspec.json.encode(settings).decode(), Tenant.version: Tenant.version + 1}
    ).where(Tenant.id == current_scope().tenant.id)
