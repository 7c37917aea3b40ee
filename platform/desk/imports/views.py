"""What pages about imports show; and the rows that were not taken, as a table to be mended."""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from asyncpg import Record
from litestar import Response

from desk.foundation.labels import label
from desk.foundation.translation import gettext
from desk.foundation.web.lists import AT_ONCE, Suffix, flowing
from desk.imports import queries
from desk.imports.forms import DELIMITERS, ENCODINGS
from desk.imports.kinds import REASON, Column, ImportKind, by_field, is_reason
from desk.imports.labels import SAME_NAMES
from desk.imports.states import MOVING, RESUMABLE, STOPPABLE, Status
from desk.imports.tables import ImportRun

SHOWN = 100
"""So many refused rows stand on the page; the table of them has all."""
LEFT_OUT = ""


async def run_of(run: ImportRun, kind: ImportKind) -> dict[str, Any]:
    """One import as its page shows it."""
    columns = by_field(await kind.columns())
    headings = msgspec.json.decode(run.headings)
    fields = msgspec.json.decode(run.fields)
    found = await queries.refused(run.id, most=SHOWN) if run.status not in MOVING else []
    status = Status(run.status)
    return {
        "id": run.id,
        "file_name": run.file_name,
        "at": run.at,
        "ended_at": run.ended_at,
        "by_name": await queries.name_of(run.by_id),
        "status": str(status),
        "moving": status in MOVING,
        "may_stop": status in STOPPABLE and not run.stopping,
        "may_resume": status in RESUMABLE and await queries.is_unfinished(run.id, run.reached),
        "stopping": run.stopping,
        "stopped": run.stopped,
        "whole": run.whole,
        **{name: getattr(run, name) for name in ("total", "rows", "created", "updated", "refused")},
        "left": max(0, run.total - run.rows) if status in RESUMABLE else 0,
        "ignored": [
            heading
            for heading, field in zip(headings, fields, strict=False)
            if field is None and heading and not is_reason(heading)
        ],
        "refusals": [_refusal(one, columns) for one in found],
        "table": await _table(run, headings, fields, columns) if status == Status.CHECKED else None,
        "is_text": bool(run.delimiter) or status == Status.UNREADABLE,
        "encoding": run.encoding,
        "delimiter": "tab" if run.delimiter == "\t" else run.delimiter,
    }


async def _table(
    run: ImportRun, headings: Sequence[str], fields: Sequence[str | None], columns: dict[str, Column]
) -> dict[str, Any]:
    """The first rows under their headings, each with what it was understood to be."""
    rows = [one[: len(headings)] for one in await queries.first_rows(run.id)]
    return {
        "columns": [
            {"heading": heading, "field": field or LEFT_OUT, "cells": [row[place] for row in rows]}
            for place, (heading, field) in enumerate(zip(headings, fields, strict=True))
        ],
        "options": [(LEFT_OUT, gettext("Leave out")), *((one.field, gettext(one.label)) for one in columns.values())],
        "same_name": run.same_name,
    }


def choices(kind: ImportKind) -> dict[str, Any]:
    """What there is to choose on the page of an import."""
    found_out = gettext("Found out")
    return {
        "encodings": [(one, word or found_out) for one, word in ENCODINGS.items()],
        "delimiters": [("tab" if one == "\t" else one, word or found_out) for one, word in DELIMITERS.items()],
        "same_names": [(str(one), gettext(word)) for one, word in SAME_NAMES.items()] if kind.same_name else [],
    }


def _refusal(one: Record, columns: dict[str, Column]) -> dict[str, Any]:
    return {"row": one["number"], "name": one["name"], "sentence": reasons(_faults(one), columns)}


def _faults(one: Record) -> list[list[str]]:
    found: list[list[str]] = msgspec.json.decode(one["faults"])
    return found


def reasons(faults: Iterable[Sequence[str]], columns: dict[str, Column]) -> str:
    """All that was wrong with a row, in one line."""
    return " ".join(
        f"{gettext(columns[name].label) if name in columns else name}{gettext(': ')}{reason}" for name, reason in faults
    )


async def refused_rows(run: ImportRun, kind: ImportKind, suffix: Suffix) -> Response[Any]:
    """The rows that were not taken: why not in front, then as they stood, to be mended and sent again."""
    columns, headings = by_field(await kind.columns()), msgspec.json.decode(run.headings)
    old = {place for place, heading in enumerate(headings) if is_reason(heading)}
    run_id = run.id

    async def read(after: int | None) -> tuple[list[list[str]], int | None]:
        found = await queries.refused(run_id, most=AT_ONCE, after=after or 0)
        lines = [[reasons(_faults(one), columns), *_without(one["cells"], old)] for one in found]
        return lines, found[-1]["number"] if len(found) == AT_ONCE else None

    return await flowing("refused", [gettext(REASON), *_without(headings, old)], read, suffix)


def _without(cells: Sequence[str], places: set[int]) -> list[str]:
    return [cell for place, cell in enumerate(cells) if place not in places]


def list_of(found: Sequence[Record]) -> list[dict[str, Any]]:
    """Earlier imports."""
    return [{**one, "word": label("import.status", one["status"])} for one in found]
