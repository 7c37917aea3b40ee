"""What one side takes over from the other: its own job makes its own facts of what the other said."""

from uuid import UUID

import msgspec
from asyncpg import Record

from desk.cases import queries
from desk.cases.actions._saying import facts_of
from desk.cases.actions.copying import take_files
from desk.cases.actions.hearing import hear
from desk.cases.events import RECEIVED, DongleReturned
from desk.cases.kinds import Bearer, find_bearer
from desk.cases.states import ANSWER, Audience, Kind
from desk.foundation.crossing import crossing_rows, publishing
from desk.foundation.database import rows
from desk.foundation.events import record
from desk.foundation.principals import NOBODY, Principal

COME_BACK = ("answer", "decline")
NOTED = ("return", "interim", "answer", "decline")


async def receive_case(case_id: UUID, *, by: Principal) -> None:
    """Make the partner's facts of what headquarters said since the last time."""
    taken = await queries.taken_by_partner(case_id)
    if not taken:
        return
    case = await queries.by_id(rows, case_id)
    bearer, words = find_bearer(case["subject_kind"]), await facts_of(case)
    for one in taken:
        operator = Principal("operator", one["author_id"] or NOBODY, one["author_name"])
        if bearer is not None:
            await _bear(bearer, case["subject_id"], one, operator, by)
        if one["audience"] == Audience.CUSTOMER:
            continue
        await record(RECEIVED[one["act"]](case_id, by=operator, **words))
        if case["kind"] == Kind.DONGLE and one["act"] == ANSWER.action:
            said = msgspec.json.decode(one["particulars"])
            await record(DongleReturned(case_id, by=operator, **words, result=said.get("result", "")))


async def _bear(bearer: Bearer, subject_id: UUID, one: Record, operator: Principal, by: Principal) -> None:
    """Let what bears the case hear it."""
    if one["audience"] == Audience.CUSTOMER:
        await bearer.tell(subject_id, one["body"], by=operator)
        return
    if one["act"] in NOTED:
        await bearer.note(subject_id, one["body"], by=operator)
    if one["act"] in COME_BACK:
        await bearer.come_back(subject_id, by=by)


async def arrive_case(case_id: UUID, *, by: Principal) -> None:
    """Make headquarters' facts of what the partner said since the last time. Safe to run twice."""
    case = await queries.by_id(crossing_rows, case_id)
    await take_files(case, by=by)
    await hear(case, by=by)
    async with publishing() as connection:
        await connection.execute(queries.TAKEN_OVER, case["tenant_id"], case_id)
