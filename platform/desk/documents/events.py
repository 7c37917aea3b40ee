"""Facts about documents."""

from desk.foundation.events import Event
from desk.foundation.translation import N_


class LetterheadChanged(Event):
    name = "letterhead.changed"
    subject_kind = "letterhead"
    fields = ("changed",)
    sentence = N_("{by} changed the letterhead.")
    icon = "print"


EVENTS = (LetterheadChanged,)
