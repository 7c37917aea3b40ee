"""
Whose calendars there are. Where both customers have one, the one that stays keeps its own.

The other's is kept for what was counted with it.
"""

from desk.foundation.merging import MergeStep, Moves, Stays
from desk.foundation.translation import N_

STEPS: list[MergeStep] = [
    Moves(
        *("work_calendar", "owner_id", "customer", N_("Calendars"), "r.owner_kind = 'customer'"),
        alone=("owner_kind",),
        or_stays=True,
    ),
    Stays("work_calendar_version", "by_id", "versions are kept as they were made"),
]
