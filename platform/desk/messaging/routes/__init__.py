"""The pages of messages: what was sent, notices and their texts, rules, one contact, inboxes."""

from desk.messaging.routes import channels, contact, inbox, incoming, log, notices, replies, rules

WORKSPACE = (
    *log.HANDLERS,
    *replies.HANDLERS,
    *notices.HANDLERS,
    *channels.HANDLERS,
    *rules.HANDLERS,
    *contact.HANDLERS,
    *incoming.HANDLERS,
)
STAFF = (*log.HANDLERS, *replies.HANDLERS, *notices.HANDLERS, *channels.HANDLERS, *rules.HANDLERS, *incoming.HANDLERS)
"""For headquarters too, which has no contacts."""
EVERYBODY = inbox.HANDLERS
