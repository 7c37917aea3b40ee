"""Risks: what may go wrong, how likely, how bad, and what is done about it."""

from uuid import UUID

from desk.extend import Principal
from desk_implementation.actions.moving import checked, say
from desk_implementation.events import RiskWeighed
from desk_implementation.moves import WEIGH
from desk_implementation.queries import plans
from desk_implementation.tables import ImplementationRisk


async def add_risk(
    number: int,
    *,
    risk: str,
    probability: str,
    impact: str,
    measure: str,
    by: Principal,
    owner: UUID | None = None,
) -> ImplementationRisk:
    """Note a risk with its measure; the customer never sees it."""
    found = await checked(number, WEIGH, by=by)
    made = await ImplementationRisk.add(
        project=found.id,
        customer=found.customer,
        risk=risk.strip(),
        probability=probability,
        impact=impact,
        measure=measure.strip(),
        owner=owner,
    )
    await say(RiskWeighed, found, by=by, open=True)
    return made


async def weigh_risk(
    number: int,
    risk_id: UUID,
    *,
    probability: str,
    impact: str,
    measure: str,
    by: Principal,
    over: bool = False,
) -> ImplementationRisk:
    """How it stands with a risk now, and whether it is over."""
    found = await checked(number, WEIGH, by=by)
    known = await plans.risk(risk_id, of=found.id)
    said = {"probability": probability, "impact": impact, "measure": measure.strip(), "over": over}
    for name, new in said.items():
        setattr(known, name, new)
    await known.save([getattr(ImplementationRisk, name) for name in said])
    await say(RiskWeighed, found, by=by, open=not over)
    return known
