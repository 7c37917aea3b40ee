"""What is done about imports: every write of this slice."""

from desk.imports.actions.beginning import begin, begin_local, choose, keep_table, opened
from desk.imports.actions.looking import check, read
from desk.imports.actions.running import resume, start, stop, take, take_batches
from desk.imports.actions.sweeping import sweep

__all__ = [
    "begin",
    "begin_local",
    "check",
    "choose",
    "keep_table",
    "opened",
    "read",
    "resume",
    "start",
    "stop",
    "sweep",
    "take",
    "take_batches",
]
