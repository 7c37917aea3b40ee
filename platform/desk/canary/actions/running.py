"""One run after the other, a stretch at a time, so that no job is long; and the alarm."""

import time
from dataclasses import asdict
from datetime import timedelta
from uuid import UUID

import msgspec

from desk.canary import queries
from desk.canary.actions import founding
from desk.canary.actions.founding import TELLTALE
from desk.canary.actions.walking import Leak, Step, Walk, steps_of
from desk.canary.errors import NoCanaries, OnTheirWay
from desk.canary.events import CanaryAsked, CanaryEnded, CanaryLeaked
from desk.canary.states import RunStatus, Why
from desk.canary.tables import CanaryRun
from desk.foundation.canaries import ASKER, OWNER
from desk.foundation.errors import Forbidden
from desk.foundation.events import record
from desk.foundation.later import later
from desk.foundation.principals import SYSTEM, Principal
from desk.foundation.registry import scope_of
from desk.foundation.tenancy import current_scope
from desk.foundation.web.served import application
from desk.kit.time import now, to_zone

STRETCH = 12.0
"""Seconds of walking in one job."""
LOST = timedelta(minutes=20)
"""A run of which nothing was heard for so long is cut short, and another may begin."""
NIGHT = range(1, 5)
"""The hours in which it is sent by itself."""
OVERDUE = timedelta(hours=26)
"""After so long without a run it is sent at any hour."""
MOST_LEAKS = 200
"""Of one run that are kept in words; all are counted."""


async def ask_run(*, by: Principal) -> CanaryRun:
    """Send them now. Raises ``Forbidden``, ``NoCanaries``, ``OnTheirWay``."""
    if not by.may("canary.send"):
        raise Forbidden
    if not await queries.are_founded():
        raise NoCanaries
    run = await _begin(by)
    await later("canary.walk_on", run.id, now())
    return run


async def send_nightly(*, by: Principal) -> None:
    """Send them once each night; at any hour where the last night was missed."""
    at, last = now(), await queries.last_run()
    age = at - last["begun_at"] if last else OVERDUE
    is_night = to_zone(at, current_scope().tenant.zone or "UTC").hour in NIGHT
    if not (age >= OVERDUE or (is_night and age > timedelta(hours=12))) or not await queries.are_founded():
        return
    try:
        run = await _begin(by)
    except OnTheirWay:
        return
    await later("canary.walk_on", run.id, at)


async def go_on(headquarters: UUID, run_id: UUID, *, stretch: float = STRETCH) -> bool:
    """Walk on for a while, outside of any transaction; whether the run is over."""
    served = application()
    async with scope_of(headquarters) as scope:
        run, host = await queries.run(run_id), scope.tenant.hosts["headquarters"]
    if run.status != RunStatus.RUNNING:
        return True
    steps = steps_of(served)
    if run.place == 0:
        run.prints, run.untried = await _before()
    walk, until = Walk(served, host), time.monotonic() + stretch
    leaks: list[Leak] = []
    await walk.sign_in()
    try:
        while run.place < len(steps) and time.monotonic() < until:
            leaks += await _tried(walk, steps[run.place], run)
            run.place += 1
    finally:
        await walk.sign_out()
    async with scope_of(headquarters):
        return await _keep(run, leaks, len(steps))


async def try_all(headquarters: UUID, *, by: Principal) -> CanaryRun:
    """Walk the whole way at once: for whoever runs the command."""
    async with scope_of(headquarters):
        run = await _begin(by)
    while not await go_on(headquarters, run.id):
        pass
    async with scope_of(headquarters):
        return await queries.run(run.id)


async def _begin(by: Principal) -> CanaryRun:
    at, known = now(), await queries.running()
    if known is not None:
        if at - known.seen_at < LOST:
            raise OnTheirWay
        known.status, known.ended_at = RunStatus.CUT_SHORT, at
        await known.save([CanaryRun.status, CanaryRun.ended_at])
    run = CanaryRun(status=RunStatus.RUNNING, begun_at=at, seen_at=at)
    await run.save()
    await record(CanaryAsked(run.id, by=by))
    return run


async def _before() -> tuple[str, list[str]]:
    """How the owner's rows stand when all are there, and which could not be made."""
    refused = await founding.fill_owner()
    async with scope_of(OWNER):
        return msgspec.json.encode(await queries.prints()).decode(), [f"rows {one}" for one in sorted(refused)]


async def _tried(walk: Walk, step: Step, run: CanaryRun) -> list[Leak]:
    try:
        return await _compared(step, run) if step.kind == "rows" else await walk.tried(step)
    except TimeoutError:
        run.untried = [*run.untried, str(step)[:200]]
        return []


async def _compared(step: Step, run: CanaryRun) -> list[Leak]:
    if step.name == "asker":
        async with scope_of(ASKER):
            return [Leak(f"{step}, {table}", Why.KEPT) for table in await queries.tables_with(TELLTALE)]
    async with scope_of(OWNER):
        found = await queries.prints()
    before = msgspec.json.decode(run.prints)
    return [Leak(f"{step}, {table}", Why.CHANGED) for table, seen in found.items() if seen != before.get(table, seen)]


async def _keep(walked: CanaryRun, leaks: list[Leak], steps: int) -> bool:
    """Write down how far they came; at the end, what is to be told."""
    run = await queries.run(walked.id, lock=True)
    if run.status != RunStatus.RUNNING or run.place > walked.place:
        return True
    known = [*msgspec.json.decode(run.leaks), *map(asdict, leaks)]
    run.place, run.steps, run.seen_at, run.leaked = walked.place, steps, now(), run.leaked + len(leaks)
    run.leaks, run.untried = msgspec.json.encode(known[:MOST_LEAKS]).decode(), walked.untried
    run.prints = walked.prints
    is_over = run.place >= steps
    if is_over:
        run.ended_at, run.status = run.seen_at, RunStatus.LEAKING if run.leaked else RunStatus.CLEAN
        await record((CanaryLeaked if run.leaked else CanaryEnded)(run.id, by=SYSTEM, steps=steps, leaked=run.leaked))
    else:
        await later("canary.walk_on", run.id, now())
    await run.save()
    return is_over
