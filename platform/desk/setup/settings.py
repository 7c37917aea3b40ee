"""What a tenant may set about setting up."""

from typing import Any

from desk.foundation import company
from desk.foundation.choices import Setting, SettingsPage
from desk.foundation.translation import N_
from desk.setup.permissions import MANAGE

GUIDE = Setting(
    "setup.guide",
    "yes",
    True,
    N_("Show the first steps on the desk"),
    N_("To whoever may change settings, until all of them are done."),
)
SETTINGS: tuple[Setting[Any] | SettingsPage, ...] = (
    GUIDE,
    *company.SETTINGS,
    SettingsPage(
        N_("Company"),
        company.PAGE,
        MANAGE,
        N_("Name, mark, colour, time zone, address, telephones, languages"),
        ("workspace", "headquarters"),
    ),
)
