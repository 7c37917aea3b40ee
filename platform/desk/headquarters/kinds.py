"""What headquarters is alerted of: each figure of a partner with its threshold."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from desk.foundation.choices import Setting
from desk.headquarters import settings

LEAST = 20
"""Promises from which a share says something."""
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a partner published, as alerts look at it."""

    partner: UUID
    slug: str
    name: str
    open_tickets: int
    unassigned_tickets: int
    published_at: datetime
    kept: int
    settled: int
    owed_late: int


@dataclass(frozen=True, slots=True)
class AlertKind:
    """One kind of alert. ``value`` is None where nothing can be said; ``falls``: too little of it is the trouble."""

    name: str
    threshold: Setting[int]
    value: Callable[[Reading, datetime], int | None]
    unit: Literal["", "%", "h"] = ""
    falls: bool = False

    def is_beyond(self, value: int | None, threshold: int) -> bool:
        """Whether this is an alert; a threshold of 0 asks for none."""
        if value is None or not threshold:
            return False
        return value < threshold if self.falls else value >= threshold

    def worse(self, one: int, other: int) -> int:
        """The worse of two values."""
        return min(one, other) if self.falls else max(one, other)


def _on_time(one: Reading, _at: datetime) -> int | None:
    return 100 * one.kept // one.settled if one.settled >= LEAST else None


KINDS = (
    AlertKind("unassigned", settings.UNASSIGNED, lambda one, _at: one.unassigned_tickets),
    AlertKind("open", settings.OPEN, lambda one, _at: one.open_tickets),
    AlertKind("late", settings.ON_TIME, _on_time, unit="%", falls=True),
    AlertKind("owed", settings.OWED, lambda one, _at: one.owed_late),
    AlertKind("silent", settings.SILENT, lambda one, at: (at - one.published_at) // HOUR, unit="h"),
)
BY_NAME = {one.name: one for one in KINDS}
