"""Nothing here is about a person."""

from desk.foundation.privacy import ErasureStep, Impersonal

ERASURE: list[ErasureStep] = [
    Impersonal("sms_account", "the tenant's own"),
    Impersonal("sms_template", "the tenant's own"),
]
