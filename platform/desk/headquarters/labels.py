"""Words for the life of partners."""

from desk.foundation.translation import N_

LABELS = {
    "partner.status": {
        "invited": N_("Invited"),
        "active": N_("Active"),
        "suspended": N_("Read-only"),
        "closed": N_("Closed"),
        "erased": N_("Erased"),
    },
    "partner_archive.status": {
        "running": N_("Being written"),
        "ready": N_("Ready to fetch"),
        "dropped": N_("Dropped"),
    },
    "archive_look.side": {"partner": N_("The partner"), "headquarters": N_("Headquarters")},
    "partner_alert.kind": {
        "unassigned": N_("Unassigned tickets"),
        "open": N_("Open tickets"),
        "late": N_("Promises kept in time"),
        "owed": N_("Late at headquarters"),
        "silent": N_("Hours of silence"),
    },
    "partner_alert.status": {
        "open": N_("Nobody sees to it"),
        "seen": N_("Seen to"),
        "closed": N_("Over"),
    },
    "partner.act": {
        "invite": N_("Invited"),
        "suspend": N_("Made read-only"),
        "reopen": N_("Let go on"),
        "close": N_("Closed"),
        "allow": N_("Modules allowed"),
        "fetch": N_("Archive fetched"),
        "erase": N_("Erased"),
    },
}
