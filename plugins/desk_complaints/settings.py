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
PUBLIC = Setting(
    "complaints.public",
    "yes",
    True,
    N_("Anybody can complain without signing in"),
    N_("On the page /complain of the customers' address; so many from one network, and no more."),
)
SETTINGS = (REOPENING, PHONE, PUBLIC)
