"""Words for what loyalty stores."""

from desk.extend import N_

LABELS = {
    "loyalty.entry": {
        "earned": N_("Earned"),
        "reversed": N_("Taken back"),
        "expired": N_("Expired"),
        "adjusted": N_("By hand"),
        "reserved": N_("Reserved"),
        "released": N_("Free again"),
        "spent": N_("Exchanged"),
        "returned": N_("Given back"),
    },
    "loyalty.rule": {"proposed": N_("Proposed"), "approved": N_("Counts"), "ended": N_("Ended")},
    "loyalty.adjustment": {"proposed": N_("Waits"), "approved": N_("Approved"), "rejected": N_("Rejected")},
    "loyalty.redemption": {
        "requested": N_("To decide"),
        "approved": N_("To hand out"),
        "rejected": N_("Rejected"),
        "delivered": N_("Handed out"),
        "cancelled": N_("Cancelled"),
    },
    "loyalty.portal_redemption": {
        "requested": N_("Received"),
        "approved": N_("On its way to you"),
        "rejected": N_("Not possible"),
        "delivered": N_("Handed out"),
        "cancelled": N_("Cancelled"),
    },
    "loyalty.gift": {
        "household": N_("Household"),
        "appliance": N_("Small appliance"),
        "digital": N_("Digital"),
        "service": N_("Service"),
        "training": N_("Training"),
        "accessory": N_("Accessory"),
    },
    "loyalty.draw": {"planned": N_("List open"), "closed": N_("List closed"), "drawn": N_("Drawn")},
}
