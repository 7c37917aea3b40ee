"""Who may see cases, hand matters up, and answer them at headquarters."""

from desk.foundation.permissions import permission
from desk.foundation.translation import N_

_HAND_UP = (
    *("administrator", "general_manager", "department_manager", "service_manager", "service_supervisor"),
    *("cs_supervisor", "implementation_manager"),
)
_LOOK = (*_HAND_UP, "hotline_engineer", "onsite_engineer", "cs_agent", "implementation_consultant", "project_manager")
_ANSWER = ("hq_admin", "hq_service_dept", "hq_support", "hq_development")
_TRANSFER = ("hq_admin", "hq_service_dept", "hq_hotline")

PERMISSIONS = (
    permission("case.read", N_("See what was handed up to headquarters"), *_LOOK, *_ANSWER, "hq_hotline"),
    permission("case.hand_up", N_("Hand matters up to headquarters"), *_HAND_UP),
    permission("case.handle", N_("Work on complaints that headquarters transferred"), *_HAND_UP),
    permission("case.transfer", N_("Transfer complaints to partners and close them"), *_TRANSFER),
    permission("letter.write", N_("Write to headquarters in the portal"), "customer_contact", "customer_admin"),
    permission("requirement.decide", N_("Evaluate, plan and release missing functions"), "hq_admin", "hq_development"),
    permission("case.answer", N_("Answer what partners hand up"), *_ANSWER),
)
