"""What becomes of a mail, and why one is held."""

from enum import StrEnum


class MailStatus(StrEnum):
    ARRIVED = "arrived"
    ENTERED = "entered"
    HELD = "held"
    AUTOMATIC = "automatic"
    RETURNED = "returned"
    REFUSED = "refused"


class Held(StrEnum):
    UNKNOWN_SENDER = "unknown_sender"
    SEVERAL = "several"
    OTHER_SENDER = "other_sender"
    NO_TOKEN = "no_token"  # noqa: S105 - a reason
    NOT_TAKEN = "not_taken"
    TOO_MANY = "too_many"
    UNREADABLE = "unreadable"


SETTLED_BY_HAND = (MailStatus.HELD, MailStatus.AUTOMATIC, MailStatus.REFUSED)
"""What a person may still enter."""
