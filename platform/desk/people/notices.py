"""What people are mailed about their sign-in: an invitation, or a link for a new password."""

from collections.abc import Mapping, Sequence

from desk.foundation.events import Fact
from desk.foundation.notices import Notice, Person, Said, Text, Whom
from desk.foundation.principals import NOBODY
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_
from desk.people import actions, queries
from desk.people.settings import invitation_life, reset_life
from desk.people.states import Purpose

SAMPLES = {"login": "wang.min@example.com"}
LETTERS = {
    Purpose.INVITATION: Text(
        N_("Your access to {company}"),
        N_(
            "Hello {name},\n\n{company} has given you access. Choose your password here:\n{link}\n\n"
            "Your sign-in name: {login}\nThe link is good for {hours} hours, and once."
        ),
    ),
    Purpose.RESET: Text(
        N_("A new password for {company}"),
        N_(
            "Hello {name},\n\nsomebody asked for a new password for you at {company}. Choose it here:\n{link}\n\n"
            "Your sign-in name: {login}\nThe link is good for {minutes} minutes, and once.\n"
            "If it wasn't you, do nothing: your password stays as it is."
        ),
    ),
}
LINES = {
    Purpose.INVITATION: Text(LETTERS[Purpose.INVITATION].subject, N_("{company} has given you access: {link}")),
    Purpose.RESET: Text(LETTERS[Purpose.RESET].subject, N_("A new password for {login}: {link}")),
}


async def _owner(fact: Fact) -> Sequence[Whom]:
    """Who signs in with it; nobody for a login that nobody has, and for whoever left."""
    assert fact.subject_id is not None
    owner = await queries.owner_of(fact.subject_id) if fact.subject_id != NOBODY else None
    return [Whom("contact" if owner.kind == "contact" else "member", owner.id)] if owner else []


async def _invited(fact: Fact, _person: Person) -> Said | None:
    owner = await _owner_of(fact)
    hours = int(invitation_life(current_scope().tenant.settings).total_seconds() // 3600)
    return Said({"login": owner.login, "hours": str(hours)}) if owner and not owner.has_password else None


async def _forgot(fact: Fact, _person: Person) -> Said | None:
    owner = await _owner_of(fact)
    minutes = int(reset_life(current_scope().tenant.settings).total_seconds() // 60)
    return Said({"login": owner.login, "minutes": str(minutes)}) if owner else None


async def _owner_of(fact: Fact) -> queries.Owner | None:
    return await queries.owner_of(fact.subject_id) if fact.subject_id is not None else None


async def _invitation_link(fact: Fact, _person: Person) -> Mapping[str, str] | None:
    return await _link(fact, Purpose.INVITATION)


async def _reset_link(fact: Fact, _person: Person) -> Mapping[str, str] | None:
    return await _link(fact, Purpose.RESET)


async def _link(fact: Fact, purpose: Purpose) -> Mapping[str, str] | None:
    """A new link each time one is sent; those of before are dead."""
    assert fact.subject_id is not None
    url = await actions.make_link(fact.subject_id, purpose)
    return {"link": url} if url else None


NOTICES = (
    Notice(
        id="people.invitation",
        label=N_("Invitation"),
        event="invitation.asked",
        audience="either",
        recipients=_owner,
        variables=_invited,
        letter=LETTERS[Purpose.INVITATION],
        line=LINES[Purpose.INVITATION],
        channels=("email",),
        samples=SAMPLES | {"hours": "72"},
        consent="none",
        urgent=True,
        secret=("link",),
        secrets=_invitation_link,
    ),
    Notice(
        id="people.reset",
        label=N_("Link for a new password"),
        event="reset.asked",
        audience="either",
        recipients=_owner,
        variables=_forgot,
        letter=LETTERS[Purpose.RESET],
        line=LINES[Purpose.RESET],
        channels=("email",),
        samples=SAMPLES | {"minutes": "60"},
        consent="none",
        urgent=True,
        secret=("link",),
        secrets=_reset_link,
    ),
)
