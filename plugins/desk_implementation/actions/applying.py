"""From the need of a customer to an application, and to who works on it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desk.extend import (
    REQUIRED,
    Forbidden,
    Invalid,
    NotFound,
    Principal,
    gettext,
    next_number,
    now,
    record,
)
from desk_implementation.actions.moving import checked, move_on, save, say, who
from desk_implementation.errors import NOBODY_HERE
from desk_implementation.events import NeedNoted, ProjectApplied, ProjectAssigned, ProjectDropped, ProjectsExported
from desk_implementation.moves import APPLY, ASSIGN, DROP, REASSIGN
from desk_implementation.queries import people
from desk_implementation.tables import ImplementationMember, ImplementationProject


@dataclass(frozen=True, slots=True)
class NewNeed:
    """Who needs what, and where that comes from."""

    customer: UUID
    title: str
    need: str
    source: str = "sales"
    contract: str = ""
    contact: UUID | None = None


async def note_need(new: NewNeed, *, by: Principal) -> ImplementationProject:
    """A customer needs an implementation: the application is owed (IM-D3). Raises ``NotFound`` and ``Invalid``."""
    if not by.may("implementation.ask"):
        raise Forbidden
    if await people.customer(new.customer) is None:
        raise NotFound
    await _check_contact(new.contact, new.customer)
    found = await ImplementationProject.add(
        number=await next_number("implementation"),
        customer=new.customer,
        contact=new.contact,
        title=new.title.strip(),
        need=new.need.strip(),
        source=new.source,
        contract=new.contract.strip(),
        needed_at=now(),
        needed_by=who(by),
    )
    await say(NeedNoted, found, by=by, source=new.source)
    return found


async def apply_for_project(
    number: int,
    *,
    title: str,
    need: str,
    source: str,
    products: str,
    by: Principal,
    contract: str = "",
    contact: UUID | None = None,
    wanted_on: date | None = None,
    work_days: int | None = None,
    fee_cents: int | None = None,
    version: int | None = None,
) -> ImplementationProject:
    """The application (SS29): what is wanted, when, and for how much. Sales is asked for what it knows."""
    found = await checked(number, APPLY, by=by, version=version)
    await _check_contact(contact, found.customer)
    said = {"title": title, "need": need, "source": source, "products": products, "contract": contract}
    more = {"contact": contact, "wanted_on": wanted_on, "days": work_days, "fee_cents": fee_cents}
    await move_on(found, APPLY, **said, **more, applied_at=now(), applied_by=who(by))
    await say(ProjectApplied, found, by=by)
    return found


async def assign_project(
    number: int, *, lead: UUID, team: list[UUID], by: Principal, version: int | None = None
) -> ImplementationProject:
    """Say who leads it and who works on it; from then on it is planned. Raises ``Invalid``."""
    found = await checked(number, ASSIGN, by=by, version=version)
    await _staff(found, lead, team)
    await move_on(found, ASSIGN, lead=lead)
    await say(ProjectAssigned, found, by=by, lead=str(lead), team=len({lead, *team}))
    return found


async def change_team(
    number: int, *, lead: UUID, team: list[UUID], by: Principal, version: int | None = None
) -> ImplementationProject:
    """Others lead it or work on it."""
    found = await checked(number, REASSIGN, by=by, version=version)
    await _staff(found, lead, team)
    await save(found, lead=lead)
    await say(ProjectAssigned, found, by=by, lead=str(lead), team=len({lead, *team}))
    return found


async def drop_project(number: int, *, reason: str, by: Principal, version: int | None = None) -> ImplementationProject:
    """It comes to nothing before it runs. Raises ``Invalid`` without a reason."""
    found = await checked(number, DROP, by=by, version=version)
    if not reason.strip():
        raise Invalid({"reason": gettext(REQUIRED)})
    await move_on(found, DROP, reason=reason.strip())
    await say(ProjectDropped, found, by=by)
    return found


async def note_export(count: int, *, by: Principal) -> None:
    """Keep in the audit trail that a list was taken out."""
    await record(ProjectsExported(by.id, by=by, count=count))


async def _staff(found: ImplementationProject, lead: UUID, team: list[UUID]) -> None:
    everybody = dict.fromkeys((lead, *team))
    if not await people.are_members([*everybody]):
        raise Invalid({"team": gettext(NOBODY_HERE)})
    await ImplementationMember.delete().where(ImplementationMember.project == found.id)
    for member in everybody:
        await ImplementationMember.add(project=found.id, customer=found.customer, member=member)


async def _check_contact(contact: UUID | None, customer: UUID) -> None:
    if contact is not None and await people.contact(contact, of=customer) is None:
        raise NotFound
