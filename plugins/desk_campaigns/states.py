"""What a campaign can be, and who may take it from where to where; pure."""

from calendar import monthrange
from datetime import datetime, timedelta
from enum import StrEnum

from desk.extend import Move


class Status(StrEnum):
    DRAFT = "draft"
    READY = "ready"
    APPROVED = "approved"
    SCHEDULED = "scheduled"
    SENDING = "sending"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"


class Content(StrEnum):
    """What a person writes by hand; the other kinds of the trade come from facts."""

    SERVICE_INFO = "service_info"
    SERVICE_EVENT = "service_event"
    TRAINING_NOTICE = "training_notice"
    EXAM_DATES = "exam_dates"
    VIRUS_WARNING = "virus_warning"
    TIPS = "tips"
    GREETING = "greeting"
    NEWSLETTER = "newsletter"
    FAQ_DIGEST = "faq_digest"
    IMPACT_NOTICE = "impact_notice"
    NEW_PRODUCT = "new_product"


class Answers(StrEnum):
    """What becomes of an answer."""

    KEPT = "kept"
    TICKET = "ticket"
    REGISTRATION = "registration"


class Rhythm(StrEnum):
    """How often a series comes."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    YEARLY = "yearly"


class Fate(StrEnum):
    """What became of a recipient."""

    WAITING = "waiting"
    HANDED = "handed"
    SKIPPED = "skipped"
    DROPPED = "dropped"


URGENT = (Content.VIRUS_WARNING,)
"""Goes before everything else, also in quiet hours."""
NEEDS_CONSENT = (Content.NEW_PRODUCT,)
"""Only to who said yes."""
CHANNELS = ("inbox", "email", "sms")
YES = frozenset({"1", "y", "yes", "ok", "是", "好", "好的", "参加", "报名", "我参加", "我报名"})
"""All that an answer says that registers somebody."""
OPEN = (Status.DRAFT, Status.READY, Status.APPROVED, Status.SCHEDULED, Status.SENDING, Status.PAUSED)
WRITE, APPROVE = "campaigns.write", "campaigns.approve"

CHANGE = Move("change", (Status.DRAFT, Status.READY), Status.DRAFT, WRITE)
PREPARE = Move("prepare", (Status.DRAFT,), Status.READY, WRITE)
TRY = Move("try", (Status.DRAFT, Status.READY, Status.APPROVED), None, WRITE)
ALLOW = Move("allow", (Status.READY,), Status.APPROVED, WRITE)
SEND = Move("send", (Status.APPROVED,), Status.SENDING, WRITE)
SCHEDULE = Move("schedule", (Status.APPROVED,), Status.SCHEDULED, WRITE)
PAUSE = Move("pause", (Status.SENDING,), Status.PAUSED, WRITE)
RESUME = Move("resume", (Status.PAUSED,), Status.SENDING, WRITE)
CANCEL = Move("cancel", OPEN, Status.CANCELLED, WRITE)


def audience_kind(content: str) -> str:
    """The notice of a kind of content: what contacts agree to and refuse."""
    return f"campaigns.{content}"


def means_yes(text: str) -> bool:
    """Whether an answer says no more than that they come."""
    return text.strip().strip("。.!！“”\"'").strip().lower() in YES


def turn_after(first: datetime, rhythm: str, now: datetime) -> datetime:
    """The first moment of a rhythm after now, at the same time of day; what a short month lacks is its last day."""
    if rhythm in (Rhythm.DAILY, Rhythm.WEEKLY):
        step = timedelta(days=1 if rhythm == Rhythm.DAILY else 7)
        turn = first + step * max(0, (now - first) // step)
        while turn <= now:
            turn += step
        return turn
    months, each = 0, 1 if rhythm == Rhythm.MONTHLY else 12
    turn = first
    while turn <= now:
        months += each
        year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
        turn = first.replace(year=year, month=month + 1, day=min(first.day, monthrange(year, month + 1)[1]))
    return turn
