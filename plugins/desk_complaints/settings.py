"""What a tenant chooses about complaints."""

from desk.extend import N_, Setting

REOPENING = Setting(
    "complaints.reopening_days",
    "count",
    30,
    N_("An archived complaint can be reopened for"),
    N_("Later it is a new one."),
    N_("days"),
    least=1,
    most=365,
)
PHONE = Setting(
    "complaints.phone",
    "text",
    "",
    N_("Supervision phone"),
    N_("Customers read it beside their complaints."),
)
SETTINGS = (REOPENING, PHONE)
