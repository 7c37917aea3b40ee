"""What programs get of a search."""

from uuid import UUID

import msgspec

from desk.foundation.web.api import Instant


class Found(msgspec.Struct):
    """One thing that fits; ``url`` is its page in the workspace."""

    kind: str
    id: UUID
    title: str
    detail: str
    url: str
    at: Instant
