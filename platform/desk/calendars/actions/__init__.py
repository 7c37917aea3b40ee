"""Every write to calendars: a tenant's own, their days, and what headquarters publishes."""

from desk.calendars.actions.days import MOST_DAYS, drop_day, set_days
from desk.calendars.actions.keeping import Owner, change_hours, make_calendar, remove_calendar
from desk.calendars.actions.publishing import (
    Year,
    confirm_year,
    publish_days,
    publish_year,
    reopen_year,
    withdraw_day,
)
from desk.calendars.actions.telling import tell_of_statutory_days

__all__ = [
    "MOST_DAYS",
    "Owner",
    "Year",
    "change_hours",
    "confirm_year",
    "drop_day",
    "make_calendar",
    "publish_days",
    "publish_year",
    "remove_calendar",
    "reopen_year",
    "set_days",
    "tell_of_statutory_days",
    "withdraw_day",
]
