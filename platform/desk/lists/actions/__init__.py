"""Every write to what members keep of lists, and the runs over many rows."""

from desk.lists.actions.choosing import choose_columns, choose_usual
from desk.lists.actions.running import begin_run, carry_on, undo_run
from desk.lists.actions.saving import change_view, move_view, remove_view, save_view

__all__ = [
    "begin_run",
    "carry_on",
    "change_view",
    "choose_columns",
    "choose_usual",
    "move_view",
    "remove_view",
    "save_view",
    "undo_run",
]
