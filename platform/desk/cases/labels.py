"""Words for what cases store."""

from desk.foundation.translation import N_

LABELS = {
    "case.status": {
        "blank": N_("To be completed"),
        "submitted": N_("Handed up"),
        "returned": N_("Sent back"),
        "in_hq": N_("In work at headquarters"),
        "answered": N_("Answered"),
        "declined": N_("Declined"),
        "closed": N_("Closed"),
        "transferred": N_("Transferred"),
        "accepted": N_("In work at the partner"),
        "handled": N_("Feedback is due"),
        "fed_back": N_("Feedback given"),
    },
    "case.kind": {
        "complaint": N_("Complaint"),
        "technical": N_("Technical question"),
        "data": N_("Customer's data"),
        "requirement": N_("Missing function"),
        "dongle": N_("Dongle"),
        "other": N_("Something else"),
    },
    "case.act": {
        "hand_up": N_("handed it up"),
        "climb": N_("handed it up because it is late"),
        "complete": N_("completed it"),
        "take": N_("took it"),
        "return": N_("sent it back"),
        "interim": N_("said how it stands"),
        "answer": N_("answered"),
        "decline": N_("declined"),
        "not_solved": N_("said that it isn't solved"),
        "close": N_("closed it"),
        "told": N_("for the customer"),
        "transfer": N_("transferred it"),
        "accept": N_("took it on"),
        "report": N_("said how it stands"),
        "end": N_("ended the handling"),
        "feed_back": N_("gave feedback"),
        "send_back": N_("sent the feedback back"),
        "settle": N_("closed it"),
    },
    "letter.status": {
        "": N_("With headquarters"),
        "transfer": N_("Being settled by your partner"),
        "answer": N_("Answered"),
        "close": N_("Closed"),
    },
}
