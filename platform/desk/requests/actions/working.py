"""Taking a request, giving it back, and assigning it where no provider does it."""

from uuid import UUID

from desk.foundation.errors import Invalid, NotFound
from desk.foundation.events import record
from desk.foundation.hooks import title
from desk.foundation.principals import SYSTEM, Principal
from desk.foundation.translation import gettext
from desk.foundation.web.forms import REQUIRED
from desk.kit.time import now
from desk.people import queries as people
from desk.requests import kinds, queries
from desk.requests.actions._moving import allow, checked, said, save, say
from desk.requests.errors import AlreadyTaken, NoSuchPerson
from desk.requests.events import RequestAssigned, RequestReturned, RequestTaken
from desk.requests.states import ASSIGN, GIVE_BACK, TAKE, Status
from desk.requests.tables import Request


async def take_request(
    number: int, *, by: Principal, provider: str = "", reference: str = "", version: int | None = None
) -> Request:
    """
    Take a request: a provider by its slug, or a member for themselves. Of two, the second is told who was quicker.

    Taking what one has already changes nothing. Raises ``AlreadyTaken``, ``NotFound`` for who doesn't provide its kind.
    """
    request = await checked(number, None)
    if provider and provider not in kinds.providers_of(request.kind):
        raise NotFound
    if not provider and by.kind != "member":
        raise NoSuchPerson
    if request.status == Status.TAKEN:
        if (request.provider == provider != "") or (not provider and request.assignee == by.id):
            return request
        raise AlreadyTaken(who=await _who(request))
    if version is not None and version != request.version:
        request = await checked(number, version)
    allow(request, TAKE, by=by)
    await save(
        request,
        status=Status.TAKEN,
        provider=provider,
        reference=reference,
        assignee=None if provider else by.id,
        taken_at=now(),
    )
    await record(RequestTaken(request.id, by=by, to_member="" if provider else str(by.id), **said(request)))
    return request


async def assign_request(
    number: int, member_id: UUID, note: str = "", *, by: Principal, version: int | None = None
) -> Request:
    """Give a request to a member, where no provider has it. Raises ``NoSuchPerson``, ``HeldByProvider``."""
    request = await checked(number, version)
    allow(request, ASSIGN, by=by)
    try:
        member = await people.member(member_id)
    except NotFound:
        raise NoSuchPerson from None
    if "request.do" not in await people.permissions_of(member["roles"]):
        raise NoSuchPerson
    before = request.assignee
    await save(request, status=Status.TAKEN, assignee=member_id, taken_at=now())
    await say(request, note, by=by)
    from_member, to_member = str(before or ""), str(member_id)
    await record(RequestAssigned(request.id, by=by, from_member=from_member, to_member=to_member, **said(request)))
    return request


async def give_back_request(
    number: int, why: str, *, by: Principal, provider: str = "", version: int | None = None
) -> Request:
    """Give a request back, with the reason; it waits for another provider or for a member again."""
    request = await checked(number, version)
    allow(request, GIVE_BACK, by=by, provider=provider)
    if not why.strip():
        raise Invalid({"note": gettext(REQUIRED)})
    told = said(request)
    await save(request, status=Status.RETURNED, provider="", reference="", assignee=None, taken_at=None)
    await say(request, why, by=by)
    await record(RequestReturned(request.id, by=by, **told))
    return request


async def hand_over_all(member_id: UUID, successor_id: UUID) -> int:
    """Give what a member who left had to do to whoever takes over."""
    found = await queries.undone_of(member_id)
    for number in found:
        try:
            await assign_request(number, successor_id, by=SYSTEM)
        except NoSuchPerson:
            await give_back_request(number, gettext("Who had it has left."), by=SYSTEM)
    return len(found)


async def _who(request: Request) -> str:
    if request.provider:
        return title(request.provider)
    return (await people.member_by_id(request.assignee)).name
