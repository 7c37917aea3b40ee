"""Words for what is stored of mail that came in."""

from desk.foundation.translation import N_

LABELS = {
    "mail.status": {
        "arrived": N_("Just came in"),
        "entered": N_("In a ticket"),
        "held": N_("To be looked at"),
        "automatic": N_("Automatic"),
        "returned": N_("Came back"),
        "refused": N_("Turned away"),
    },
    "mail.why": {
        "unknown_sender": N_("nobody is known by this address"),
        "several": N_("people of several customers have this address"),
        "other_sender": N_("it answers a mail that went to somebody else"),
        "no_token": N_("it names a ticket, but doesn't prove that it answers our mail"),
        "not_taken": N_("the ticket takes no more answers"),
        "too_many": N_("too many mails came from this address"),
        "unreadable": N_("it can't be read"),
    },
    "mailbox.why": {
        "address": N_("the server isn't at a public address"),
        "name": N_("the server's name is unknown"),
        "connection": N_("no connection to the server"),
        "certificate": N_("the server's certificate isn't valid"),
        "sign_in": N_("the server refused the sign-in"),
        "time": N_("the server didn't answer in time"),
        "folder": N_("the server has no such folder"),
        "answer": N_("the server said something that can't be understood"),
        "secret": N_("the password can't be read any more; please enter it again"),
    },
    "mailbox.security": {
        "tls": N_("Encrypted from the start"),
        "starttls": N_("Encrypted after the greeting"),
        "none": N_("Not encrypted"),
    },
}
