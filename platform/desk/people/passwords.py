"""Passwords: Argon2id, off the loop, two at a time, the same time for logins that don't exist."""

import asyncio
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from desk.foundation.errors import Invalid
from desk.foundation.translation import N_, gettext

LEAST = 10
MOST = 200
TOO_SHORT = N_("A password needs at least {least} characters.")

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_two = asyncio.Semaphore(2)


@cache
def _nobodys() -> str:
    return _hasher.hash("a password that nobody has")


async def hash_password(password: str) -> str:
    """The hash of a new password. Raises ``Invalid`` for one that is too short."""
    if not LEAST <= len(password) <= MOST:
        raise Invalid({"password": gettext(TOO_SHORT).format(least=LEAST)})
    async with _two:
        return await asyncio.to_thread(_hasher.hash, password)


async def matches(password: str, stored: str | None) -> bool:
    """Whether the password belongs to the hash; takes as long when there is none."""
    async with _two:
        return await asyncio.to_thread(_matches, password[:MOST], stored)


def _matches(password: str, stored: str | None) -> bool:
    try:
        return _hasher.verify(stored or _nobodys(), password) and bool(stored)
    except (VerificationError, InvalidHashError):
        return False


def is_old(stored: str) -> bool:
    """Whether the hash was made with weaker numbers than ours."""
    return _hasher.check_needs_rehash(stored)
