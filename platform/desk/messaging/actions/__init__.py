"""Every write of messaging: telling, sending, consent, reading, and what a tenant says about it all."""

from desk.messaging.actions.consenting import opt_out, opt_out_by_reply, say
from desk.messaging.actions.health import end_rest
from desk.messaging.actions.hearing import Heard, hear_mail, hear_receipt, hear_reply
from desk.messaging.actions.keeping import (
    MessagingRules,
    NewServer,
    change_rules,
    change_server,
    change_text,
    check_server,
    check_text,
    choose_channels,
    drop_text,
    note_export,
    remove_server,
    try_server,
)
from desk.messaging.actions.reading import mark_all_read, mark_read
from desk.messaging.actions.sending import drop_waiting, send, send_again, tidy
from desk.messaging.actions.telling import tell
from desk.messaging.actions.ways import CHANNELS
from desk.messaging.actions.wording import Worded, default_of, words_for

__all__ = [
    "CHANNELS",
    "Heard",
    "MessagingRules",
    "NewServer",
    "Worded",
    "change_rules",
    "change_server",
    "change_text",
    "check_server",
    "check_text",
    "choose_channels",
    "default_of",
    "drop_text",
    "drop_waiting",
    "end_rest",
    "hear_mail",
    "hear_receipt",
    "hear_reply",
    "mark_all_read",
    "mark_read",
    "note_export",
    "opt_out",
    "opt_out_by_reply",
    "remove_server",
    "say",
    "send",
    "send_again",
    "tell",
    "tidy",
    "try_server",
    "words_for",
]
