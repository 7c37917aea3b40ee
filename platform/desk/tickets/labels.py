"""Words for what tickets store."""

from desk.foundation.translation import N_

CHANNELS = {
    "hotline": N_("Hotline"),
    "online": N_("Online"),
    "email": N_("By e-mail"),
    "remote": N_("Remote"),
    "onsite": N_("On site"),
    "in_shop": N_("In the shop"),
    "api": N_("By program"),
}
KINDS = {
    "question": N_("Question"),
    "repair": N_("Repair"),
    "password_help": N_("Password help"),
    "requirement": N_("Requirement"),
    "convenience": N_("Convenience"),
    "merchant_pos": N_("Merchant POS"),
    "internal": N_("Internal"),
}
LINKS = {
    "related": N_("Has to do with it"),
    "same_cause": N_("Has the same cause"),
    "follows": N_("Follows from it"),
}
LABELS = {
    "ticket.link": LINKS,
    "figure.by": {"channel": N_("By channel")},
    "ticket.status": {
        "new": N_("New"),
        "open": N_("In progress"),
        "waiting_customer": N_("Waiting for customer"),
        "on_hold": N_("On hold"),
        "suspended": N_("Suspended"),
        "in_consultation": N_("In consultation"),
        "transferred": N_("Transferred"),
        "handed_on": N_("Handed on"),
        "with_hq": N_("With headquarters"),
        "solved": N_("Solved"),
        "closed": N_("Closed"),
        "closed_no_service": N_("Closed without service"),
        "merged": N_("Merged"),
    },
    "ticket.portal_status": {
        "new": N_("Received"),
        "waiting_customer": N_("Waiting for your answer"),
        "solved": N_("Solved, please confirm"),
        **dict.fromkeys(("closed", "closed_no_service", "merged"), N_("Finished")),
        **dict.fromkeys(
            ("open", "on_hold", "suspended", "in_consultation", "transferred", "handed_on"),
            N_("We're working on it"),
        ),
        "with_hq": N_("With the vendor's headquarters"),
    },
    "channel": CHANNELS,
    "kind": KINDS,
}
