"""Every write to deadlines: following facts, climbing ladders, seeing to what was missed, counting anew."""

from desk.deadlines.actions.acknowledging import acknowledge, read_alert
from desk.deadlines.actions.climbing import climb_step
from desk.deadlines.actions.following import follow
from desk.deadlines.actions.policies import NewPolicy, Outlook, apply_portion, outlook, set_policy
from desk.deadlines.actions.recounting import Verified, recount, recount_portion, verify

__all__ = [
    "NewPolicy",
    "Outlook",
    "Verified",
    "acknowledge",
    "apply_portion",
    "climb_step",
    "follow",
    "outlook",
    "read_alert",
    "recount",
    "recount_portion",
    "set_policy",
    "verify",
]
