"""
Access links: an invitation, or a new password for somebody who forgot the old one.

A link is made when its mail is written, in a job: its secret stands in no fact, no payload and no log.
"""

from uuid import UUID

from desk.foundation.errors import Refusal
from desk.foundation.events import record
from desk.foundation.principals import NOBODY, SYSTEM, Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import LANGUAGES, N_, gettext, language
from desk.foundation.web.hosts import address
from desk.kit.ids import fingerprint, secret_token
from desk.kit.time import now
from desk.people import mails, queries
from desk.people.errors import HasPassword, LinkDead, NoAddress, NoLogin
from desk.people.events import InvitationAsked, LinkUsed, ResetAsked
from desk.people.mails import Letter
from desk.people.settings import invitation_life, reset_life
from desk.people.states import Purpose
from desk.people.tables import AccessLink, Credential, SignIn, SignInStep

SUBJECTS = {Purpose.INVITATION: N_("Your access to {tenant}"), Purpose.RESET: N_("A new password for {tenant}")}
HELLO = N_("Hello {name},")
WHY = {
    Purpose.INVITATION: N_("{tenant} has given you access. Choose your password here:"),
    Purpose.RESET: N_("somebody asked for a new password for you at {tenant}. Choose it here:"),
}
LOGIN = N_("Your sign-in name: {login}")
UNTIL = {
    Purpose.INVITATION: N_("The link is good for {hours} hours, and once."),
    Purpose.RESET: N_("The link is good for {minutes} minutes, and once."),
}
NOT_YOU = N_("If it wasn't you, do nothing: your password stays as it is.")


def check_address(email: str, name: str) -> None:
    """Raise ``NoAddress`` when no link could be sent there."""
    if not mails.is_address(email):
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
        if owner is not None and not mails.is_address(owner.email):
            refusal = NoAddress
        if refusal is not None:
            raise refusal(name=name)
    await record(ResetAsked(credential_id or NOBODY, by=by, face=face, network=network))


async def write_letter(credential_id: UUID, purpose: Purpose) -> Letter | None:
    """
    Make a link and the letter that brings it; older ones of the same person and purpose are dead.

    None when there is nowhere to send it, or when it isn't wanted any more.
    """
    owner = await queries.owner_of(credential_id)
    if owner is None or not mails.is_address(owner.email):
        return None
    if purpose is Purpose.INVITATION and owner.has_password:
        return None
    token = await _make_link(owner, credential_id, purpose)
    tenant = current_scope().tenant
    chosen = owner.locale if owner.locale in LANGUAGES else tenant.locale
    spoken = language.set(chosen)
    try:
        url = address(tenant.hosts[owner.face], f"/link/{token}")
        subject = gettext(SUBJECTS[purpose]).format(tenant=tenant.name)
        return Letter(owner.email, subject, _text(owner, purpose, url), tenant.name)
    finally:
        language.reset(spoken)


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


async def _make_link(owner: queries.Owner, credential_id: UUID, purpose: Purpose) -> str:
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


def _text(owner: queries.Owner, purpose: Purpose, url: str) -> str:
    tenant = current_scope().tenant
    hours = int(invitation_life(tenant.settings).total_seconds() // 3600)
    minutes = int(reset_life(tenant.settings).total_seconds() // 60)
    lines = [
        gettext(HELLO).format(name=owner.name),
        "",
        gettext(WHY[purpose]).format(tenant=tenant.name),
        url,
        "",
        gettext(LOGIN).format(login=owner.login),
        gettext(UNTIL[purpose]).format(hours=hours, minutes=minutes),
    ]
    return "\n".join([*lines, *([gettext(NOT_YOU)] if purpose is Purpose.RESET else [])]) + "\n"
