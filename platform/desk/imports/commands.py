"""What commands that bring tables in share: the file is read and taken by the command itself, without a job."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from desk.foundation.principals import SYSTEM
from desk.foundation.tenancy import TenantFacts, tenant_scope
from desk.foundation.translation import gettext
from desk.imports import actions, kinds, queries
from desk.imports.actions.beginning import sentence
from desk.imports.actions.looking import missing_of
from desk.imports.actions.moving import reading_of
from desk.imports.errors import UnreadableTable
from desk.imports.kinds import Column, ImportKind, by_field, is_reason
from desk.imports.states import SameName, Status
from desk.imports.tables import ImportRun
from desk.kit.spreadsheets import LIMITS, Unreadable

MOST = 1_000_000
_Faults = list[list[str]]


@dataclass(slots=True)
class Report:
    """What became of a file."""

    rows: int
    created: int
    updated: int
    columns: Mapping[str, Column] = field(repr=False)
    refused: list[tuple[int, _Faults]] = field(default_factory=list)
    ignored: tuple[str, ...] = ()
    stopped: str = ""
    """Why it ended before the last row; empty when it didn't."""

    def plain(self) -> dict[str, Any]:
        """For programs."""
        return {
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "refused": len(self.refused),
            "refusals": [
                {"row": row, "field": name, "reason": reason} for row, faults in self.refused for name, reason in faults
            ],
        }

    def label(self, name: str) -> str:
        """What a field is called."""
        return gettext(self.columns[name].label) if name in self.columns else name


def content_of(path: Path) -> bytes:
    """The bytes of a file. Raises ``UnreadableTable`` for one that is too large, without reading it."""
    if path.stat().st_size > LIMITS.size:
        too_large = Unreadable("The file is larger than {megabytes} MB.", megabytes=LIMITS.size // 1024**2)
        raise UnreadableTable(reason=sentence(too_large))
    return path.read_bytes()


async def import_file(
    tenant: TenantFacts, content: bytes, file_name: str, kind_id: str, *, whole: bool, same_name: SameName
) -> Report:
    """Bring a file in, batch by batch or in one piece. Raises ``UnreadableTable`` when nothing of it can be read."""
    async with tenant_scope(tenant):
        kind = kinds.kind_of(kind_id, SYSTEM)
        run = await actions.begin_local(kind_id, file_name, whole=whole, same_name=same_name, by=SYSTEM)
        async with actions.opened(content, run) as table:
            await actions.keep_table(run, table, await kind.columns(), kind.adjust)
        if missing := missing_of(run, await reading_of(run, kind)):
            raise UnreadableTable(reason=missing)
        await run.save()
    more, run_id = True, UUID(str(run.id))
    while more:
        async with tenant_scope(tenant):
            more = await actions.take(await queries.run(run_id))
    async with tenant_scope(tenant):
        return await _report(await queries.run(run_id), kind)


async def _report(run: ImportRun, kind: ImportKind) -> Report:
    found = await queries.refused(run.id, most=MOST)
    pairs = zip(msgspec.json.decode(run.headings), msgspec.json.decode(run.fields), strict=True)
    return Report(
        run.rows,
        run.created,
        run.updated,
        by_field(await kind.columns()),
        [(one["number"], msgspec.json.decode(one["faults"])) for one in found],
        tuple(heading for heading, name in pairs if name is None and heading and not is_reason(heading)),
        run.stopped if run.status != Status.DONE else "",
    )
