"""Words for what surveys store."""

from desk.foundation.translation import N_

LABELS = {
    "survey.status": {
        "waiting": N_("Will be asked"),
        "asked": N_("Was asked"),
        "skipped": N_("Not asked"),
        "answered": N_("Answered"),
    },
    "survey.why": {
        "tired": N_("Was asked a short while ago"),
        "nobody": N_("Nobody there to ask"),
        "over": N_("Taken up again"),
        "off": N_("Asking is switched off"),
    },
    "survey.level": {"poor": N_("Poor"), "average": N_("Average"), "good": N_("Satisfied")},
    "survey.dimension": {
        "timeliness": N_("Response in time"),
        "skill": N_("Staff skill"),
        "attitude": N_("Staff attitude"),
        "quality": N_("Quality of the solution"),
    },
    "survey.channel": {
        "link": N_("By link"),
        "qr": N_("By QR code"),
        "page": N_("In the portal"),
        "phone": N_("By phone"),
    },
}
