"""Roles of a partner and of headquarters as sets of permissions, and the permissions of this slice."""

from functools import lru_cache

from desk.foundation.permissions import Permission, of_roles, permission, registered
from desk.foundation.translation import N_

ROLES: dict[str, str] = {
    "administrator": N_("Administrator"),
    "general_manager": N_("General manager"),
    "department_manager": N_("Department manager"),
    "service_manager": N_("Service manager"),
    "implementation_manager": N_("Implementation manager"),
    "project_manager": N_("Project manager"),
    "implementation_consultant": N_("Implementation consultant"),
    "hotline_engineer": N_("Hotline engineer"),
    "onsite_engineer": N_("On-site engineer"),
    "first_visit_agent": N_("First-visit agent"),
    "sales_rep": N_("Sales representative"),
    "trainer": N_("Trainer"),
    "customer_manager": N_("Customer manager"),
    "service_supervisor": N_("Service supervisor"),
    "cs_agent": N_("Customer service agent"),
    "cs_supervisor": N_("Customer service supervisor"),
    "hall_manager": N_("Hall manager"),
    "counter_clerk": N_("Counter clerk"),
    "acceptance_clerk": N_("Acceptance clerk"),
    "finance": N_("Finance"),
    "settlement": N_("Settlement"),
    "admin_office": N_("Administration office"),
}
OPERATOR_ROLES: dict[str, str] = {
    "hq_admin": N_("Headquarters administrator"),
    "hq_service_dept": N_("Service development"),
    "hq_support": N_("Technical support"),
    "hq_development": N_("Development"),
    "hq_hotline": N_("400 hotline"),
}
CONTACT_ROLES: dict[str, str] = {
    "customer_contact": N_("Customer contact"),
    "customer_admin": N_("Customer administrator"),
}
MANAGERS = ("administrator", "general_manager", "department_manager", "service_manager")
STAFF = tuple(ROLES)

OPERATORS = tuple(OPERATOR_ROLES)
KEPT = ("member.manage", "role.manage")
"""Somebody who can sign in has to hold each of these at any time."""

PERMISSIONS = (
    permission("workspace.enter", N_("Work in the workspace"), *STAFF),
    permission("member.read", N_("See colleagues"), *STAFF, *OPERATORS),
    permission("member.manage", N_("Manage members and their roles"), "administrator", "general_manager", "hq_admin"),
    permission("role.manage", N_("Change what roles may do"), "administrator", "hq_admin"),
    permission("token.make", N_("Make API tokens for oneself"), *MANAGERS),
    permission("audit.read", N_("Read and export the audit trail"), "administrator", "general_manager", "hq_admin"),
    permission("reaction.manage", N_("See failed work and try it again"), "administrator"),
    permission("plugin.manage", N_("Manage plugins"), "administrator"),
)


def roles_of(kind: str) -> dict[str, str]:
    """The roles of a kind of tenant, its customers' ones too, with their words."""
    return OPERATOR_ROLES if kind == "headquarters" else ROLES | CONTACT_ROLES


def offered(role: str) -> list[Permission]:
    """What a role can be allowed: what somebody of its side starts with. Contacts get nothing of the staff's."""
    side = next(one for one in (ROLES, OPERATOR_ROLES, CONTACT_ROLES) if role in one)
    return [one for one in registered().values() if one.roles & side.keys() or (not one.roles and side is ROLES)]


Changes = frozenset[tuple[str, str, bool]]
"""What a tenant changed about its roles: role, permission, and whether it was added."""


@lru_cache(maxsize=4096)
def effective(roles: frozenset[str], changes: Changes) -> frozenset[str]:
    """What somebody with these roles may do: what each role starts with, and what the tenant added and took away."""
    held: set[str] = set()
    for role in roles:
        added = {name for of, name, granted in changes if of == role and granted}
        taken = {name for of, name, granted in changes if of == role and not granted}
        held |= (of_roles(frozenset({role})) | added) - taken
    return frozenset(held)
