"""Who sees and sorts mail that came in, and who sets up where it comes from."""

from desk.foundation.permissions import permission
from desk.foundation.translation import N_

_MANAGE = ("administrator", "general_manager", "service_manager")

PERMISSIONS = (
    permission(
        "mail.sort",
        N_("See and sort mail that came in"),
        *_MANAGE,
        *("department_manager", "service_supervisor", "hotline_engineer", "cs_agent", "cs_supervisor"),
    ),
    permission("mailbox.manage", N_("Set up mailboxes"), *_MANAGE),
)
