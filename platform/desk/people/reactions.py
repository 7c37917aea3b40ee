"""What follows from facts about people: links are made and mailed. A slow mail server holds no transaction."""

from desk.foundation.events import Fact
from desk.foundation.principals import NOBODY
from desk.foundation.reactions import reaction
from desk.foundation.registry import scope_of
from desk.people import actions, mails
from desk.people.states import Purpose


@reaction(lane="urgent", scope="own")
async def mail_invitation(fact: Fact) -> None:
    """Make an invitation and mail it; not for somebody who has a password by now."""
    await _mail(fact, Purpose.INVITATION)


@reaction(lane="urgent", scope="own")
async def mail_reset(fact: Fact) -> None:
    """Make a link for a new password and mail it; not for a login that nobody has."""
    if fact.subject_id != NOBODY:
        await _mail(fact, Purpose.RESET)


async def _mail(fact: Fact, purpose: Purpose) -> None:
    """First the link is kept, then it is sent: tried again, it is a new one."""
    assert fact.subject_id is not None
    async with scope_of(fact.tenant_id):
        letter = await actions.write_letter(fact.subject_id, purpose)
    if letter is not None:
        await mails.send_mail(letter.to, letter.subject, letter.text, sender=letter.sender)
