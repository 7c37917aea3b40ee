"""What follows from facts: signatures that let things go on, calls for sales and customers, fees, open pages."""

from uuid import UUID

import msgspec

from desk.extend import SYSTEM, Fact, Signal, current_scope, publish, reaction
from desk_implementation.actions import asking, caring, changing, evaluating, logs, reporting, starting, working


class Signed(msgspec.Struct):
    """What this plugin reads of ``signature.given``."""

    kind: str
    of_id: str


class Answered(msgspec.Struct):
    """What this plugin reads of ``survey.answered``."""

    kind: str
    subject: list[str]


FOLLOWS = {
    "implementation.plan": starting.note_signature,
    "implementation.proposal": starting.note_signature,
    "implementation.acceptance": evaluating.accept,
    "implementation.deliverable": working.sign_stage,
    "implementation.change": changing.sign_change,
    "implementation.log": logs.sign_log,
}
"""What follows from a signature on each kind of paper."""


@reaction()
async def note_signature(fact: Fact) -> None:
    """Somebody signed a paper; perhaps it is one of a project."""
    signed = msgspec.convert(fact.payload, Signed)
    if follows := FOLLOWS.get(signed.kind):
        await follows(UUID(signed.of_id), by=SYSTEM)


@reaction()
async def look_again(fact: Fact) -> None:
    """The plan was finished; perhaps the customer had signed both papers before."""
    assert fact.subject_id is not None
    await starting.note_signature(fact.subject_id, by=SYSTEM)


@reaction()
async def note_survey(fact: Fact) -> None:
    """A customer said how something was; perhaps it was a stage."""
    answered = msgspec.convert(fact.payload, Answered)
    if answered.kind == caring.SURVEY.id:
        await working.note_survey(UUID(answered.subject[1]), by=SYSTEM)


@reaction()
async def count_fee(fact: Fact) -> None:
    """A payment came in; perhaps it is the fee of a project."""
    await caring.count_fee(msgspec.convert(fact.payload, caring.Paid), by=SYSTEM)


@reaction()
async def ask_to_tell(fact: Fact) -> None:
    """A project ended, or is found to lack something: perhaps headquarters should know."""
    assert fact.subject_id is not None
    await reporting.ask_to_tell(fact.subject_id)


@reaction()
async def end_telling(fact: Fact) -> None:
    """Something was handed up; perhaps it was a project."""
    await reporting.end_telling(msgspec.convert(fact.payload, reporting.HandedUp))


@reaction()
async def owe_logs(_fact: Fact) -> None:
    """Again and again: whose log of today is owed."""
    await caring.owe_logs(by=SYSTEM)


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
