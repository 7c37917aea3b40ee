"""Reading a tenant's account with a gateway, and the templates that it has there."""

from asyncpg import Record

from desk.foundation.database import row, rows

REMOVE = ("delete from sms_template", "delete from sms_account")
SET_TEMPLATE = """
insert into sms_template (tenant_id, id, kind, locale, code, changed_at) values ($1, $2, $3, $4, $5, $6)
on conflict (tenant_id, kind, locale) do update set code = excluded.code, changed_at = excluded.changed_at
"""
DROP_TEMPLATE = "delete from sms_template where kind = $1 and locale = $2"


async def account() -> Record | None:
    """The account; what it says is sealed."""
    return await row("select id, gateway, url, said, per_second, changed_at from sms_account")


async def templates() -> list[Record]:
    """All templates, the one for all notices first."""
    return await rows("select kind, locale, code, changed_at from sms_template order by kind, locale")


async def template_for(kind: str, locale: str) -> Record | None:
    """The template of a notice in a language, else the one for all notices."""
    return await row(
        "select kind, code from sms_template where kind in ($1, '') and locale = $2 order by kind desc limit 1",
        kind,
        locale,
    )
