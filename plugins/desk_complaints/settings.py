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
MEASURE_DAYS = Setting(
    "complaints.measure_days", "count", 14, N_("A measure is carried out within"), "", N_("days"), least=1, most=365
)
EFFECT_DAYS = Setting(
    "complaints.effect_days",
    "count",
    30,
    N_("Whether a measure helps is checked after"),
    N_("One that doesn't help is followed by another."),
    N_("days"),
    least=1,
    most=365,
)
RATE_TARGET = Setting(
    "complaints.rate_target",
    "count",
    5,
    N_("The complaint rate stays below"),
    N_("Valid complaints by services given; the monthly report says whether it does."),
    "%",
    least=1,
    most=100,
)
SETTINGS = (RATE_TARGET, MEASURE_DAYS, EFFECT_DAYS, REOPENING, PHONE, PUBLIC)
