"""Roles of a partner and of headquarters as sets of permissions, and the permissions of this slice."""

from desk.foundation.permissions import permission
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

PERMISSIONS = (
    permission("workspace.enter", N_("Work in the workspace"), *STAFF),
    permission("member.read", N_("See colleagues"), *STAFF),
    permission("member.manage", N_("Manage members and their roles"), "administrator", "general_manager"),
    permission("plugin.manage", N_("Manage plugins"), "administrator"),
    permission("reaction.manage", N_("See failed work and try it again"), "administrator"),
)
