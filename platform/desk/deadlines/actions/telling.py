"""Who stands on the rungs of a ladder: by role, deputies for whoever is away, and the next rung where nobody is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from asyncpg import Record

from desk.deadlines import queries
from desk.deadlines.states import DIRECT_MANAGER, HEADQUARTERS, MANAGER_OF, NEXT, OWNER
from desk.people import queries as people

LAST = "administrator"
USUAL_MANAGER = "service_manager"


@dataclass(slots=True)
class Told:
    """Who is told, with the rung and whom they stand in for; the rungs that nobody stood on; whether it goes up."""

    members: dict[UUID, tuple[str, UUID | None]] = field(default_factory=dict)
    gaps: list[str] = field(default_factory=list)
    headquarters: bool = False
    """Whether the ladder names headquarters: whoever keeps cases hands it up."""


async def whom_to_tell(rungs: Sequence[str], owner: UUID | None, at: datetime) -> Told:
    """
    The members to be told. Where nobody holds a rung's role, or nobody who does is there, it is a gap, and the next
    rung is told instead.
    """
    told = Told()
    if not rungs:
        return told
    staff = await queries.staff(_all_roles(rungs), owner, people.today(at))
    told.headquarters = HEADQUARTERS in rungs
    for rung in rungs:
        if rung == HEADQUARTERS:
            continue
        await _stand(told, rung, staff, owner, at)
    return told


async def _stand(told: Told, rung: str | None, staff: Sequence[Record], owner: UUID | None, at: datetime) -> None:
    while rung is not None:
        there = await _there(_holders(rung, staff, owner), at)
        for member, absent in there:
            told.members.setdefault(member, (rung, absent))
        if there:
            return
        if rung not in told.gaps:
            told.gaps.append(rung)
        rung = None if rung == LAST else NEXT.get(rung, "general_manager")


def _holders(rung: str, staff: Sequence[Record], owner: UUID | None) -> list[Record]:
    """Who holds a rung's role; the direct manager is who heads the owner's team or department, else one nearby."""
    own = next((one for one in staff if one["id"] == owner), None)
    if rung == OWNER:
        return [own] if own else []
    others = [one for one in staff if one["id"] != owner]
    if rung != DIRECT_MANAGER:
        return [one for one in staff if rung in one["roles"]]
    heads = [one for head in (own["heads"] if own else ()) for one in others if one["id"] == head]
    if heads:
        return heads[:1]
    role = next((MANAGER_OF[one] for one in own["roles"] if one in MANAGER_OF), USUAL_MANAGER) if own else USUAL_MANAGER
    managers = [one for one in others if role in one["roles"]]
    for place in ("team", "department"):
        if near := [one for one in managers if own and own[place] and one[place] == own[place]]:
            return near
    return managers


async def _there(holders: Iterable[Record], at: datetime) -> list[tuple[UUID, UUID | None]]:
    """Each holder, or who stands in, with whom they stand in for; nobody for one who is away without a deputy."""
    found: list[tuple[UUID, UUID | None]] = []
    for one in holders:
        if not one["is_away"]:
            found.append((one["id"], None))
        elif (deputy := await people.deputy_of(one["id"], at)) is not None:
            found.append((deputy, one["id"]))
    return found


def _all_roles(rungs: Sequence[str]) -> list[str]:
    """All roles that may have to be asked, from these rungs upwards."""
    return sorted({*rungs, *MANAGER_OF.values(), *NEXT.values(), USUAL_MANAGER, LAST})
