"""Who may see and change calendars, and who publishes the statutory year."""

from desk.foundation.permissions import permission
from desk.foundation.translation import N_
from desk.people.permissions import OPERATORS, STAFF

PERMISSIONS = (
    permission("calendars.read", N_("See calendars"), *STAFF),
    permission("calendars.manage", N_("Change calendars and their days"), "administrator"),
    permission("statutory.read", N_("See the statutory year"), *OPERATORS),
    permission("statutory.publish", N_("Publish the statutory year"), "hq_admin"),
)
