"""The monthly report: services noted, drafted by itself, reviewed, issued and frozen, acknowledged."""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from desk.extend import (
    Forbidden,
    Invalid,
    Move,
    NotFound,
    Principal,
    Stale,
    as_of,
    chosen,
    current_scope,
    execute,
    gettext,
    label,
    language,
    now,
    record,
    to_zone,
    uuid7,
)
from desk_complaints import settings
from desk_complaints.actions import measuring
from desk_complaints.actions._drafting import Beside, draft
from desk_complaints.errors import NOT_A_COUNT
from desk_complaints.events import (
    ReportAcknowledged,
    ReportDrafted,
    ReportEvent,
    ReportIssued,
    ReportOpened,
    ReportReviewed,
    VolumesNoted,
)
from desk_complaints.queries import reports
from desk_complaints.queries.reckoning import SERVICE_POSITIONS, tables
from desk_complaints.states import ACKNOWLEDGE, DRAFT, EDIT, ISSUE, REVIEW, Level
from desk_complaints.tables import ComplaintsReport

LANGUAGES = {"zh": "zh-CN", "en": "en"}
A_SECOND = timedelta(seconds=1)
CAUSES = 10
"""Named in the analysis."""
FROZEN = ("issued", "acknowledged")


async def report_of(month: date) -> dict[str, Any]:
    """
    The report of a month as it is: the tables, and the analysis in both languages.

    Frozen where it was issued; before that from what is there now, with the words as somebody edited them.
    """
    try:
        found: ComplaintsReport | None = await reports.report(month)
    except NotFound:
        found = None
    if found is not None and found.status in FROZEN:
        kept: dict[str, Any] = json.loads(found.figures) if isinstance(found.figures, str) else found.figures
        return kept
    reckoned = await reckoned_of(month)
    if found is not None and found.text_zh:
        reckoned["text"] = {"zh": found.text_zh, "en": found.text_en}
    return reckoned


async def reckoned_of(month: date) -> dict[str, Any]:
    """The tables of a month from what is there now, and what they say in words."""
    counts = await reports.counts(month)
    found = tables(counts, await reports.volumes(month))
    serious = sum(one.count for one in counts if one.this_year and one.in_month and one.level == Level.SERIOUS)
    beside = Beside(
        serious,
        chosen(settings.RATE_TARGET),
        [(one["number"], one["text"]) for one in await reports.causes(month, most=CAUSES)],
        await reports.open_measures(month, measuring.MEASURE.id),
    )
    return {**found, "text": {name: _in(spoken, found, beside) for name, spoken in LANGUAGES.items()}}


async def note_volumes(
    month: date, services: Mapping[str, int], customers: int | None = None, *, by: Principal
) -> None:
    """Note by hand how many services were given in a month, and perhaps how many customers there were at its end."""
    if not by.may("complaints.report"):
        raise Forbidden
    given = [*services.values(), *([customers] if customers is not None else [])]
    if any(one < 0 or one >= 2**31 for one in given):
        raise Invalid({name: gettext(NOT_A_COUNT) for name, one in services.items() if one < 0 or one >= 2**31})
    await execute(
        reports.NOTE,
        current_scope().tenant.id,
        uuid7(),
        month,
        *(services.get(name, 0) for name in SERVICE_POSITIONS),
        customers,
        now(),
        by.id if by.is_staff else None,
    )
    found = await open_report(month, by=by)
    await record(VolumesNoted(found.id, by=by, month=_word(month)))


async def open_report(month: date, *, by: Principal) -> ComplaintsReport:
    """The report of a month, begun where it wasn't; from then on it is promised."""
    done = await execute(reports.OPEN, current_scope().tenant.id, uuid7(), month)
    found = await reports.report(month, lock=True)
    if done.endswith(" 1"):
        await record(ReportOpened(found.id, by=by, month=_word(month)))
    return found


async def draft_last(*, by: Principal) -> bool:
    """When a month is over: begin its report, and draft it. Whether there was something to do."""
    today = to_zone(now(), current_scope().tenant.zone).date()
    month = reports.month_before(today)
    found = await open_report(month, by=by)
    if found.status != "collecting":
        return False
    with as_of(_end(month)):
        await draft_report(month, by=by)
    return True


async def draft_report(month: date, *, by: Principal, version: int | None = None) -> None:
    """Write the analysis from the figures as they are now; what somebody had edited is written anew."""
    found = await _checked(month, DRAFT, version, by=by)
    text = (await reckoned_of(month))["text"]
    changes = {"text_zh": text["zh"], "text_en": text["en"], "drafted_at": now()}
    await _save(found, status=str(DRAFT.to), **changes)
    await record(ReportDrafted(found.id, by=by, month=_word(month), over=now() >= _end(month)))


async def edit_report(month: date, zh: str, en: str, *, by: Principal, version: int | None = None) -> None:
    """Say it in other words."""
    found = await _checked(month, EDIT, version, by=by)
    await _save(found, text_zh=zh.strip(), text_en=en.strip())


async def review_report(month: date, *, by: Principal, version: int | None = None) -> None:
    """The supervisor has gone through it."""
    found = await _checked(month, REVIEW, version, by=by)
    await _go_on(found, REVIEW, ReportReviewed, by=by, reviewed_at=now())


async def issue_report(month: date, *, by: Principal, version: int | None = None) -> None:
    """To department managers and the general manager; from now on its figures don't change."""
    found = await _checked(month, ISSUE, version, by=by)
    kept = json.dumps(await report_of(month), ensure_ascii=False)
    await _go_on(found, ISSUE, ReportIssued, by=by, figures=kept, issued_at=now())


async def acknowledge_report(month: date, *, by: Principal, version: int | None = None) -> None:
    """The general manager has taken note of it."""
    found = await _checked(month, ACKNOWLEDGE, version, by=by)
    await _go_on(found, ACKNOWLEDGE, ReportAcknowledged, by=by, acknowledged_at=now())


async def _checked(month: date, move: Move, version: int | None, *, by: Principal) -> ComplaintsReport:
    found = await reports.report(month, lock=True)
    move.check(found, by, lambda status: label("complaints.report", status))
    if version is not None and version != found.version:
        raise Stale(who=gettext("Somebody"))
    return found


async def _go_on(
    found: ComplaintsReport, move: Move, fact: type[ReportEvent], *, by: Principal, **changes: object
) -> None:
    await _save(found, status=str(move.to), **changes)
    await record(fact(found.id, by=by, month=_word(found.month_on)))


async def _save(found: ComplaintsReport, **changes: object) -> None:
    for name, new in {**changes, "version": found.version + 1}.items():
        setattr(found, name, new)
    await found.save([getattr(ComplaintsReport, name) for name in (*changes, "version")])


def _in(spoken: str, found: Any, beside: Beside) -> str:
    before = language.set(spoken)
    try:
        return draft(found, beside)
    finally:
        language.reset(before)


def _end(month: date) -> datetime:
    """The last second of a month, on the tenant's clocks: its report is promised from then on."""
    return reports.begin(month.year, month.month + 1) - A_SECOND


def _word(month: date) -> str:
    return f"{month:%Y-%m}"
