"""Nothing here is about a person."""

from desk.foundation.privacy import ErasureStep, Impersonal

ERASURE: list[ErasureStep] = [Impersonal("chat_robot", "the tenant's own")]
