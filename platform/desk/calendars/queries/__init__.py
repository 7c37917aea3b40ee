"""Reading calendars; every statement of this slice stands in here."""

from desk.calendars.queries.at import (
    calendar_at_version,
    hours_of,
    is_provisional,
    published_version,
    statutory_days,
    team_id,
    work_calendar,
)
from desk.calendars.states import CalendarAt

__all__ = [
    "CalendarAt",
    "calendar_at_version",
    "hours_of",
    "is_provisional",
    "published_version",
    "statutory_days",
    "team_id",
    "work_calendar",
]
