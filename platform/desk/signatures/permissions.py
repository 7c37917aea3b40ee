"""Who may have something signed, and who signs in the portal."""

from desk.foundation.permissions import permission
from desk.foundation.principals import Principal
from desk.foundation.translation import N_
from desk.people.permissions import MANAGERS

TAKE, GIVE = "signature.take", "signature.give"
PERMISSIONS = (
    permission(
        TAKE,
        N_("Have customers sign documents"),
        *MANAGERS,
        *("implementation_manager", "project_manager", "implementation_consultant", "hotline_engineer"),
        *("onsite_engineer", "first_visit_agent", "service_supervisor", "cs_agent", "cs_supervisor"),
    ),
    permission(GIVE, N_("Sign documents in the portal"), "customer_contact", "customer_admin"),
)


def may_sign(by: Principal) -> bool:
    """Whether somebody signs in the portal, or has others sign in the workspace."""
    return by.may(GIVE if by.kind == "contact" else TAKE)
