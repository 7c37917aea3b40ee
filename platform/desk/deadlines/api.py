"""Deadlines for programs: ``/api/v1/deadlines``."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import msgspec
from litestar import get, put
from litestar.params import FromPath, FromQuery

from desk.deadlines import actions, answers, queries, views
from desk.deadlines.queries import Wanted
from desk.deadlines.routes.figures import period, row_of
from desk.foundation.permissions import needs
from desk.foundation.translation import N_
from desk.foundation.web.api import Listed, answer
from desk.foundation.web.paging import decode, page_of, size_of
from desk.foundation.web.request import current_principal

ONE = "/deadlines/{deadline_id:uuid}"
READ = "deadline.read"


@get("/deadlines", name="api.deadlines.index", opt=needs(READ, says=N_("Open deadlines, the next one first.")))
async def index(
    promise: FromQuery[str | None] = None,
    ladder: FromQuery[str | None] = None,
    member: FromQuery[UUID | None] = None,
    customer: FromQuery[UUID | None] = None,
    due_before: FromQuery[datetime | None] = None,
    paused: FromQuery[bool] = False,
    limit: FromQuery[int | None] = None,
    cursor: FromQuery[str | None] = None,
) -> Listed[answers.Deadline]:
    """Those that run, by their due time; with ``paused``, those that pause, by their beginning. Every word narrows."""
    until = due_before.astimezone() if due_before else None
    wanted = Wanted(paused=paused, promise=promise, ladder=ladder, member=member, customer=customer, until=until)
    size, after = size_of(limit), decode(cursor, datetime, UUID) if cursor else None
    rows = await queries.listed(wanted, most=size + 1, after=after)
    column = queries.sort_column(wanted)
    found = page_of(rows, size, lambda one: (one[column], one["id"]))
    return Listed(await views.answered(found.items, by=current_principal()), found.next)


@get(
    "/deadlines/figures",
    name="api.deadlines.figures",
    opt=needs(READ, says=N_("Promises kept, late and missed, by promise and month.")),
)
async def figures(months: FromQuery[int] = 3) -> Listed[answers.Figure]:
    """Of this month, of three or of twelve; the latest month first."""
    found = [row_of(one) for one in await queries.figures(*period(months))]
    return Listed([answer(answers.Figure, one) for one in found])


@get(f"{ONE}/explanation", name="api.deadlines.explanation", opt=needs(READ, says=N_("Why a due time is what it is.")))
async def explanation(deadline_id: FromPath[UUID]) -> answers.Explanation:
    """Policy, calendar, stretches with their windows, days off, steps."""
    found = await queries.explain(deadline_id)
    one, said = found.deadline, views.explained(found)
    return answers.Explanation(
        **{name: one[name] for name in ("id", "promise", "status", "basis", "amount", "policy_version")},
        **{name: one[name] for name in ("calendar_version", "started_at", "due_at")},
        what=said["what"],
        limit=said["limit"],
        calendar=one["calendar_id"],
        calendar_name=said["calendar"]["name"],
        zone=found.calendar.zone,
        reckoned_at=found.reckoned,
        used_seconds=said["used_seconds"],
        left_seconds=said["left_seconds"],
        whose=said["whose"],
        pieces=[
            answers.Piece(
                piece.begin,
                piece.end,
                piece.state,  # type: ignore[arg-type] # the log holds only these words
                piece.turn,  # type: ignore[arg-type] # as above
                piece.event,
                round(piece.seconds),
                _windows(piece.windows),
            )
            for piece in found.pieces
        ],
        ahead=_windows(found.ahead),
        days_off=msgspec.convert(said["days_off"], list[answers.DayOff]),
        provisional=found.provisional,
        steps=[answer(answers.Step, step) for step in found.steps],
    )


@put(
    f"{ONE}/acknowledgement",
    name="api.deadlines.acknowledge",
    opt=needs("deadline.acknowledge", says=N_("See to a missed promise: its ladder stops.")),
)
async def acknowledge(deadline_id: FromPath[UUID]) -> answers.Deadline:
    """See to it."""
    await actions.acknowledge(deadline_id, by=current_principal())
    (found,) = await views.answered(await queries.some([deadline_id]), by=current_principal())
    return found


def _windows(given: Iterable[tuple[datetime, datetime]]) -> list[answers.Window]:
    return [answers.Window(opens, closes) for opens, closes in given]


HANDLERS = (index, figures, explanation, acknowledge)
