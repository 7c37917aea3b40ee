"""Facts about saved views and about many rows at once."""

from desk.foundation.events import Event
from desk.foundation.translation import N_


class ViewEvent(Event):
    subject_kind = "saved_view"
    fields = ("list", "shared")
    icon = "list"


class ViewSaved(ViewEvent):
    name = "view.saved"
    sentence = N_("{by} saved a view of a list.")


class ViewChanged(ViewEvent):
    name = "view.changed"
    sentence = N_("{by} changed a saved view.")


class ViewRemoved(ViewEvent):
    name = "view.removed"
    sentence = N_("{by} removed a saved view.")
    icon = "trash"


class BulkEvent(Event):
    """``done`` is how many rows were changed or put back, ``left`` how many were refused or kept as they are."""

    subject_kind = "bulk_run"
    fields = ("list", "action", "done", "left")
    icon = "check"


class BulkAsked(BulkEvent):
    """More rows than one request can do; a job does them, and again for the rest."""

    name = "bulk.asked"
    sentence = N_("{by} chose many rows of a list for one action.")


class BulkEnded(BulkEvent):
    name = "bulk.ended"
    sentence = N_("{by} did the same with many rows of a list.")


class BulkUndone(BulkEvent):
    name = "bulk.undone"
    sentence = N_("{by} undid what was done with many rows of a list.")
    icon = "undo"


EVENTS = (ViewSaved, ViewChanged, ViewRemoved, BulkAsked, BulkEnded, BulkUndone)
