"""To which campaigns somebody belonged, for whoever asks, and until it is erased."""

from desk.extend import N_, privacy

_THEIRS = "r.contact = who.person"
EXPORT = [
    privacy.Given(
        "campaigns_recipient", ("status", "why", "registered_at", "ticket"), N_("Campaigns"), _THEIRS, ("contact",)
    )
]
ERASURE: list[privacy.ErasureStep] = [
    privacy.Dropped("campaigns_recipient", N_("Campaigns"), _THEIRS, ("contact",)),
    privacy.Impersonal("campaigns_series", "texts to many, about no one"),
    privacy.Impersonal("campaigns_campaign", "a text to many, about no one"),
]
