"""The seal over a signature: one hash of everything that it says and of the seal before it. Pure."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any


def seal(values: Mapping[str, Any]) -> str:
    """The SHA-256 of these values by name, whatever their order."""
    return hashlib.sha256(json.dumps({k: _plain(v) for k, v in values.items()}, sort_keys=True).encode()).hexdigest()


def _plain(value: Any) -> str | int | None:
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, bytes | bytearray | memoryview):
        return hashlib.sha256(bytes(value)).hexdigest()
    return str(value)
