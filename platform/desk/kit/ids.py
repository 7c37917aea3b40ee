"""
Keys, codes and secrets: every identifier that the house makes up is made here.

Keys carry the real clock, not the offset of test builds: their order is the order in which rows were made.
"""

import hashlib
import os
import re
import secrets
import threading
import time
from uuid import UUID

_VERSION_7 = 0x7 << 76
_VARIANT = 0b10 << 62
_SAYABLE = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U: read aloud on the phone without doubt
_PREFIX = re.compile(r"[a-z][a-z0-9_]{0,19}")

_stamp_lock = threading.Lock()
_last_stamp = 0


def uuid7() -> UUID:
    """
    A new key, greater than every key made before it in this process, even when the clock stands or goes back.

    48 bits of milliseconds since 1970, 12 bits of the fraction (steps of 244 ns), 62 random bits.
    """
    stamp = _next_stamp()
    milliseconds, fraction = stamp >> 12, stamp & 0xFFF
    return UUID(int=milliseconds << 80 | _VERSION_7 | fraction << 64 | _VARIANT | int.from_bytes(os.urandom(8)) >> 2)


def _next_stamp() -> int:
    """The time in 1/4096 ms, or one more than the last when that is not later."""
    global _last_stamp
    with _stamp_lock:
        _last_stamp = max((time.time_ns() << 12) // 1_000_000, _last_stamp + 1)
        return _last_stamp


def moment_of(key: UUID) -> float:
    """When a key was made, in seconds since 1970 on the real clock."""
    return (key.int >> 80) / 1000


def first_key(moment: float) -> UUID:
    """A key before all that are made at this moment or later, in seconds since 1970 on the real clock."""
    return UUID(int=int(max(moment, 0.0) * 1000) << 80)


def short_code() -> str:
    """A code such as ``7F3K-20`` that a person can read out so that an error is found; 30 bits, no secret."""
    drawn = "".join(secrets.choice(_SAYABLE) for _ in range(6))
    return f"{drawn[:4]}-{drawn[4:]}"


def secret_token(prefix: str) -> str:
    """
    ``<prefix>_`` and 32 random bytes, url-safe; the prefix lets a scanner see a leaked secret for what it is.

    Raises ValueError for a prefix that is not 1 to 20 of a-z, 0-9 and ``_`` with a letter first.
    """
    if not _PREFIX.fullmatch(prefix):
        raise ValueError(f"not a token prefix: {prefix!r}")
    return f"{prefix}_{secrets.token_urlsafe(32)}"


def fingerprint(token: str) -> str:
    """The SHA-256 of a secret token in 64 hex digits: what is stored, and looked for, in its place."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
