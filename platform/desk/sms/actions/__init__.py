"""Every write of short messages: the account, templates, sending, and what comes back."""

from desk.sms.actions.hearing import hear
from desk.sms.actions.keeping import NewAccount, change_account, remove_account, set_template, try_account, unsealed
from desk.sms.actions.sending import CHANNEL, SMS

__all__ = [
    "CHANNEL",
    "SMS",
    "NewAccount",
    "change_account",
    "hear",
    "remove_account",
    "set_template",
    "try_account",
    "unsealed",
]
