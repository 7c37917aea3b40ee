"""Facts about imports; what became of the things themselves is said by the slice whose they are."""

from desk.foundation.events import Event
from desk.foundation.translation import N_


class ImportBegun(Event):
    name = "import.begun"
    subject_kind = "import_run"
    fields = ("kind",)
    sentence = N_("{by} sent a table to be brought in.")
    icon = "upload"


class ImportStarted(Event):
    """Somebody looked at what would become of the rows and said yes."""

    name = "import.started"
    subject_kind = "import_run"
    fields = ("kind", "whole")
    sentence = N_("{by} started an import.")
    icon = "upload"


class ImportEnded(Event):
    """``status`` is done, cancelled or failed."""

    name = "import.ended"
    subject_kind = "import_run"
    fields = ("kind", "status", "rows", "created", "updated", "refused")
    sentence = N_("An import ended: {created} new, {updated} updated, {refused} not taken.")
    icon = "check"


EVENTS = (ImportBegun, ImportStarted, ImportEnded)
