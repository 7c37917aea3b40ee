"""The statuses of a call, what a telephone system may tell of one, and which of it makes sense when."""

from enum import StrEnum


class CallStatus(StrEnum):
    RINGING = "ringing"
    TALKING = "talking"
    ENDED = "ended"
    MISSED = "missed"
    TO_CALL_BACK = "to_call_back"
    CALLED_BACK = "called_back"


class Told(StrEnum):
    """What is told of a call."""

    RINGING = "ringing"
    ANSWERED = "answered"
    ENDED = "ended"
    MISSED = "missed"
    MESSAGE = "message"
    UNCLEAR = "unclear"
    CHANGED = "changed"


FROM: dict[Told, tuple[CallStatus, ...]] = {
    Told.ANSWERED: (CallStatus.RINGING,),
    Told.ENDED: (CallStatus.TALKING, CallStatus.RINGING),
    Told.MISSED: (CallStatus.RINGING,),
    Told.MESSAGE: (CallStatus.RINGING, CallStatus.MISSED),
    Told.UNCLEAR: (CallStatus.TALKING,),
    Told.CHANGED: (CallStatus.TALKING,),
}
"""What comes late or twice changes nothing."""
LIVE = (CallStatus.RINGING, CallStatus.TALKING)
THIRD_RING = 3
