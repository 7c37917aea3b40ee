"""What roles may do: the list, one of them, the effect of a change, and saving it."""

from typing import Any

from litestar import Request, Response, get, post
from litestar.params import FromPath, FromQuery

from desk.foundation.errors import NotFound
from desk.foundation.labels import label
from desk.foundation.permissions import needs
from desk.foundation.translation import gettext
from desk.foundation.web.forms import read_form
from desk.foundation.web.pages import page, see_other
from desk.foundation.web.request import current_principal, current_visit
from desk.people import actions, queries
from desk.people.actions.roles import USUAL, after, sight_of
from desk.people.forms import RoleForm
from desk.people.permissions import CONTACT_ROLES, effective, roles_of
from desk.people.routes._around import staff_tabs
from desk.people.settings import EVERYBODY, RULES, factor_rule
from desk.people.views import areas, shifts

ROLES = "/roles"
ROLE = "/roles/{role:str}"
MANAGE = needs("role.manage")


@get(ROLES, name="people.roles", opt=MANAGE)
async def roles() -> Response[str]:
    """All roles: who has them, and what was changed about them."""
    changes, rules = await queries.changes_of(), await queries.factor_rules_now()
    return page(
        "people/roles.html",
        here="members",
        views=staff_tabs(ROLES),
        roles=[
            {
                "slug": role,
                "label": word,
                "members": [one["name"] for one in await queries.members_with(role)],
                "contacts": await queries.contacts_with(role) if role in CONTACT_ROLES else None,
                "allowed": len(effective(frozenset({role}), changes)),
                "changed": sum(1 for of, _, _ in changes if of == role),
                "rule": rules.get(role, rules.get(EVERYBODY, "optional")),
            }
            for role, word in _words().items()
        ],
    )


@get(ROLE, name="people.role", opt=MANAGE)
async def role_page(role: FromPath[str], q: FromQuery[str] = "") -> Response[str]:
    """What one role may do, slice by slice; ``q`` shows some of it."""
    _check(role)
    changes, rules = await queries.changes_of(), await queries.factor_rules_now()
    allowed, rule = effective(frozenset({role}), changes), rules.get(role, USUAL)
    return page(
        "people/role.html",
        here="members",
        views=staff_tabs(ROLES),
        role=role,
        label=_words()[role],
        q=q[:100],
        areas=areas(role, current_visit().tenant.plugins, allowed, q[:100].strip()),
        rule=rule,
        rules=_rules(rules),
        seen=sight_of(role, rule, changes),
        members=[one["name"] for one in await queries.members_with(role)],
    )


@post(f"{ROLE}/effect", name="people.role_effect", status_code=200, opt=MANAGE)
async def effect(request: Request[Any, Any, Any], role: FromPath[str]) -> Response[str]:
    """Who would gain and lose what, by name, before anything is saved."""
    _check(role)
    form, before = await read_form(request, RoleForm), await queries.changes_of()
    wanted = after(role, form.allowed, form.shown, before)
    people = [
        (one["name"], effective(frozenset(one["roles"]), before), effective(frozenset(one["roles"]), wanted))
        for one in await _bearers(role)
    ]
    kept = [("shown", one) for one in form.shown] + [("allowed", one) for one in form.allowed]
    return page(
        "people/effect.html",
        here="members",
        title=gettext("Role {role}").format(role=_words()[role]),
        back_url=f"{ROLES}/{role}",
        save_url=f"{ROLES}/{role}",
        kept=[*kept, ("rule", form.rule), ("seen", form.seen)],
        shifts=shifts(people),
        contacts=await queries.contacts_with(role) if role in CONTACT_ROLES else 0,
        rule=await _rule_effect(role, form.rule),
    )


@post(ROLE, name="people.change_role", status_code=200, opt=MANAGE)
async def change(request: Request[Any, Any, Any], role: FromPath[str]) -> Response[str]:
    """Save what a role may do."""
    _check(role)
    form = await read_form(request, RoleForm)
    await actions.change_role(role, form.allowed, form.shown, form.rule, by=current_principal(), seen=form.seen or None)
    return see_other(ROLES)


async def _bearers(role: str) -> list[Any]:
    """Whoever has the role; the contacts who have it count as one, by the role's name."""
    if role in CONTACT_ROLES:
        return [{"name": _words()[role], "roles": [role]}] if await queries.contacts_with(role) else []
    return list(await queries.members_with(role))


async def _rule_effect(role: str, rule: str) -> dict[str, Any] | None:
    """What a new rule for the second step means: for whom, and who has to set it up at the next sign-in."""
    rules = await queries.factor_rules_now()
    if rule == rules.get(role, USUAL):
        return None
    wanted = {of: one for of, one in rules.items() if of != role} | ({role: rule} if rule != USUAL else {})
    people = await queries.without_factor(role)
    told = [
        one["name"] for one in people if factor_rule({"people": {"second_factor": wanted}}, one["roles"]) == "required"
    ]
    return {"rule": rule, "told": told}


def _rules(rules: dict[str, str]) -> list[tuple[str, str]]:
    usual = label("factor.rule", rules.get(EVERYBODY, "optional"))
    return [
        (USUAL, gettext("As for everybody ({rule})").format(rule=usual)),
        *((one, label("factor.rule", one)) for one in RULES),
    ]


def _words() -> dict[str, str]:
    return {role: gettext(word) for role, word in roles_of(current_visit().tenant.kind).items()}


def _check(role: str) -> None:
    if role not in roles_of(current_visit().tenant.kind):
        raise NotFound


HANDLERS = (roles, role_page, effect, change)
