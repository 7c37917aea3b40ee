"""Who may have facts sent elsewhere, and who may read them all."""

from desk.foundation.permissions import permission
from desk.foundation.translation import N_

PERMISSIONS = (
    permission("webhook.manage", N_("Manage webhooks"), "administrator"),
    permission("event.read", N_("Read all facts by program"), "administrator", "general_manager"),
)
