"""What a tenant may set about lists."""

from datetime import timedelta

from desk.foundation.choices import Setting, chosen
from desk.foundation.translation import N_

UNDO = Setting(
    "lists.undo_minutes",
    "count",
    10,
    N_("How long an action over many rows can be undone"),
    unit=N_("minutes"),
    least=1,
    most=1440,
)
SETTINGS = (UNDO,)


def undo_life() -> timedelta:
    """So long a run can be undone."""
    return timedelta(minutes=chosen(UNDO))
