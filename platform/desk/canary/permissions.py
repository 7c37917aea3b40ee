"""Who at headquarters sees what the canaries found, and who may send them."""

from desk.foundation.permissions import permission
from desk.foundation.translation import N_

PERMISSIONS = (
    permission("canary.read", N_("See whether anything leaked between tenants"), "hq_admin", "hq_support"),
    permission("canary.send", N_("Have it tried again whether anything leaks"), "hq_admin"),
)
