"""What programs get of signatures."""

from typing import Literal
from uuid import UUID

import msgspec

from desk.foundation.web.api import Instant


class Given(msgspec.Struct):
    """
    One signature. ``current``: the document still says what was signed; ``fingerprint`` is the SHA-256 of those words.

    ``file`` is the signed PDF and ``scan`` the paper, to be fetched at ``/files/{id}``.
    """

    id: UUID
    signer: str
    method: Literal["drawn", "typed", "scan"]
    signed_at: Instant
    code: str
    fingerprint: str
    current: bool
    file: UUID
    scan: UUID | None
