"""One complaint held and saved, and what is said of it."""

from desk.extend import Move, Principal, Stale, gettext, label, now
from desk_complaints.queries import complaints
from desk_complaints.states import FOR_CUSTOMER, Kind
from desk_complaints.tables import ComplaintsComplaint, ComplaintsEntry


async def checked(number: int, move: Move, version: int | None, *, by: Principal) -> ComplaintsComplaint:
    """A complaint, locked, that may make this move now. Raises what refuses it, and ``Stale``."""
    found = await complaints.complaint(number)
    move.check(found, by, lambda status: label("complaints.status", status))
    if version is not None and version != found.version:
        raise Stale(who=gettext("Somebody"))
    return found


async def save(found: ComplaintsComplaint, **changes: object) -> None:
    """Write these columns of a complaint, as its next version."""
    for name, new in {**changes, "version": found.version + 1}.items():
        setattr(found, name, new)
    await found.save([getattr(ComplaintsComplaint, name) for name in (*changes, "version")])


async def say(found: ComplaintsComplaint, kind: Kind, text: str, *, by: Principal) -> None:
    """Add an entry; an empty one is none."""
    if not text.strip():
        return
    await ComplaintsEntry.add(
        complaint=found.id,
        customer=found.customer,
        kind=str(kind),
        audience="customer" if kind in FOR_CUSTOMER else "team",
        text=text.strip(),
        at=now(),
        by_kind=by.kind,
        by_id=by.id if by.kind in ("member", "contact") else None,
    )
