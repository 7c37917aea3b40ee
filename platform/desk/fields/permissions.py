"""Who says which fields there are, and who sees those that are confidential."""

from desk.foundation.permissions import permission
from desk.foundation.translation import N_

MANAGE, CONFIDENTIAL = "fields.manage", "fields.confidential"

PERMISSIONS = (
    permission(MANAGE, N_("Say which fields of your own there are"), "administrator", "general_manager"),
    permission(
        CONFIDENTIAL,
        N_("See and change fields that are confidential"),
        *("general_manager", "service_manager", "customer_manager"),
    ),
)
