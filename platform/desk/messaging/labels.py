"""Words for what messaging stores."""

from desk.foundation.translation import N_

LABELS = {
    "figure.by": {"channel": N_("By channel")},
    "delivery.status": {
        "waiting": N_("Waiting to be sent"),
        "sending": N_("Being sent"),
        "sent": N_("Sent"),
        "failed": N_("Not sent"),
        "bounced": N_("Came back"),
        "skipped": N_("Skipped"),
        "unknown": N_("Not known"),
    },
    "delivery.why": {
        "left": N_("the person has left"),
        "no_address": N_("no address for this channel"),
        "opted_out": N_("the person doesn't want it"),
        "no_consent": N_("the person hasn't agreed to it"),
        "off": N_("this notice or channel is switched off"),
        "cap": N_("the person got too many messages that day"),
        "late": N_("it happened too long ago to be news"),
        "not_needed": N_("it wasn't needed any more"),
        "quiet": N_("quiet hours"),
        "interrupted": N_("sending was interrupted, so it may have arrived"),
        "gave_up": N_("not taken after many tries"),
        "refused": N_("the other side refused it"),
        "no_mailbox": N_("the other side knows no such address"),
        "no_server": N_("no mail server is set up"),
        "address": N_("the server isn't at a public address"),
        "name": N_("the server's name is unknown"),
        "connection": N_("no connection to the server"),
        "certificate": N_("the server's certificate isn't valid"),
        "sign_in": N_("the server refused the sign-in"),
        "time": N_("the server didn't answer in time"),
    },
    "consent.source": {
        "staff": N_("told a colleague"),
        "portal": N_("chosen in the portal"),
        "link": N_("by the link in a message"),
        "reply": N_("by a reply"),
        "program": N_("from another program"),
        "sample": N_("invented"),
    },
    "mail_server.security": {
        "tls": N_("Encrypted from the start"),
        "starttls": N_("Encrypted after the greeting"),
        "none": N_("Not encrypted"),
    },
}
