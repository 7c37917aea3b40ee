"""Everything that is done with plugins: switching them on and off, asking them again."""

from desk.plugins.actions.replaying import begin_replay, replay_portion
from desk.plugins.actions.switching import ask_again, switch_off, switch_on, switch_to

__all__ = ["ask_again", "begin_replay", "replay_portion", "switch_off", "switch_on", "switch_to"]
