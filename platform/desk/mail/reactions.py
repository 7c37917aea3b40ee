"""What follows: mailboxes are looked into, mail is sorted, the count of what is held is shown anew."""

from desk.foundation.events import Fact
from desk.foundation.reactions import reaction
from desk.foundation.signals import Signal, publish
from desk.foundation.tenancy import current_scope
from desk.mail import actions


@reaction()
async def look(_fact: Fact) -> None:
    """Have each mailbox looked into."""
    await actions.look()


@reaction(lane="bulk", scope="own", budget=28.0)
async def fetch_mail(fact: Fact) -> None:
    """Fetch what is new in one mailbox."""
    assert fact.subject_id is not None
    await actions.fetch(fact.tenant_id, fact.subject_id)


@reaction(budget=60.0)
async def sort_mail(fact: Fact) -> None:
    """Decide what becomes of a mail that came in."""
    assert fact.subject_id is not None
    await actions.sort_mail(fact.subject_id)


@reaction(lane="urgent")
async def signal_sorted(_fact: Fact) -> None:
    """Tell open pages that what is held changed."""
    await publish(Signal(current_scope().tenant.id, "mails", None))


@reaction(lane="bulk")
async def tidy(_fact: Fact) -> None:
    """Forget what is old."""
    await actions.tidy()
