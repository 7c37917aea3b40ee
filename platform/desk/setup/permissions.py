"""Who may choose settings."""

from desk.foundation.permissions import permission
from desk.foundation.translation import N_

MANAGE = "setting.manage"
PERMISSIONS = (permission(MANAGE, N_("Change settings"), "administrator", "general_manager", "hq_admin"),)
