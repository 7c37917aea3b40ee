"""Calls brought in as a table, as telephone systems write them (SS11): one row is one call that is over."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from desk.calls import actions, queries
from desk.calls.actions import Word
from desk.calls.states import Told
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import REQUIRED
from desk.imports.kinds import Column, Entry, Fate, ImportKind, Run, refused
from desk.imports.states import Fated
from desk.kit.spreadsheets import Row
from desk.people.queries import member_numbered

NO_MOMENT = N_("A moment is written like 2026-11-23 08:15.")
NO_RINGS = N_("Rings are a small number.")
NO_MEMBER = N_("Nobody here has this staff number.")
_MOMENT = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?")
_YES = frozenset({"yes", "y", "1", "true", "answered", "是", "已接", "接通", "已接通"})

COLUMNS = (
    Column("number", N_("Phone"), ("来电号码", "主叫号码", "号码", "caller", "from")),
    Column("at", N_("Came in"), ("来电时间", "呼入时间", "开始时间", "时间", "start"), required=True),
    Column("answered", N_("Picked up"), ("是否接通", "接通", "接听状态", "answered"), required=True),
    Column("member", N_("Staff number"), ("工号", "坐席工号", "agent")),
    Column("rings", N_("Rings"), ("振铃次数", "响铃次数", "rings")),
    Column("line", N_("Line"), ("线路", "队列", "技能组", "queue")),
    Column("reference", N_("Reference"), ("话单号", "流水号", "通话ID", "callid"), required=True),
)


@dataclass(frozen=True, slots=True)
class _Said:
    number: str
    reference: str
    line: str
    member: str
    rings: int | None
    at: datetime
    answered: bool


class _Calls:
    """One run: each row told as a telephone system would have told it then."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._zone = ZoneInfo(current_scope().tenant.zone)

    def read(self, row: Row) -> Entry | Fate:
        """What a row says of a call."""
        said = {name: cell.strip() for name, cell in zip(self._run.reading.fields, row.cells, strict=True) if name}
        faults = self._faults(said)
        if faults:
            return refused(row.number, said.get("number", ""), *faults)
        at = _moment(said["at"], self._zone)
        assert at is not None
        return Entry(
            row.number,
            _Said(
                number=said.get("number", "")[:60],
                reference=said["reference"][:100],
                line=said.get("line", "")[:40],
                member=said.get("member", ""),
                rings=int(said["rings"]) if said.get("rings") else None,
                at=at,
                answered=said["answered"].lower() in _YES,
            ),
        )

    def _faults(self, said: Mapping[str, str]) -> list[tuple[str, str]]:
        faults = [(name, gettext(REQUIRED)) for name in ("reference", "at") if not said.get(name)]
        if said.get("at") and _moment(said["at"], self._zone) is None:
            faults.append(("at", gettext(NO_MOMENT)))
        if said.get("rings") and not re.fullmatch(r"\d{1,2}", said["rings"]):
            faults.append(("rings", gettext(NO_RINGS)))
        return faults

    async def take(self, entries: Sequence[Entry]) -> list[Fate]:
        """Each as a call that is over; one that is known by its reference stays as it is."""
        return [await self._one(entry) for entry in entries]

    async def _one(self, entry: Entry) -> Fate:
        said = entry.said
        assert isinstance(said, _Said)
        member: UUID | None = None
        if said.member and (member := await member_numbered(said.member)) is None:
            return refused(entry.number, said.number, ("member", gettext(NO_MEMBER)))
        known = await queries.is_known(said.reference)
        if known or self._run.dry:
            return Fate(entry.number, Fated.UPDATED if known else Fated.CREATED, None, said.number)
        told = (Told.ANSWERED, Told.ENDED) if said.answered else (Told.MISSED,)
        for one in told:
            word = Word(one, said.number, said.reference, said.line, member, said.rings, said.at)
            call = await actions.note_call(word, by=self._run.by)
        return Fate(entry.number, Fated.CREATED, call.id, said.number)


def _moment(text: str, zone: ZoneInfo) -> datetime | None:
    found = _MOMENT.fullmatch(text)
    if found is None:
        return None
    try:
        year, month, day, hour, minute, second = (int(one or 0) for one in found.groups())
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None


async def _columns() -> Sequence[Column]:
    return COLUMNS


KINDS = (
    ImportKind("calls.calls", N_("Calls"), "call.import", _columns, _Calls, "/calls?status=all", tables=("call",)),
)
