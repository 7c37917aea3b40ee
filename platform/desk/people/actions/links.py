"""
Access links: an invitation, or a new password for somebody who forgot the old one.

A link is made when its message leaves, in a job (``notices.py``): its secret stands in no fact, no row and no log.
"""

from uuid import UUID

from desk.foundation.errors import Refusal
from desk.foundation.events import record
from desk.foundation.principals import NOBODY, SYSTEM, Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.web.hosts import address
from desk.kit.ids import fingerprint, secret_token
from desk.kit.messages import is_mail_address
from desk.kit.time import now
from desk.people import queries
from desk.people.errors import HasPassword, LinkDead, NoAddress, NoLogin
from desk.people.events import InvitationAsked, LinkUsed, ResetAsked
from desk.people.settings import invitation_life, reset_life
from desk.people.states import Purpose
from desk.people.tables import AccessLink, Credential, SignIn, SignInStep


def check_address(email: str, name: str) -> None:
    """Raise ``NoAddress`` when no link could be sent there."""
    if not is_mail_address(email):
        raise NoAddress(name=name)


async def ask_invitation(credential_id: UUID | None, name: str, *, by: Principal) -> None:
    """Have an invitation sent, or sent again. Raises ``NoLogin``, ``NoAddress``, ``HasPassword``."""
    owner = await queries.owner_of(credential_id) if credential_id else None
    if owner is None:
        raise NoLogin(name=name)
    if owner.has_password:
        raise HasPassword(name=name)
    check_address(owner.email, name)
    assert credential_id is not None
    await record(InvitationAsked(credential_id, by=by, customer_id=owner.customer_id))


async def ask_reset(
    credential_id: UUID | None, face: str, network: str, *, by: Principal = SYSTEM, name: str = ""
) -> None:
    """
    Have a link for a new password sent: asked by anybody, who learns nothing by it, or by an administrator.

    The latter are told when there is nowhere to send it (``NoLogin``, ``NoAddress``).
    """
    if by is not SYSTEM:
        owner = await queries.owner_of(credential_id) if credential_id else None
        refusal: type[Refusal] | None = NoLogin if owner is None else None
        if owner is not None and not is_mail_address(owner.email):
            refusal = NoAddress
        if refusal is not None:
            raise refusal(name=name)
    await record(ResetAsked(credential_id or NOBODY, by=by, face=face, network=network))


async def make_link(credential_id: UUID, purpose: Purpose) -> str:
    """
    Make a link; older ones of the same person and purpose are dead. The answer is its address.

    It is empty when nobody signs in with the credential any more, or when an invitation isn't wanted any more.
    """
    owner = await queries.owner_of(credential_id)
    if owner is None or (purpose is Purpose.INVITATION and owner.has_password):
        return ""
    token = await _keep_link(owner, credential_id, purpose)
    return address(current_scope().tenant.hosts[owner.face], f"/link/{token}")


async def use_link(token: str, hashed: str) -> None:
    """Choose a password with a link, which is used up by it; whoever was signed in is out. Raises ``LinkDead``."""
    good = AccessLink.used_at.is_null() & (AccessLink.expires_at > now())
    found = (
        await AccessLink.update({AccessLink.used_at: now()})
        .where((AccessLink.fingerprint == fingerprint(token)) & good)
        .returning(AccessLink.credential, AccessLink.purpose)
    )
    owner = await queries.owner_of(found[0]["credential"]) if found else None
    if owner is None:
        raise LinkDead
    own, purpose = found[0]["credential"], found[0]["purpose"]
    await Credential.update(
        {Credential.password_hash: hashed, Credential.must_change: False, Credential.changed_at: now()}
    ).where(Credential.id == own)
    await kill_links(own)
    await SignIn.delete().where(SignIn.credential == own)
    await SignInStep.delete().where(SignInStep.credential == own)
    await record(LinkUsed(own, by=SYSTEM, customer_id=owner.customer_id, purpose=purpose))


async def kill_links(credential_id: UUID, purpose: Purpose | None = None) -> None:
    """Links that were not used are dead: all of a person, or those of one purpose."""
    which = (AccessLink.credential == credential_id) & AccessLink.used_at.is_null()
    await AccessLink.delete().where(which & (AccessLink.purpose == purpose) if purpose else which)


async def _keep_link(owner: queries.Owner, credential_id: UUID, purpose: Purpose) -> str:
    await kill_links(credential_id, purpose)
    token, at, settings = secret_token("desk_link"), now(), current_scope().tenant.settings
    life = invitation_life(settings) if purpose is Purpose.INVITATION else reset_life(settings)
    await AccessLink(
        fingerprint=fingerprint(token),
        credential=credential_id,
        customer_id=owner.customer_id,
        purpose=purpose,
        created_at=at,
        expires_at=at + life,
    ).save()
    return token
