"""Demo members, from the tenant's sample folder."""

from typing import Any


async def fill(words: dict[str, Any]) -> None:
    """Members with their roles and logins."""
