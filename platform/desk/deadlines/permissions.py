"""Who may see and see to promises."""

from desk.foundation.permissions import permission
from desk.foundation.translation import N_
from desk.people.permissions import OPERATORS

_WORK = (
    *("administrator", "general_manager", "department_manager", "service_manager", "service_supervisor"),
    *("implementation_manager", "project_manager", "implementation_consultant", "hotline_engineer", "onsite_engineer"),
    *("first_visit_agent", "trainer", "customer_manager", "cs_agent", "cs_supervisor", "hall_manager"),
)

PERMISSIONS = (
    permission("deadline.read", N_("See promises and when they fall due"), *_WORK),
    permission("deadline.acknowledge", N_("See to missed promises"), *_WORK),
    permission("deadline.set", N_("Change limits of promises"), "administrator", "general_manager"),
    permission("minimum.read", N_("See the minimums of promises"), *OPERATORS),
    permission("minimum.publish", N_("Publish minimums of promises"), "hq_admin", "hq_service_dept"),
)
