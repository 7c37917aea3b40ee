"""Who may see, open, do and assign requests."""

from desk.foundation.permissions import permission
from desk.foundation.translation import N_

_MANAGE = ("administrator", "general_manager", "department_manager", "service_manager", "cs_supervisor")
_SERVICE = (*_MANAGE, "service_supervisor", "hotline_engineer", "onsite_engineer", "cs_agent", "trainer")
_LOOK = (
    *_SERVICE,
    *("implementation_consultant", "implementation_manager", "project_manager", "customer_manager", "sales_rep"),
)

PERMISSIONS = (
    permission("request.read", N_("See requests"), *_LOOK),
    permission("request.open", N_("Open and cancel requests"), *_LOOK),
    permission("request.do", N_("Take requests and do them"), *_SERVICE),
    permission("request.assign", N_("Assign requests to others"), *_MANAGE),
)
