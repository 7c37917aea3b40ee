"""Codes that people type: the one that is printed beside a signature, and the six digits a name is typed with. Pure."""

import hmac
import secrets
from uuid import UUID

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_PARTS, _LONG = 3, 4


def new_check_code() -> str:
    """A code to be printed: 60 bits, no letters that look like others."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(_LONG)) for _ in range(_PARTS))


def tidy(typed: str) -> str:
    """A check code as somebody typed it off a paper."""
    plain = "".join(one for one in typed.upper() if one.isalnum())[: _PARTS * _LONG]
    return "-".join(plain[at : at + _LONG] for at in range(0, len(plain), _LONG))


def new_digits() -> str:
    """Six digits that are sent to somebody and good once."""
    return f"{secrets.randbelow(1_000_000):06}"


def hashed(key: bytes, asked_id: UUID, digits: str) -> str:
    """What is kept of the digits: without the installation's key, nobody finds them by trying all."""
    return hmac.digest(key, f"{asked_id} {''.join(digits.split())}".encode(), "sha256").hex()
