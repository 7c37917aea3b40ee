"""Handing a matter up, and writing the envelope that goes with it."""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from piccolo.columns import Column

from desk.cases import queries
from desk.cases.actions._saying import Particulars, checked, facts_of, go_on, say, stored
from desk.cases.actions.copying import copy_files
from desk.cases.errors import AlreadyUp
from desk.cases.events import CaseCompleted, CaseHandedUp
from desk.cases.kinds import bearer_of, find_bearer
from desk.cases.states import COMPLETE, UNENDED, Kind, Status
from desk.cases.tables import HqCase
from desk.foundation import subjects
from desk.foundation.errors import Forbidden, NotFound
from desk.foundation.events import record
from desk.foundation.numbers import next_number
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7
from desk.kit.time import now


@dataclass(frozen=True, slots=True)
class Envelope:
    """What headquarters needs to know; nothing else of the customer crosses."""

    kind: Kind
    title: str
    customer_name: str
    product: str
    description: str
    tried: str
    impact: str
    wanted: str
    authorisation: str = ""
    """By what the customer lets their data go along: the number of their written consent."""
    files: tuple[UUID, ...] = ()
    """Files of the thing that go along as copies; only with a consent."""
    particulars: Particulars = field(default_factory=dict)
    """What its kind asks for besides, by name."""

    def words(self) -> dict[str, Any]:
        """What stands in the envelope, by column."""
        words = {name: str(value) for name, value in asdict(self).items() if name not in ("files", "particulars")}
        return words | {"particulars": stored(self.particulars)}


@dataclass(frozen=True, slots=True)
class Late:
    """All that crosses of a missed promise before somebody writes the envelope."""

    promise: str
    due_at: datetime
    seconds: int


async def hand_up(kind: str, subject_id: UUID, envelope: Envelope, *, by: Principal) -> HqCase:
    """
    Hand a thing up to headquarters: it waits there until the answer is back.

    Raises ``NotFound`` for what isn't here, ``AlreadyUp``, and what the thing itself refuses.
    """
    if not by.may("case.hand_up"):
        raise Forbidden
    if (kind, subject_id) not in await subjects.things_seen([(kind, subject_id)], by):
        raise NotFound
    bearer = bearer_of(kind)
    for one in await queries.of_subject(kind, subject_id):
        if one["status"] in UNENDED:
            raise AlreadyUp(number=one["number"])
    if refusal := await bearer.refusal(subject_id, by=by):
        raise refusal
    case = await _opened(kind, subject_id, envelope.words(), by=by)
    await copy_files(case.to_dict(), bearer, envelope.files, by=by)
    await say(case.id, case.tenant_id, 1, "hand_up", Status.SUBMITTED, "", by=by)
    await bearer.hand_up(subject_id, by=by)
    await record(CaseHandedUp(case.id, by=by, promise="", **await facts_of(case.to_dict())))
    return case


async def hand_up_late(kind: str, subject_id: UUID, late: Late, *, by: Principal) -> None:
    """
    Hand up by itself what is late: an empty envelope, which headquarters sees and the partner completes.

    Nothing happens at headquarters itself, and for what is up already.
    """
    here = current_scope().tenant.kind != "headquarters" and kind != "case"
    if not here or any(one["status"] in UNENDED for one in await queries.of_subject(kind, subject_id)):
        return
    words = {"promise": late.promise, "due_at": late.due_at, "late_seconds": late.seconds}
    case = await _opened(kind, subject_id, {"kind": Kind.OTHER} | words, by=by)
    await say(case.id, case.tenant_id, 1, "climb", Status.BLANK, "", by=by)
    await record(CaseHandedUp(case.id, by=by, promise=late.promise, **await facts_of(case.to_dict())))


async def complete_case(number: int, envelope: Envelope, *, by: Principal, version: int | None = None) -> None:
    """Write the envelope anew, as headquarters asked, and send it again."""
    case = await checked(number, version, COMPLETE, by=by)
    words: dict[Column | str, Any] = {"submitter_name": by.name[:100], "submitter": by.id}
    words.update(envelope.words())
    await HqCase.update(words).where(HqCase.id == case["id"])
    bearer = find_bearer(case["subject_kind"])
    await copy_files(dict(case) | {"authorisation": envelope.authorisation}, bearer, envelope.files, by=by)
    await go_on(case, COMPLETE, "", by=by)
    if case["status"] == Status.BLANK and bearer and await bearer.refusal(case["subject_id"], by=by) is None:
        await bearer.hand_up(case["subject_id"], by=by)
    await record(CaseCompleted(case["id"], by=by, **await facts_of(case)))


async def _opened(kind: str, subject_id: UUID, words: dict[str, Any], *, by: Principal) -> HqCase:
    tenant, is_member = current_scope().tenant, by.kind == "member"
    case = HqCase(
        tenant_id=tenant.id,
        id=uuid7(),
        number=await next_number("case"),
        partner=tenant.slug,
        partner_name=tenant.name,
        subject_kind=kind,
        subject_id=subject_id,
        submitter_name=by.name[:100] if is_member else "",
        submitter=by.id if is_member else None,
        opened_at=now(),
        **words | {"kind": str(words["kind"])},
    )
    await HqCase.insert(case)
    return case
