"""Every write to deadlines: following facts, climbing ladders, seeing to what was missed, counting anew."""

from desk.deadlines.actions.acknowledging import acknowledge, read_alert
from desk.deadlines.actions.climbing import climb_step
from desk.deadlines.actions.following import follow
from desk.deadlines.actions.recounting import Verified, recount, recount_portion, verify

__all__ = ["Verified", "acknowledge", "climb_step", "follow", "read_alert", "recount", "recount_portion", "verify"]
