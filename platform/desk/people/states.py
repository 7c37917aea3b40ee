"""The statuses of a member and the purposes of a link."""

from enum import StrEnum

from desk.foundation.moves import Move


class MemberStatus(StrEnum):
    ACTIVE = "active"
    LEFT = "left"


class Purpose(StrEnum):
    """What an access link is for."""

    INVITATION = "invitation"
    RESET = "reset"


LEAVE = Move("leave", (MemberStatus.ACTIVE,), MemberStatus.LEFT, "member.manage")
RETURN = Move("return", (MemberStatus.LEFT,), MemberStatus.ACTIVE, "member.manage")
