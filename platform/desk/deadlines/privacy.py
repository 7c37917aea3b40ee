"""Promises are about things; who is told of a miss is a member."""

from desk.foundation.privacy import Dropped, ErasureStep, Impersonal
from desk.foundation.translation import N_

ERASURE: list[ErasureStep] = [
    Dropped("deadline_alert", N_("Alerts"), "r.member = who.person", ("member",)),
    *(
        Impersonal(table, "the name of the thing, and the tenant's own rules")
        for table in ("deadline", "deadline_policy", "deadline_profile")
    ),
    Impersonal("minimum_stage", "which partner a minimum has reached"),
]
