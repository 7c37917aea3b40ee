"""Passwords: Argon2id, off the loop, two at a time, the same time for logins that don't exist."""

import asyncio

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from desk.foundation.errors import Invalid
from desk.foundation.translation import N_, gettext

LEAST = 10
MOST = 200
TOO_SHORT = N_("A password needs at least {least} characters.")

_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_two = asyncio.Semaphore(2)


NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$7/JekRblS8WFrgOaO9x14w$9zf+wNWnw+voTWzp9XL94Ck//csnTe1Ef+3iepj7IFo"
"""Made with the numbers above, of a password that nobody has: unknown logins take as long as known ones."""


async def hash_password(password: str) -> str:
    """The hash of a new password. Raises ``Invalid`` for one that is too short."""
    check_length(password)
    async with _two:
        return await asyncio.to_thread(_hasher.hash, password)


def check_length(password: str) -> None:
    """Raise ``Invalid`` for a password that is too short or too long."""
    if not LEAST <= len(password) <= MOST:
        raise Invalid({"password": gettext(TOO_SHORT).format(least=LEAST)})


async def matches(password: str, stored: str | None) -> bool:
    """Whether the password belongs to the hash; takes as long when there is none."""
    async with _two:
        return await asyncio.to_thread(_matches, password[:MOST], stored)


def _matches(password: str, stored: str | None) -> bool:
    try:
        return _hasher.verify(stored or NOBODYS, password) and bool(stored)
    except (VerificationError, InvalidHashError):
        return False


def is_old(stored: str) -> bool:
    """Whether the hash was made with weaker numbers than ours."""
    return _hasher.check_needs_rehash(stored)
