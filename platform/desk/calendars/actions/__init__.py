"""Every write to calendars."""

from desk.calendars.actions.telling import tell_of_statutory_days

__all__ = ["tell_of_statutory_days"]
