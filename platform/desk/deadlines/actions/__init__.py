"""Every write to deadlines: following facts, climbing ladders, seeing to what was missed, counting anew."""

from desk.deadlines.actions.acknowledging import acknowledge, note_export, read_alert
from desk.deadlines.actions.climbing import climb_step, wake_steps
from desk.deadlines.actions.following import follow
from desk.deadlines.actions.limits import (
    MEASURED,
    change_limit,
    changing_with,
    check_limit,
    choose_profile,
    looser,
    outlook_of_profile,
    policy_now,
    promise_here,
    usual_limit,
)
from desk.deadlines.actions.minimums import publish_minimum
from desk.deadlines.actions.policies import NewPolicy, Outlook, apply_portion, outlook, regrade_portion, set_policy
from desk.deadlines.actions.reckoning import policy_of, profile_of
from desk.deadlines.actions.recounting import Verified, recount, recount_portion, verify
from desk.deadlines.actions.rollouts import STEPS, Days, answer_trial, spread_minimum, try_days, try_minimum

__all__ = [
    "MEASURED",
    "STEPS",
    "Days",
    "NewPolicy",
    "Outlook",
    "Verified",
    "acknowledge",
    "answer_trial",
    "apply_portion",
    "change_limit",
    "changing_with",
    "check_limit",
    "choose_profile",
    "climb_step",
    "follow",
    "looser",
    "note_export",
    "outlook",
    "outlook_of_profile",
    "policy_now",
    "policy_of",
    "profile_of",
    "promise_here",
    "publish_minimum",
    "read_alert",
    "recount",
    "recount_portion",
    "regrade_portion",
    "set_policy",
    "spread_minimum",
    "try_days",
    "try_minimum",
    "usual_limit",
    "verify",
    "wake_steps",
]
