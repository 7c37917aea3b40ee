"""Facts about figures."""

from desk.foundation.events import Event
from desk.foundation.translation import N_


class FiguresFrozen(Event):
    """A month was frozen; ``month`` is its first day. Its subject is the tenant."""

    name = "figures.frozen"
    subject_kind = "tenant"
    fields = ("month", "count")
    sentence = N_("The figures of the month from {month} were frozen.")
    icon = "chart"


class FiguresExported(Event):
    """Figures were taken out as a table. Its subject is the member."""

    name = "figures.exported"
    subject_kind = "member"
    fields = ("count",)
    sentence = N_("{by} took {count} figures out as a table.")
    icon = "download"
    audit = "export"


EVENTS = (FiguresFrozen, FiguresExported)
