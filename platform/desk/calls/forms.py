"""What is told of calls, and what comes of calling back."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta

from desk.foundation.web.forms import Form


class CallForm(Form):
    """One word about a call. ``member`` is a staff number; ``reference`` what the telephone system calls the call."""

    event: Literal["ringing", "answered", "ended", "missed", "message", "unclear", "changed"] = "ringing"
    number: Annotated[str, Meta(max_length=60)] = ""
    reference: Annotated[str, Meta(max_length=100)] = ""
    line: Annotated[str, Meta(max_length=40)] = ""
    member: Annotated[str, Meta(max_length=20)] = ""
    rings: Annotated[int, Meta(ge=0, le=99)] | None = None
    at: datetime | None = None
    note: Annotated[str, Meta(max_length=2_000)] = ""


class MessageForm(Form):
    """Somebody left word and wants to be called back."""

    number: Annotated[str, Meta(min_length=3, max_length=60)]
    note: Annotated[str, Meta(max_length=2_000)] = ""


class BackForm(Form):
    reached: bool = False
