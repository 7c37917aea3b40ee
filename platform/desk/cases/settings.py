"""What headquarters may choose about cases."""

from desk.foundation.choices import Setting
from desk.foundation.translation import N_

COPY_DAYS = Setting(
    "cases.copy_days",
    "count",
    180,
    N_("How long copies of customers' files are kept after a case ended"),
    N_("At headquarters. What the customer's consent says counts first, where it names a day."),
    unit=N_("days"),
    zero=N_("Kept for good"),
    least=0,
    most=3650,
)
SETTINGS = (COPY_DAYS,)
