"""Where a tenant says what its sheets look like."""

from desk.foundation.choices import SettingsPage
from desk.foundation.translation import N_

SETTINGS = (
    SettingsPage(
        N_("Letterhead"),
        "/letterhead",
        "letterhead.manage",
        N_("Logo, address and foot of everything that is printed"),
        ("workspace", "headquarters"),
    ),
)
