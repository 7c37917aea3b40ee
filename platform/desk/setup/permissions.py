"""Who may choose settings."""

from desk.foundation.permissions import permission
from desk.foundation.translation import N_

PERMISSIONS = (permission("setting.manage", N_("Change settings"), "administrator", "general_manager", "hq_admin"),)
