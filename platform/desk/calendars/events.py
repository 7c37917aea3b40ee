"""Facts about calendars."""

from desk.foundation.events import Event
from desk.foundation.translation import N_


class CalendarChanged(Event):
    """
    Working time isn't what it was: due times may move.

    The subject is the calendar; where ``what`` is ``statutory`` it is the tenant, and all its calendars may be meant.
    ``version`` is the one that counts from now on.
    """

    name = "calendar.changed"
    subject_kind = "calendar"
    fields = ("what", "owner_kind", "owner_id", "version", "day")
    sentence = N_("{by} changed a calendar.")
    icon = "calendar"


class StatutoryPublished(Event):
    """Headquarters' own fact; what each tenant hears of it is ``calendar.changed``."""

    name = "statutory.published"
    subject_kind = "statutory_year"
    fields = ("what", "country", "year")
    sentence = N_("{by} published statutory days of {year}.")
    icon = "calendar"


EVENTS = (CalendarChanged, StatutoryPublished)
