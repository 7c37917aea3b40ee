"""What programs get of a search."""

from datetime import datetime
from uuid import UUID

import msgspec


class Found(msgspec.Struct):
    """One thing that fits; ``url`` is its page in the workspace."""

    kind: str
    id: UUID
    title: str
    detail: str
    url: str
    at: datetime
