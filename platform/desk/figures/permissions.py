"""Who may see figures."""

from desk.foundation.permissions import permission
from desk.foundation.translation import N_

_LEADERS = ("administrator", "general_manager", "department_manager", "service_manager", "implementation_manager")

PERMISSIONS = (
    permission("figure.read", N_("See figures and take them out"), *_LEADERS, "service_supervisor", "cs_supervisor"),
)
