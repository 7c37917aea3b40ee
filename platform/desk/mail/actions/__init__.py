"""Every write about mail that comes in."""

from desk.mail.actions.answering import thread_of
from desk.mail.actions.boxes import MOST, NewBox, add_box, change_box, look_now, remove_box, secrets_of
from desk.mail.actions.fetching import fetch, look
from desk.mail.actions.settling import accept_mail, refuse_mail, tidy
from desk.mail.actions.sorting import sort_mail
from desk.mail.actions.storing import keep, keep_handed_in

__all__ = [
    "MOST",
    "NewBox",
    "accept_mail",
    "add_box",
    "change_box",
    "fetch",
    "keep",
    "keep_handed_in",
    "look",
    "look_now",
    "refuse_mail",
    "remove_box",
    "secrets_of",
    "sort_mail",
    "thread_of",
    "tidy",
]
