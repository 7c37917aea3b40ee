"""Words for the life of partners."""

from desk.foundation.translation import N_

LABELS = {
    "partner.status": {
        "invited": N_("Invited"),
        "active": N_("Active"),
        "suspended": N_("Read-only"),
        "closed": N_("Closed"),
    },
    "partner.act": {
        "invite": N_("Invited"),
        "suspend": N_("Made read-only"),
        "reopen": N_("Let go on"),
        "close": N_("Closed"),
        "allow": N_("Modules allowed"),
    },
}
