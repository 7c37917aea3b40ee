"""Who may say what leaves the house, see what did, and write down what contacts want."""

from desk.foundation.permissions import permission
from desk.foundation.translation import N_
from desk.people.permissions import MANAGERS

PERMISSIONS = (
    permission("notice.manage", N_("Manage notices, their texts and the mail server"), "administrator", "hq_admin"),
    permission(
        "delivery.read",
        N_("See what was sent to whom, and why not"),
        *MANAGERS,
        *("customer_manager", "service_supervisor", "hotline_engineer", "cs_agent", "cs_supervisor", "hq_admin"),
    ),
    permission("delivery.resend", N_("Send again what didn't arrive"), *MANAGERS, "customer_manager", "hq_admin"),
    permission("delivery.export", N_("Export what was sent"), *MANAGERS, "hq_admin"),
    permission(
        "consent.edit",
        N_("Write down what contacts want to get"),
        *MANAGERS,
        *("customer_manager", "hotline_engineer", "cs_agent", "cs_supervisor", "first_visit_agent"),
    ),
)
