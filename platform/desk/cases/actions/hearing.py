"""What headquarters hears of a case: its own facts of what the partner said, made by whoever comes first."""

from asyncpg import Record

from desk.cases import queries
from desk.cases.events import CaseArrived
from desk.cases.states import Side
from desk.cases.tables import CaseDesk
from desk.foundation.crossing import crossing_rows
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.kit.time import now


async def hear(case: Record, *, by: Principal) -> CaseDesk:
    """
    Record what the partner said since the last time, on headquarters' own side of the case.

    The job does so, and an operator who is quicker: what he does then follows what came in, so that promises that began
    with the one end with the other.
    """
    desk = await queries.desk_of(case["id"]) or await open_desk(case)
    said = [one for one in await queries.entries(crossing_rows, case["id"]) if one["place"] > desk.place]
    for one in said:
        if one["side"] == Side.PARTNER:
            words = {"number": case["number"], "partner": case["partner_name"], "kind": case["kind"], "act": one["act"]}
            await record(CaseArrived(case["id"], by=by, **words))
    if said:
        desk.place, desk.kind = said[-1]["place"], case["kind"]
        await desk.save([CaseDesk.place, CaseDesk.kind])
    return desk


async def open_desk(case: Record) -> CaseDesk:
    """Begin headquarters' own side of a case."""
    return await CaseDesk.add(
        hq_case=case["id"],
        partner=case["partner"],
        partner_name=case["partner_name"],
        number=case["number"],
        kind=case["kind"],
        arrived_at=now(),
    )
