"""Words for what signatures store."""

from desk.foundation.translation import N_

LABELS = {
    "signature.method": {
        "drawn": N_("Drawn on the screen"),
        "typed": N_("Typed name and code"),
        "scan": N_("Signed on paper"),
    },
    "signature.fault": {
        "seal": N_("The entry was changed after it was signed."),
        "chain": N_("Entries before it are missing or were changed."),
        "content": N_("The words that were signed were changed."),
        "file": N_("The signed PDF was changed or is missing."),
        "scan": N_("The scan of the paper was changed or is missing."),
        "gone": N_("The entry was deleted."),
    },
}
