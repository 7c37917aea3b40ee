"""
Facts about tasks.

``task.done``, ``task.declined`` and ``task.cancelled`` are what askers wait for: they carry the key, the result and who
asked. The words of a person are read again by ``queries.result_of``.
"""

from desk.foundation.events import Event
from desk.foundation.translation import N_

ENDING = ("kind", "key", "result", "subject", "askers")
"""``subject`` is kind and id; ``askers`` a list of slug, reference, and kind and id of what it is about to them."""


class TaskEvent(Event):
    subject_kind = "task"
    icon = "check"


class TaskAsked(TaskEvent):
    """``due_at`` is what was promised, in ISO 8601; empty without a time, and where the asker's promise says it."""

    name = "task.asked"
    fields = ("kind", "key", "due_at", "to_member", "team", "role", "subject")
    sentence = N_("{by} asked for it.")
    icon = "plus"


class TaskJoined(TaskEvent):
    """Somebody else asked for the same thing; ``due_at`` is a moment sooner than before, or empty."""

    name = "task.joined"
    fields = ("kind", "key", "due_at", "asker")
    sentence = N_("{by} asked for the same and gets the result, too.")
    icon = "plus"


class TaskTaken(TaskEvent):
    name = "task.taken"
    fields = ("kind", "key")
    sentence = N_("{by} took it.")
    icon = "person-add"


class TaskHandedOver(TaskEvent):
    """``why`` is ``note``, ``left`` or ``absent``."""

    name = "task.handed_over"
    fields = ("kind", "key", "from_member", "to_member", "why")
    sentence = N_("{by} handed it over to {to_member}.")
    icon = "transfer"


class TaskDone(TaskEvent):
    name = "task.done"
    fields = ENDING
    sentence = N_("{by} did it: {result}.")


class TaskDeclined(TaskEvent):
    name = "task.declined"
    fields = ENDING
    sentence = N_("{by} declined it.")
    icon = "ban"


class TaskCancelled(TaskEvent):
    name = "task.cancelled"
    fields = ENDING
    sentence = N_("{by} cancelled it.")
    icon = "close"


class TaskWithdrawn(TaskEvent):
    """One of several askers doesn't need it any more; the others do."""

    name = "task.withdrawn"
    fields = ("kind", "key", "asker")
    sentence = N_("{by} doesn't need it any more; somebody else does.")
    icon = "close"


class TasksExported(TaskEvent):
    """A list was taken out. Its subject is the member."""

    name = "tasks.exported"
    subject_kind = "member"
    fields = ("count",)
    sentence = N_("{by} took {count} tasks out as a table.")
    icon = "download"
    audit = "export"


EVENTS = (
    *(TaskAsked, TaskJoined, TaskTaken, TaskHandedOver, TaskDone, TaskDeclined, TaskCancelled, TaskWithdrawn),
    TasksExported,
)
