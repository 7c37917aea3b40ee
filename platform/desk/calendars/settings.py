"""Where a tenant says when it works."""

from desk.foundation.choices import SettingsPage
from desk.foundation.translation import N_

SETTINGS = (
    SettingsPage(
        N_("Service hours and calendars"),
        "/calendars",
        "calendars.manage",
        N_("Hours of the week, holidays, duty; departments may have their own"),
    ),
)
