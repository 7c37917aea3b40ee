"""What is promised about tasks: the moment that the asker named."""

from desk.foundation.promises import Promise, When
from desk.foundation.translation import N_

SOONER = When("task.joined", unless={"due_at": ("",)})
"""Somebody else needs it sooner: what was promised before isn't what counts."""
IN_TIME = Promise(
    id="TK-D1",
    subject_kind="task",
    what=N_("task done"),
    starts=(When("task.asked", unless={"due_at": ("",)}), SOONER),
    ends=("task.done",),
    cancels=("task.declined", "task.cancelled", SOONER),
    moves=("task.taken", "task.handed_over"),
    until="due_at",
)
PROMISES = (IN_TIME,)
