"""Who may see campaigns, write and send them, and approve the large ones."""

from desk.extend import N_, permission

_LEAD = ("administrator", "general_manager", "service_manager")
_WRITE = (*_LEAD, "customer_manager")

PERMISSIONS = (
    permission("campaigns.read", N_("See campaigns and what came of them"), *_WRITE, "cs_supervisor", "cs_agent"),
    permission("campaigns.write", N_("Write campaigns and send them"), *_WRITE),
    permission("campaigns.approve", N_("Approve campaigns of others to many"), *_LEAD),
)
