"""Every write to tasks: asking, taking, handing over, ending."""

from desk.tasks.actions.asking import Asked, NewTask, ask
from desk.tasks.actions.ending import cancel_task, decline_task, finish_task, withdraw
from desk.tasks.actions.noting import index_task, note_export
from desk.tasks.actions.working import hand_over_all, hand_over_task, stand_in, take_task, wait_elsewhere

__all__ = [
    "Asked",
    "NewTask",
    "ask",
    "cancel_task",
    "decline_task",
    "finish_task",
    "hand_over_all",
    "hand_over_task",
    "index_task",
    "note_export",
    "stand_in",
    "take_task",
    "wait_elsewhere",
    "withdraw",
]
