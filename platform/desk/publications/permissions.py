"""Who publishes at headquarters, and who reads, takes note and shows at a partner."""

from desk.foundation.permissions import permission
from desk.foundation.translation import N_

_LEAD = (
    *("administrator", "general_manager", "department_manager", "service_manager", "service_supervisor"),
    *("cs_supervisor", "implementation_manager"),
)
_STAFF = (*_LEAD, "hotline_engineer", "onsite_engineer", "cs_agent", "implementation_consultant", "project_manager")
_ALL = ("hq_admin", "hq_service_dept", "hq_support", "hq_development", "hq_hotline")

PERMISSIONS = (
    permission("bulletin.read", N_("Read bulletins of headquarters"), *_STAFF, *_ALL),
    permission("bulletin.show", N_("Show bulletins of headquarters in the portal"), *_LEAD),
    permission("bulletin.look", N_("Read bulletins in the portal"), "customer_contact", "customer_admin"),
    permission("price.read", N_("See the price standard of headquarters"), *_STAFF, *_ALL),
    permission("price.publish", N_("Publish the price standard"), "hq_admin", "hq_service_dept"),
    permission("bulletin.publish", N_("Write, publish and withdraw bulletins"), *_ALL[:4]),
)
