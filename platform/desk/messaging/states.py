"""The statuses of a delivery, why it didn't arrive, what consent comes to, and when it is tried again; pure."""

from datetime import timedelta
from enum import StrEnum

from desk.foundation.notices import Consent


class DeliveryStatus(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    BOUNCED = "bounced"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """Why a delivery waits, wasn't sent, or may not have been taken."""

    LEFT = "left"
    NO_ADDRESS = "no_address"
    OPTED_OUT = "opted_out"
    NO_CONSENT = "no_consent"
    OFF = "off"
    CAP = "cap"
    LATE = "late"
    NOT_NEEDED = "not_needed"
    QUIET = "quiet"
    INTERRUPTED = "interrupted"
    GAVE_UP = "gave_up"
    REFUSED = "refused"
    NO_MAILBOX = "no_mailbox"
    NO_SERVER = "no_server"
    ADDRESS = "address"
    NAME = "name"
    CONNECTION = "connection"
    CERTIFICATE = "certificate"
    SIGN_IN = "sign_in"
    TIME = "time"
    NO_GATEWAY = "no_gateway"
    NO_TEMPLATE = "no_template"
    NO_ROBOT = "no_robot"
    BALANCE = "balance"
    TOO_MANY = "too_many"
    NOT_DELIVERED = "not_delivered"
    RESTING = "resting"
    PACED = "paced"


class Source(StrEnum):
    """Where a contact said what they want."""

    STAFF = "staff"
    PORTAL = "portal"
    LINK = "link"
    REPLY = "reply"
    PROGRAM = "program"
    SAMPLE = "sample"


EVERY_KIND = ""
"""In place of a notice's kind: all of a channel."""
ENDED = (DeliveryStatus.SENT, DeliveryStatus.FAILED, DeliveryStatus.BOUNCED, DeliveryStatus.SKIPPED)
AGAIN = (DeliveryStatus.FAILED, DeliveryStatus.BOUNCED, DeliveryStatus.UNKNOWN, DeliveryStatus.SKIPPED)
"""What a person may send again."""
BACK_OFF = tuple(timedelta(seconds=one) for one in (30, 120, 600, 1_800, 2 * 3_600, 4 * 3_600, 8 * 3_600, 8 * 3_600))
"""Until the second try, until the third …; after the last it has failed: a day, nearly."""
OLD = timedelta(days=2)
"""What happened longer ago is no news any more: nobody is told of it."""
STOP_WORDS = frozenset({"td", "t", "n", "0000", "退订", "退", "stop", "unsubscribe", "cancel", "end", "quit"})


def next_try(tries: int) -> timedelta | None:
    """How long until the next try after so many; None when it has failed."""
    return BACK_OFF[tries - 1] if tries <= len(BACK_OFF) else None


def objection(consent: Consent, *, is_there: bool, address: str, said: bool | None) -> Why | None:
    """Why somebody isn't to be told by a channel, or None. ``said`` is what they said of it, if they did."""
    if not is_there:
        return Why.LEFT
    if not address:
        return Why.NO_ADDRESS
    if consent == "none":
        return None
    if said is False:
        return Why.OPTED_OUT
    return Why.NO_CONSENT if consent == "needed" and not said else None


def means_stop(text: str) -> bool:
    """Whether a reply says no more than that no more is wanted."""
    return text.strip().strip("。.!！“”\"'").strip().lower() in STOP_WORDS
