"""Facts about what was tried: headquarters' own."""

from desk.foundation.events import Event
from desk.foundation.translation import N_


class CanaryAsked(Event):
    """Somebody, or the night, sent the canaries."""

    name = "canary.asked"
    subject_kind = "canary_run"
    sentence = N_("{by} had it tried whether anything leaks between tenants.")
    icon = "search"


class CanaryEnded(Event):
    """All steps were tried."""

    name = "canary.ended"
    subject_kind = "canary_run"
    fields = ("steps", "leaked")
    sentence = N_("{leaked} of {steps} steps leaked.")
    icon = "check"


class CanaryLeaked(Event):
    """The alarm: something of one tenant came to another."""

    name = "canary.leaked"
    subject_kind = "canary_run"
    fields = ("steps", "leaked")
    sentence = N_("{leaked} of {steps} steps leaked from one tenant to another.")
    icon = "alert"


EVENTS = (CanaryAsked, CanaryEnded, CanaryLeaked)
