"""Who may say what stands at the top of printed documents."""

from desk.foundation.permissions import permission
from desk.foundation.translation import N_

PERMISSIONS = (
    permission(
        "letterhead.manage", N_("Change the letterhead and the logo"), "administrator", "general_manager", "hq_admin"
    ),
)
