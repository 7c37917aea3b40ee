"""A member leaves: nothing opens for them any more, somebody takes over, and their name stays in what they did."""

from uuid import UUID

from desk.foundation.errors import NotFound
from desk.foundation.events import record
from desk.foundation.labels import label
from desk.foundation.principals import Principal
from desk.kit.time import now
from desk.people import queries
from desk.people.actions.departments import head_instead
from desk.people.actions.factors import remove_factor
from desk.people.actions.links import kill_links
from desk.people.actions.roles import check_keys, held_keys
from desk.people.actions.signing import end_sign_ins_of
from desk.people.actions.tokens import revoke_tokens_of
from desk.people.errors import NoSuccessor, NotForOneself
from desk.people.events import MemberLeft, MemberReturned
from desk.people.states import LEAVE, RETURN, MemberStatus
from desk.people.tables import Absence, Credential, Member


async def leave_member(member_id: UUID, successor_id: UUID, *, by: Principal) -> Member:
    """
    Note that a member left. Sign-ins and tokens end at once; what they had open goes to the successor by what reacts
    to ``member.left``.

    Raises ``NotForOneself``, ``NoSuccessor``, ``NobodyLeft``.
    """
    await queries.lock_roles()
    member = await queries.member_by_id(member_id, lock=True)
    LEAVE.check(member, by, _word)
    if member_id == by.id:
        raise NotForOneself
    await _check_successor(member_id, successor_id)
    keys = await held_keys()
    member.status, member.left_at = MemberStatus.LEFT, now()
    await member.save([Member.status, Member.left_at])
    await check_keys(keys)
    await _close(member, by)
    await _hand_over_absences(member_id, successor_id)
    await head_instead(member_id, successor_id, by=by)
    await record(MemberLeft(member_id, by=by, successor=str(successor_id)))
    return member


async def return_member(member_id: UUID, *, by: Principal) -> Member:
    """They are back, or it was a mistake. They need a new password; nothing that was handed over comes back."""
    member = await queries.member_by_id(member_id, lock=True)
    RETURN.check(member, by, _word)
    member.status, member.left_at = MemberStatus.ACTIVE, None
    await member.save([Member.status, Member.left_at])
    await record(MemberReturned(member_id, by=by))
    return member


async def _close(member: Member, by: Principal) -> None:
    """Nothing opens any more: no password, no second step, no link, no sign-in, no token."""
    await revoke_tokens_of(UUID(str(member.id)), by=by)
    if member.credential is None:
        return
    credential = UUID(str(member.credential))
    await Credential.update({Credential.password_hash: "", Credential.changed_at: now()}).where(
        Credential.id == credential
    )
    await kill_links(credential)
    await end_sign_ins_of(credential, by=by)
    if await queries.factor_of(credential):
        await remove_factor(credential, by=by)


async def _hand_over_absences(member_id: UUID, successor_id: UUID) -> None:
    """Nobody waits for them any more; whom they would have stood in for gets the successor, who can't be their own."""
    lasting = Absence.to_on >= queries.today()
    await Absence.delete().where((Absence.member == member_id) & lasting)
    through = (Absence.deputy == member_id) & lasting
    await Absence.update({Absence.deputy: None}).where(through & (Absence.member == successor_id))
    await Absence.update({Absence.deputy: successor_id}).where(through)


async def _check_successor(member_id: UUID, successor_id: UUID) -> None:
    if successor_id == member_id:
        raise NoSuccessor
    try:
        await queries.member(successor_id)
    except NotFound:
        raise NoSuccessor from None


def _word(status: str) -> str:
    return label("member.status", status)
