"""The life of a partner."""

from enum import StrEnum


class PartnerStatus(StrEnum):
    INVITED = "invited"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    CLOSED = "closed"
    ERASED = "erased"


class ArchiveStatus(StrEnum):
    RUNNING = "running"
    READY = "ready"
    DROPPED = "dropped"


TURNS: dict[str, tuple[tuple[PartnerStatus, ...], PartnerStatus]] = {
    "suspend": ((PartnerStatus.INVITED, PartnerStatus.ACTIVE), PartnerStatus.SUSPENDED),
    "reopen": ((PartnerStatus.SUSPENDED, PartnerStatus.CLOSED), PartnerStatus.ACTIVE),
    "close": ((PartnerStatus.SUSPENDED,), PartnerStatus.CLOSED),
}
"""From where each act leads to where. A partner is suspended before it is closed: so it can take along what it has."""
