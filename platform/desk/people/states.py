"""The statuses of a member."""

from enum import StrEnum


class MemberStatus(StrEnum):
    ACTIVE = "active"
    LEFT = "left"
