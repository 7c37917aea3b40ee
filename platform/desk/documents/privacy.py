"""Letterheads are the tenant's own."""

from desk.foundation.privacy import ErasureStep, Impersonal

ERASURE: list[ErasureStep] = [Impersonal("letterhead", "the tenant's own")]
