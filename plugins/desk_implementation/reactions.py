"""What follows from facts: signatures that let a project go on, the call for sales to hand over, open pages."""

from uuid import UUID

import msgspec

from desk.extend import SYSTEM, Fact, Signal, current_scope, publish, reaction
from desk_implementation.actions import asking, starting


class Signed(msgspec.Struct):
    """What this plugin reads of ``signature.given``."""

    kind: str
    of_id: str


@reaction()
async def note_signature(fact: Fact) -> None:
    """Somebody signed a paper; perhaps it is one of a project."""
    signed = msgspec.convert(fact.payload, Signed)
    if signed.kind in starting.PAPERS:
        await starting.note_signature(UUID(signed.of_id), by=SYSTEM)


@reaction()
async def ask_handover(fact: Fact) -> None:
    """A project was applied for: sales writes down what it knows and has promised."""
    assert fact.subject_id is not None
    await asking.ask_handover(fact.subject_id)


@reaction()
async def end_handover(fact: Fact) -> None:
    """It was written down, or the project comes to nothing."""
    assert fact.subject_id is not None
    await asking.end_handover(fact.subject_id)


@reaction(lane="urgent")
async def signal_projects(fact: Fact) -> None:
    """Tell open pages."""
    await publish(Signal(current_scope().tenant.id, "projects", fact.customer_id))
