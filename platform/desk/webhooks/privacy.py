"""Webhooks are the tenant's own."""

from desk.foundation.privacy import ErasureStep, Impersonal

ERASURE: list[ErasureStep] = [Impersonal("webhook", "addresses of programs; what is sent holds no person's values")]
