"""What is promised about surveys: that somebody talks to who isn't satisfied (08-customer-management)."""

from desk.foundation.promises import Promise, working_days
from desk.foundation.translation import N_

HANDLED = Promise(
    id="CM-D8",
    subject_kind="survey",
    what=N_("low satisfaction handled"),
    starts=("satisfaction.low",),
    ends=("satisfaction.handled",),
    cancels=("satisfaction.dropped",),
    moves=("satisfaction.taken",),
    limits={"software_partner": working_days(3)},
)
PROMISES = (HANDLED,)
