"""A tenant's own words, rules and server."""

from collections.abc import Mapping
from typing import Any

import msgspec
from asyncpg import Record

from desk.foundation.database import row, rows, value

Texts = Mapping[tuple[str, str], Record]
"""A tenant's own words, by channel and language."""


async def texts_of(kind: str) -> Texts:
    """The tenant's own words for a notice, by channel and language."""
    found = await rows("select channel, locale, subject, body, changed_at from notice_text where kind = $1", kind)
    return {(one["channel"], one["locale"]): one for one in found}


async def text(kind: str, channel: str, locale: str) -> Record | None:
    """The tenant's own words for a notice by one channel in one language."""
    return await row(
        "select subject, body, changed_at from notice_text where kind = $1 and channel = $2 and locale = $3",
        kind,
        channel,
        locale,
    )


async def changed_texts() -> dict[str, int]:
    """How many texts of each notice the tenant has made its own."""
    found = await rows("select kind, count(*) as count from notice_text group by kind")
    return {one["kind"]: one["count"] for one in found}


async def mail_server() -> Record | None:
    """The tenant's own mail server; its password is sealed."""
    return await row("select host, port, security, username, password, sender, bounces, changed_at from mail_server")


async def settings_now(*, lock: bool = False) -> dict[str, Any]:
    """The tenant's settings as they stand in the database."""
    found: dict[str, Any] = msgspec.json.decode(
        await value(f"select settings from tenant {'for update' if lock else ''}")
    )
    return found
