"""What the pages of privacy show."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from desk.foundation import privacy
from desk.foundation.choices import chosen
from desk.foundation.privacy import Blanked, Dropped, Of
from desk.foundation.translation import gettext
from desk.kit.time import now
from desk.privacy import queries
from desk.privacy.actions.erasing import still_open

Who = tuple[UUID, UUID | None]


async def preview(of: Of, who: Who) -> dict[str, Any]:
    """What erasing this person would change, what it would leave and why, and what is open."""
    changed: dict[str, int] = {}
    kept = []
    there = await queries.there({one.table for one in privacy.erasure() if not isinstance(one, privacy.Retention)})
    for one in privacy.changing(of):
        if one.table in there and (count := await queries.counted(one, who)):
            changed[gettext(one.what)] = changed.get(gettext(one.what), 0) + count
    for rest in privacy.kept(of):
        if rest.table in there and (count := await queries.counted(rest, who)):
            kept.append({"what": gettext(rest.what), "count": count, "why": gettext(rest.why)})
    return {"changed": list(changed.items()), "kept": kept, "open": list((await still_open(of, who)).items())}


async def retentions() -> list[dict[str, Any]]:
    """What is forgotten by itself, after how long, and how much the next night would take."""
    found = []
    for one in privacy.retentions():
        days = chosen(one.setting)
        found.append(
            {
                "name": one.setting.name,
                "label": gettext(one.setting.label),
                "days": days,
                "url": f"/settings/{one.setting.owner}#f-{one.setting.key}",
                "count": sum([await _old(step, days) for step in one.steps]) if days else 0,
            }
        )
    return found


async def _old(step: Blanked | Dropped, days: int) -> int:
    return await queries.old(step, now() - timedelta(days=days))


def run(one: Any, names: dict[Any, str]) -> dict[str, Any]:
    """One run, with whom it is about and who asked."""
    url = f"/privacy/{one['person_kind']}/{one['person']}"
    return {
        **dict(one),
        "name": names.get((one["person_kind"], one["person"]), "××"),
        "by": names.get(("member", one["begun_by"]), ""),
        "url": url,
        "file_url": f"/files/{one['file']}" if one["file"] else "",
    }
