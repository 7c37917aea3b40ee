"""What partners publish: their cards and their scorecards."""

from desk.headquarters.queries.partners import own_counts, partners
from desk.headquarters.queries.scorecards import (
    PUBLISH,
    SHOWN,
    Average,
    Partner,
    averages,
    months_known,
    own_months,
    partner_named,
    partners_listed,
    scores,
    scores_of,
)

__all__ = [
    "PUBLISH",
    "SHOWN",
    "Average",
    "Partner",
    "averages",
    "months_known",
    "own_counts",
    "own_months",
    "partner_named",
    "partners",
    "partners_listed",
    "scores",
    "scores_of",
]
