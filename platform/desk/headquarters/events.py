"""Facts about what headquarters looked at."""

from desk.foundation.events import Event
from desk.foundation.translation import N_


class ScorecardsExported(Event):
    """Scorecards were taken out as a table. Its subject is the operator."""

    name = "scorecards.exported"
    subject_kind = "member"
    fields = ("count",)
    sentence = N_("{by} took the scorecards of {count} partners out as a table.")
    icon = "download"
    audit = "export"


EVENTS = (ScorecardsExported,)
