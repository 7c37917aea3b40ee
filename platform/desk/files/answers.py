"""What programs get of files."""

from typing import Literal
from uuid import UUID

import msgspec

from desk.foundation.web.api import Instant


class Attachment(msgspec.Struct):
    """A file that belongs to something. It can be fetched when it is ``ready``; ``why`` says why it was refused."""

    id: UUID
    name: str
    content_type: str
    size: int
    status: Literal["checking", "ready", "refused"]
    why: str
    created_at: Instant


class File(msgspec.Struct):
    """A file that may be fetched: ``url`` is good for ten minutes, and needs no token."""

    id: UUID
    name: str
    content_type: str
    size: int
    sha256: str
    url: str
