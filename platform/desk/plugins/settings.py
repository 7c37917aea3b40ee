"""What a tenant may set about plugins."""

from desk.foundation.choices import SettingsPage
from desk.foundation.translation import N_
from desk.foundation.trips import TRIP_AFTER

SETTINGS = (
    TRIP_AFTER,
    SettingsPage(N_("Plugins"), "/plugins", "plugin.manage", N_("What is installed, and what of it is on")),
)
