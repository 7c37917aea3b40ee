"""Where a tenant sees what is kept of people, and for how long."""

from desk.foundation.choices import SettingsPage
from desk.foundation.translation import N_

SETTINGS = (
    SettingsPage(
        N_("Persons: take out, erase, forget"),
        "/privacy",
        "person.export",
        N_("What is kept of people, for how long, and what was erased"),
    ),
)
