"""Where a tenant says which programs hear of facts."""

from desk.foundation.choices import SettingsPage
from desk.foundation.translation import N_

SETTINGS = (SettingsPage(N_("Webhooks"), "/webhooks", "webhook.manage", N_("Which programs hear of which facts")),)
