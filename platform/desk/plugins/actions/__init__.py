"""Everything that is done with plugins: switching them, asking them again, the past, taking them away."""

from desk.plugins.actions.removing import begin_removal, remove_portion
from desk.plugins.actions.replaying import begin_replay, replay_portion
from desk.plugins.actions.switching import ask_again, switch_off, switch_on, switch_to

__all__ = [
    "ask_again",
    "begin_removal",
    "begin_replay",
    "remove_portion",
    "replay_portion",
    "switch_off",
    "switch_on",
    "switch_to",
]
