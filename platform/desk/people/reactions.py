"""What follows from facts about people: links are made and mailed."""

from desk.foundation.events import Fact
from desk.foundation.principals import NOBODY
from desk.foundation.reactions import reaction
from desk.people import actions
from desk.people.states import Purpose


@reaction(lane="urgent")
async def mail_invitation(fact: Fact) -> None:
    """Make an invitation and mail it; not for somebody who has a password by now."""
    assert fact.subject_id is not None
    await actions.send_link(fact.subject_id, Purpose.INVITATION)


@reaction(lane="urgent")
async def mail_reset(fact: Fact) -> None:
    """Make a link for a new password and mail it; not for a login that nobody has."""
    assert fact.subject_id is not None
    if fact.subject_id != NOBODY:
        await actions.send_link(fact.subject_id, Purpose.RESET)
