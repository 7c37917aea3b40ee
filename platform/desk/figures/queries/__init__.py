"""Reading figures: frozen months, and what a period comes to."""

from desk.figures.queries.board import Reckoned, board, month_by_month, running_month
from desk.figures.queries.months import FREEZE, Frozen, Months, first_fact, frozen_figures, frozen_months
from desk.figures.queries.reckoning import divided, parts_here, reckoned, reckoned_now

__all__ = [
    "FREEZE",
    "Frozen",
    "Months",
    "Reckoned",
    "board",
    "divided",
    "first_fact",
    "frozen_figures",
    "frozen_months",
    "month_by_month",
    "parts_here",
    "reckoned",
    "reckoned_now",
    "running_month",
]
