"""Reports of months made ready to be looked at."""

from collections.abc import Mapping, Sequence
from typing import Any

from asyncpg import Record

from desk.extend import Move, Principal, chosen, label, language, next_dues
from desk_complaints import settings
from desk_complaints.queries import reports
from desk_complaints.queries.reckoning import SERVICE_POSITIONS, share_of_volume
from desk_complaints.queries.sheets import sheets
from desk_complaints.tables import ComplaintsReport
from desk_complaints.views import prints

LOOKS = {
    "collecting": ("grey", "clock"),
    "drafted": ("blue", "edit"),
    "reviewed": ("blue", "check"),
    "issued": ("amber", "send"),
    "acknowledged": ("green", "check"),
}
KIND = "complaints_report"


def _marked(status: str) -> dict[str, str]:
    tint, sign = LOOKS[status]
    return {"status": status, "word": label("complaints.report", status), "tint": tint, "sign": sign}


async def listed(found: Sequence[Record]) -> list[dict[str, Any]]:
    """Reports in a list, each with what falls due of it."""
    dues = await next_dues(KIND, [one["id"] for one in found])
    return [
        _marked(one["status"])
        | {"month": f"{one['month_on']:%Y-%m}", "issued_at": one["issued_at"], "due": dues.get(one["id"])}
        for one in found
    ]


async def shown(
    found: ComplaintsReport, told: dict[str, Any], moves: Mapping[str, Move], by: Principal
) -> dict[str, Any]:
    """One report with its tables, its words in the reader's language, and what may be done with it."""
    frozen = found.status in ("issued", "acknowledged")
    may = {name: move.refusal(found, by) is None for name, move in moves.items()}
    words = told["text"]["en" if language.get() == "en" else "zh"]
    return {
        "report": _marked(found.status)
        | {
            "month": f"{found.month_on:%Y-%m}",
            "version": found.version,
            "issued_at": found.issued_at,
            "frozen": frozen,
            "due": (await next_dues(KIND, [found.id])).get(found.id),
            "may": may | {"note": not frozen and by.may("complaints.report")},
            "prints": prints(KIND, found.id, by),
        },
        "sheets": sheets(told),
        "paragraphs": words.split("\n"),
        "services": await _services(found, told),
    }


async def _services(found: ComplaintsReport, told: dict[str, Any]) -> dict[str, Any]:
    """Services of the month by position: as the report says, and as they stand in the form."""
    volumes = {row["row"]: row["volume"] for row in told["T4"]["rows"]}
    noted = await reports.noted(found.month_on)
    named = (*SERVICE_POSITIONS, "customers")
    return {
        "shown": [(label("complaints.position", one), volumes[one]) for one in SERVICE_POSITIONS],
        "fields": [(one, label("complaints.position", one)) for one in SERVICE_POSITIONS],
        "noted": noted is not None,
        "rate": share_of_volume(told["T1"]["rows"][-1]["count"], sum(volumes.values())),
        "target": chosen(settings.RATE_TARGET),
        "values": {one: str(noted[one]) if noted and noted[one] is not None else "" for one in named},
    }
