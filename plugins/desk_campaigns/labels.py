"""Words for what campaigns store."""

from desk.extend import N_

LABELS = {
    "campaigns.status": {
        "draft": N_("Draft"),
        "ready": N_("To be approved"),
        "approved": N_("Approved"),
        "scheduled": N_("Planned"),
        "sending": N_("Being sent"),
        "paused": N_("Paused"),
        "done": N_("Done"),
        "cancelled": N_("Cancelled"),
    },
    "campaigns.content": {
        "service_info": N_("Service information"),
        "service_event": N_("Service event"),
        "training_notice": N_("News of a training"),
        "exam_dates": N_("Dates of exams"),
        "virus_warning": N_("Virus warning"),
        "tips": N_("Tips"),
        "greeting": N_("Greeting"),
        "newsletter": N_("Newsletter"),
        "faq_digest": N_("Digest of frequent questions"),
        "impact_notice": N_("Planned disturbance"),
        "new_product": N_("New product"),
    },
    "campaigns.answers": {
        "kept": N_("are kept under Answers"),
        "ticket": N_("become tickets"),
        "registration": N_("register whoever says yes"),
    },
    "campaigns.rhythm": {
        "daily": N_("each day"),
        "weekly": N_("each week"),
        "monthly": N_("each month"),
        "yearly": N_("each year"),
    },
    "campaigns.why": {
        "left": N_("has left"),
        "no_address": N_("can't be reached by these channels"),
        "opted_out": N_("doesn't want it"),
        "no_consent": N_("hasn't agreed to it"),
        "duplicate": N_("same address as another recipient"),
    },
}
