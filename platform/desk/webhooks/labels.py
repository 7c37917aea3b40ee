"""Words for what webhooks store."""

from desk.foundation.translation import N_

LABELS = {
    "webhook.status": {"on": N_("On"), "off": N_("Off"), "dead": N_("Nobody there")},
    "webhook.delivery": {"waiting": N_("Waiting"), "sent": N_("Delivered"), "failed": N_("Not delivered")},
    "webhook.why": {
        "address": N_("not a public address"),
        "name": N_("the name is unknown"),
        "connection": N_("no connection"),
        "certificate": N_("the certificate isn't valid"),
        "time": N_("no answer in time"),
        "answer": N_("no answer that can be read"),
        "status": N_("not accepted"),
        "redirect": N_("wanted to lead elsewhere"),
        "gone": N_("said that it is gone for good"),
        "failing": N_("nothing was taken for a long time"),
    },
}
