"""What this slice does about facts."""

from uuid import UUID

from desk.customers import actions
from desk.foundation.events import Fact
from desk.foundation.principals import SYSTEM, Principal
from desk.foundation.reactions import reaction


@reaction(lane="bulk", budget=120.0)
async def index_imported(fact: Fact) -> None:
    """Let imported customers be found by everything, not only in their own list. Says the same when run again."""
    await actions.index_everywhere([UUID(one) for one in fact.payload["customers"]])


@reaction(lane="bulk", budget=120.0)
async def note_grades(fact: Fact) -> None:
    """Keep the grades that an import changed. Says the same when run again."""
    assert fact.id is not None
    by = Principal("member", fact.by_id) if fact.by_id else SYSTEM
    customers = [UUID(one) for one in fact.payload["customers"]]
    await actions.note_imported_grades(fact.id, customers, by=by, at=fact.at)


@reaction(lane="urgent")
async def take_over(fact: Fact) -> None:
    """Let what a contact wants changed count at once, where the tenant wants that."""
    assert fact.subject_id is not None
    await actions.answer_at_once(fact.subject_id)


@reaction(lane="bulk", budget=60.0)
async def replace_engineer(fact: Fact) -> None:
    """Let customers who liked a member to come who left have the colleague who takes over."""
    assert fact.subject_id is not None
    await actions.replace_engineer(fact.subject_id, UUID(fact.payload["successor"]), by=SYSTEM)


@reaction(lane="bulk", budget=120.0)
async def find_doubles(fact: Fact) -> None:
    """Compare customers that are new or changed with all others."""
    await actions.find_doubles()


@reaction(lane="bulk", budget=120.0)
async def note_likenesses(fact: Fact) -> None:
    """Note by what customers are compared who were filed before anybody did."""
    await actions.note_likenesses()


@reaction(lane="bulk", budget=120.0)
async def erase_merge_logs(fact: Fact) -> None:
    """Empty the logs of mergings that can't be undone any more."""
    await actions.erase_logs()
