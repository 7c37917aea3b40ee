"""What headquarters reads of partners are counts."""

from desk.foundation.privacy import ErasureStep, Impersonal

ERASURE: list[ErasureStep] = [Impersonal("partner", "a company and counts")]
