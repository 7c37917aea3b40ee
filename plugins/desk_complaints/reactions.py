"""What follows from facts about complaints: open pages, the index, and whoever leads."""

from uuid import UUID

import msgspec

from desk.extend import SYSTEM, Fact, NotFound, Signal, current_scope, gettext, language, publish, reaction
from desk_complaints.actions import amending, measuring, receiving, reporting, summarising, telling, transferring
from desk_complaints.queries import people
from desk_complaints.states import Medium


class Negative(msgspec.Struct):
    """What is read of ``supervision.negative``: the ticket that a supervision call was about."""

    ticket: int


@reaction(lane="urgent")
async def signal_complaint(fact: Fact) -> None:
    """Tell open pages that a complaint and the list changed; the customer's, too."""
    tenant = current_scope().tenant.id
    for topic in (f"complaint-{fact.payload['number']}", "complaints"):
        await publish(Signal(tenant, topic, fact.customer_id))


@reaction(lane="bulk")
async def index_complaint(fact: Fact) -> None:
    """Let it be found. Read again, so any number of runs will do."""
    assert fact.subject_id is not None
    try:
        await telling.index(fact.subject_id)
    except NotFound:
        return


@reaction(lane="urgent")
async def tell_leader(fact: Fact) -> None:
    """It is serious: the general manager hears of it at once."""
    assert fact.subject_id is not None
    await telling.tell_leader(fact.subject_id, by=telling.ourselves())


@reaction(lane="urgent")
async def tell_of_best(fact: Fact) -> None:
    """It is valid, and of one of the best customers: the general manager contacts them personally."""
    assert fact.subject_id is not None
    if fact.payload["key"]:
        await telling.tell_leader(fact.subject_id, by=telling.ourselves())


@reaction()
async def draft_report(_fact: Fact) -> None:
    """Again and again: when a month is over, its report is drafted."""
    await reporting.draft_last(by=SYSTEM)


@reaction(lane="urgent")
async def take_over(fact: Fact) -> None:
    """Headquarters transferred a complaint: it is registered here, and promised from now on."""
    assert fact.subject_id is not None
    await transferring.take_over(fact.subject_id, by=SYSTEM)


@reaction()
async def lead_case(fact: Fact) -> None:
    """It went on: headquarters hears of it, where it came from there."""
    assert fact.subject_id is not None
    await transferring.lead_case(fact.subject_id, by=telling.ourselves())


@reaction()
async def take_back(fact: Fact) -> None:
    """Headquarters sent the feedback back."""
    assert fact.subject_id is not None
    await transferring.take_back(fact.subject_id, by=SYSTEM)


@reaction()
async def register_negative(fact: Fact) -> None:
    """A supervision call found a customer who isn't content: that is a complaint, about that ticket."""
    ticket = await people.ticket(msgspec.convert(fact.payload, Negative).ticket)
    customer = await people.customer(ticket["customer"])
    spoken = language.set(current_scope().tenant.locale)
    text = gettext("Said in a supervision call about #{number}: {subject}").format(
        number=ticket["number"], subject=ticket["subject"]
    )
    language.reset(spoken)
    new = receiving.NewComplaint(
        text, customer["name"], customer["id"], ticket["contact"], medium=Medium.SUPERVISION, ticket=ticket["number"]
    )
    await receiving.receive(new, by=SYSTEM)


@reaction()
async def ask_measures(fact: Fact) -> None:
    """Measures were recorded: they are somebody's to do."""
    assert fact.subject_id is not None
    await measuring.ask_measures(fact.subject_id, by=telling.ourselves())


@reaction()
async def follow_task(fact: Fact) -> None:
    """A task was done; perhaps a measure, or the look at whether one helps."""
    kind, subject = fact.payload["kind"], fact.payload["subject"]
    if kind in {one.id for one in measuring.KINDS} and fact.subject_id is not None:
        by = telling.ourselves()
        await measuring.follow_task(fact.subject_id, kind, fact.payload["result"], UUID(subject[1]), by=by)


@reaction()
async def ask_agreement(fact: Fact) -> None:
    """Somebody wants to give something: the supervisor looks at it."""
    assert fact.subject_id is not None
    await amending.ask_agreement(fact.subject_id, by=telling.ourselves())


@reaction()
async def settle_agreement(fact: Fact) -> None:
    """It was decided."""
    assert fact.subject_id is not None
    await amending.settle_agreement(fact.subject_id, by=telling.ourselves())


@reaction()
async def open_summaries(_fact: Fact) -> None:
    """Again and again: what is owed of a week, or of a longer period that is over."""
    await summarising.open_summaries(by=SYSTEM)
