"""Who at headquarters may see what."""

from desk.foundation.permissions import permission
from desk.foundation.translation import N_

_ALL = ("hq_admin", "hq_service_dept", "hq_support", "hq_development", "hq_hotline")

PERMISSIONS = (
    permission("partner.read", N_("See partners and what they publish"), *_ALL),
    permission("alert.acknowledge", N_("See to alerts of partners"), *_ALL[:3]),
    permission("partner.archive", N_("Fetch the archive of a closed partner, with a reason"), "hq_admin"),
    permission("archive.take", N_("Take everything out as one file"), "administrator"),
    permission("partner.manage", N_("Invite, suspend and close partners, and allow them modules"), "hq_admin"),
)
