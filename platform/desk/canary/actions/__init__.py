"""Everything that is done with the canaries: they are founded, sent, and what they found is kept."""

from desk.canary.actions.founding import found_canaries
from desk.canary.actions.running import ask_run, go_on, send_nightly, try_all
from desk.canary.actions.walking import Leak, Step, Walk, steps_of

__all__ = [
    "Leak",
    "Step",
    "Walk",
    "ask_run",
    "found_canaries",
    "go_on",
    "send_nightly",
    "steps_of",
    "try_all",
]
