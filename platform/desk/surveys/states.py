"""The statuses of a survey, the three levels, and how one answers; pure."""

from enum import StrEnum


class Status(StrEnum):
    WAITING = "waiting"
    ASKED = "asked"
    SKIPPED = "skipped"
    ANSWERED = "answered"


class Level(StrEnum):
    POOR = "poor"
    AVERAGE = "average"
    GOOD = "good"


class Channel(StrEnum):
    LINK = "link"
    QR = "qr"
    PAGE = "page"
    PHONE = "phone"
