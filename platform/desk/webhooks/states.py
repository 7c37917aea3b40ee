"""The statuses of a webhook and of a delivery, and how long to wait before the next try; pure."""

from datetime import timedelta
from enum import StrEnum


class WebhookStatus(StrEnum):
    ON = "on"
    OFF = "off"
    DEAD = "dead"


class DeliveryStatus(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    FAILED = "failed"


class Why(StrEnum):
    """Why an attempt came to nothing, or a webhook is dead."""

    ADDRESS = "address"
    NAME = "name"
    CONNECTION = "connection"
    CERTIFICATE = "certificate"
    TIME = "time"
    ANSWER = "answer"
    STATUS = "status"
    REDIRECT = "redirect"
    GONE = "gone"
    FAILING = "failing"


BACK_OFF = tuple(
    timedelta(seconds=one)
    for one in (5, 30, 120, 600, 1_800, 3_600, 2 * 3_600, 4 * 3_600, 8 * 3_600, 8 * 3_600)  # a day, nearly
)
"""Until the second try of a delivery, until the third …; after the last it has failed."""
PATIENT = 3
"""Failures in a row after which the webhook as a whole rests: one bad delivery shall not hold up the others."""
LONGEST_REST = timedelta(minutes=10)
DEAD_AFTER, DEAD_WITHIN = 20, timedelta(hours=1)
"""Failures in a row, over at least so long, after which it is dead."""
ROTATION = timedelta(days=1)
"""How long the secret of before still signs beside the new one."""


def next_try(tries: int) -> timedelta | None:
    """How long until the next try after so many; None when it has failed."""
    return BACK_OFF[tries - 1] if tries <= len(BACK_OFF) else None


def rest(failures: int) -> timedelta:
    """How long a webhook rests after so many failures in a row."""
    if failures < PATIENT:
        return timedelta(0)
    return min(LONGEST_REST, timedelta(seconds=5 * 2 ** min(failures - PATIENT, 10)))


def is_dead(failures: int, failing: timedelta, *, gave_up: bool) -> bool:
    """Whether nobody is there any more: many failures over a while, or nothing else until a delivery had failed."""
    return (failures >= DEAD_AFTER and failing >= DEAD_WITHIN) or (gave_up and failing >= sum(BACK_OFF, timedelta(0)))
