"""The steps of an import as jobs: one transaction each, and the next is planned in it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from desk.foundation.errors import NotFound
from desk.foundation.events import Fact
from desk.foundation.later import later
from desk.foundation.reactions import reaction
from desk.foundation.translation import language
from desk.imports import actions, queries
from desk.imports.actions.moving import READ, TAKE
from desk.imports.states import Status
from desk.imports.tables import ImportRun
from desk.kit.time import now


@reaction(lane="bulk", budget=240.0)
async def read(fact: Fact) -> None:
    """Read a file; then, in a transaction of its own, find out what would become of its rows."""
    async with _import_of(fact) as run:
        if run is None:
            return
        if run.status == Status.READING:
            await actions.read(run)
            await later(READ, run.id, now())
        else:
            await actions.check(run)


@reaction(lane="bulk", budget=900.0)
async def take(fact: Fact) -> None:
    """Take rows for some seconds and plan the next go. A worker that dies takes nothing with it and doubles nothing."""
    async with _import_of(fact) as run:
        if run is not None and await actions.take(run):
            await later(TAKE, run.id, now())


@reaction(lane="bulk")
async def sweep(_fact: Fact) -> None:
    """Once a day: rows and files of imports that are a month old."""
    await actions.sweep()


@asynccontextmanager
async def _import_of(fact: Fact) -> AsyncIterator[ImportRun | None]:
    """The import in the language in which its reasons are written, or None when it is gone."""
    assert fact.subject_id is not None
    try:
        run = await queries.run(fact.subject_id)
    except NotFound:
        yield None
        return
    token = language.set(run.locale)
    try:
        yield run
    finally:
        language.reset(token)
