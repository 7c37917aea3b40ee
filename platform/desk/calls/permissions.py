"""Who sees calls, and who may say that there was one."""

from desk.foundation.permissions import permission
from desk.foundation.translation import N_

_HOTLINE = ("hotline_engineer", "cs_agent", "cs_supervisor", "service_supervisor", "onsite_engineer")
_MANAGE = ("administrator", "general_manager", "department_manager", "service_manager")

PERMISSIONS = (
    permission("call.read", N_("See calls"), *_MANAGE, *_HOTLINE),
    permission("call.record", N_("Note calls, and call back"), *_MANAGE, *_HOTLINE),
    permission("call.import", N_("Bring in calls as a table"), *_MANAGE),
)
