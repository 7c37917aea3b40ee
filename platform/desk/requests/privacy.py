"""Requests are about customers."""

from desk.foundation.privacy import ErasureStep, Impersonal, Pending
from desk.foundation.translation import N_

ERASURE: list[ErasureStep] = [
    Pending("request", N_("Requests"), "r.assignee = who.person and r.ended_at is null", ("member",)),
    *(
        Impersonal(table, "words of colleagues about work for a customer")
        for table in ("request", "request_note", "request_claim")
    ),
]
