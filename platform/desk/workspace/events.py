"""Facts about the work of the platform itself."""

from desk.foundation.events import Event
from desk.foundation.translation import N_


class WorkRetried(Event):
    name = "reaction.retried"
    subject_kind = "reaction"
    fields = ("subscriber",)
    sentence = N_("{by} had failed work tried again.")


EVENTS = (WorkRetried,)
