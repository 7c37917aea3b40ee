"""What people are told about tickets: contacts of answers and solutions, members of what is theirs to do."""

from collections.abc import Sequence
from uuid import UUID

from asyncpg import Record

from desk.foundation.errors import NotFound
from desk.foundation.events import Fact
from desk.foundation.notices import Notice, Person, Said, Text, Whom, thread_of
from desk.foundation.translation import N_, gettext
from desk.kit.text import clip
from desk.tickets import queries
from desk.tickets.queries import told

LONGEST = 3_000
"""Characters of what was written that go along."""
SHORT = 120
IN_PORTAL = N_("Read and answer it here:")
BY_PHONE = N_("You can answer by phone; please say the number {number}.")
BY_MAIL = N_("Simply answer this mail: what you write above its first line comes to us.")
NOT_READ = N_("This mail was sent automatically, an answer to it is not read.")
FOR_CONTACTS = ("inbox", "email")
FOR_MEMBERS = ("inbox",)
SAMPLES = {
    "number": "1024",
    "subject": N_("The report prints blank pages"),
    "by": N_("Li Xiaofeng"),
    "text": N_("Please set the paper to A4 in the page setup and print again."),
    "how": N_("Read and answer it here:"),
    "answers": N_("This mail was sent automatically, an answer to it is not read."),
    "customer": N_("Jiangnan Textiles"),
}


def _of(*names: str) -> dict[str, str]:
    return {name: SAMPLES[name] for name in names}


# -- to contacts


async def _whoever_asked(fact: Fact) -> Sequence[Whom]:
    """The contact of the ticket, when the team or headquarters wrote something for the customer."""
    said = fact.payload
    if fact.name == "entry.written" and (said["entry_audience"] != "customer" or said["side"] == "customer"):
        return []
    ticket = await _ticket(fact)
    return [Whom("contact", ticket["contact"])] if ticket and ticket["contact"] else []


async def _reply(fact: Fact, person: Person) -> Said | None:
    ticket, entry = await _ticket(fact), await _entry(fact)
    if ticket is None or entry is None:
        return None
    by = gettext("Headquarters") if entry["side"] == "headquarters" else entry["author_name"]
    return await _to_customer(fact, ticket, person, text=entry["body"], by=by)


async def _solution(fact: Fact, person: Person) -> Said | None:
    ticket = await _ticket(fact)
    if ticket is None or ticket["status"] != "solved":
        return None
    return await _to_customer(fact, ticket, person, text=ticket["solution"], by="")


async def _to_customer(fact: Fact, ticket: Record, person: Person, **more: str) -> Said:
    assert fact.subject_id is not None
    number = str(ticket["number"])
    thread = await thread_of("ticket", fact.subject_id, person)
    answers = gettext(BY_MAIL if thread else NOT_READ)
    how = gettext(IN_PORTAL) if person.signs_in else gettext(BY_PHONE).format(number=number)
    text = clip(more["text"], LONGEST)
    path = f"/tickets/{number}"
    values = {"number": number, "subject": ticket["subject"], "how": how, "answers": answers, **more, "text": text}
    return Said(values, path)


# -- to members


async def _assignee(fact: Fact) -> Sequence[Whom]:
    """Whoever got it, unless they took it themselves."""
    to = fact.payload.get("to_member") or ""
    return [Whom("member", UUID(to))] if to and to != str(fact.by_id) else []


async def _called(fact: Fact) -> Sequence[Whom]:
    """Whoever is called to a consultation, but for who calls."""
    return [Whom("member", UUID(one)) for one in fact.payload["members"] if one != str(fact.by_id)]


async def _whose_customer_wrote(fact: Fact) -> Sequence[Whom]:
    """Whoever has the ticket, when its customer wrote."""
    if fact.by_kind != "contact" or fact.payload["side"] != "customer":
        return []
    ticket = await _ticket(fact)
    return [Whom("member", ticket["assignee"])] if ticket and ticket["assignee"] else []


async def _followers(fact: Fact) -> Sequence[Whom]:
    """Whoever followed the ticket by then, but for who wrote and whose it is."""
    ticket = await _ticket(fact)
    if ticket is None or fact.subject_id is None:
        return []
    known = (fact.by_id, ticket["assignee"])
    followers = await queries.followers(fact.subject_id)
    return [Whom("member", one["id"]) for one in followers if one["id"] not in known and one["since_at"] <= fact.at]


async def _named(fact: Fact) -> Sequence[Whom]:
    """Colleagues who are called in a note: @ and their name."""
    entry = await _entry(fact) if fact.payload["entry_audience"] == "team" else None
    if entry is None or "@" not in entry["body"]:
        return []
    return [Whom("member", one) for one in await told.members_called(entry["body"]) if one != fact.by_id]


async def _to_member(fact: Fact, _person: Person) -> Said | None:
    ticket = await _ticket(fact)
    if ticket is None:
        return None
    entry = await _entry(fact) if fact.name == "entry.written" else None
    number, by = str(ticket["number"]), await told.name_of(fact.by_id)
    values = {
        "number": number,
        "subject": ticket["subject"],
        "customer": ticket["customer_name"],
        "by": by or gettext("The system"),
        "text": clip(entry["body"], SHORT) if entry else "",
    }
    return Said(values, f"/tickets/{number}")


async def _ticket(fact: Fact) -> Record | None:
    assert fact.subject_id is not None
    return await told.told_of(fact.subject_id)


async def _entry(fact: Fact) -> Record | None:
    assert fact.subject_id is not None
    try:
        return await queries.entry(UUID(fact.payload["entry"]), of=fact.subject_id)
    except NotFound:
        return None


ASSIGNED = Text(N_("#{number} is yours: {subject}"), N_("{by} assigned it to you. {customer}"))
PASSED_ON = Text(N_("#{number} shall be yours: {subject}"), N_("{by} asks you to take it over. {customer}"))
NOT_ACCEPTED = Text(N_("#{number} stays with you: {subject}"), N_("{by} did not accept it. {customer}"))
CONSULTED = Text(N_("#{number} your advice is needed: {subject}"), N_("{by} calls you together. {customer}"))
WROTE = Text(N_("#{number} the customer wrote: {subject}"), N_("{customer}: {text}"))
CALLED = Text(N_("#{number} {by} calls you: {subject}"), N_("{by}: {text}"))
FOLLOWED = Text(N_("#{number} that you follow: {subject}"), N_("{by}: {text}"))
NOTICES = (
    Notice(
        id="ticket.reply",
        label=N_("Answer to the customer"),
        event="entry.written",
        audience="contact",
        recipients=_whoever_asked,
        variables=_reply,
        letter=Text(
            N_("[#{number}] {subject}"),
            N_(
                "Hello {name},\n\n{by} of {company} answered your question “{subject}” (#{number}):\n\n{text}\n\n"
                "{how}\n{link}\n\n{answers}"
            ),
        ),
        line=Text(N_("Answer to your question: {subject}"), N_("{by}: {text}")),
        channels=FOR_CONTACTS,
        samples=_of("number", "subject", "by", "text", "how", "answers"),
    ),
    Notice(
        id="ticket.solved",
        label=N_("Question solved"),
        event="ticket.solved",
        audience="contact",
        recipients=_whoever_asked,
        variables=_solution,
        letter=Text(
            N_("[#{number}] Solved: {subject}"),
            N_(
                "Hello {name},\n\nwe think that your question “{subject}” (#{number}) is solved:\n\n{text}\n\n"
                "Please look whether it works now, and tell us. {how}\n{link}\n\n{answers}"
            ),
        ),
        line=Text(N_("Solved: {subject}"), N_("Please look whether it works now, and tell us.")),
        channels=FOR_CONTACTS,
        samples=_of("number", "subject", "text", "how", "answers"),
    ),
    Notice(
        id="ticket.assigned",
        label=N_("Ticket assigned"),
        event="ticket.assigned",
        audience="member",
        recipients=_assignee,
        variables=_to_member,
        letter=Text(ASSIGNED.subject, N_("Hello {name},\n\n{by} assigned #{number} “{subject}” to you.\n{link}")),
        line=ASSIGNED,
        channels=FOR_MEMBERS,
        samples=_of("number", "subject", "by", "customer"),
    ),
    Notice(
        id="ticket.transferred",
        label=N_("Ticket passed on"),
        event="ticket.transferred",
        audience="member",
        recipients=_assignee,
        variables=_to_member,
        letter=Text(
            PASSED_ON.subject,
            N_(
                "Hello {name},\n\n{by} asks you to take over #{number} “{subject}”. Please accept it, or give it back "
                "with a reason.\n{link}"
            ),
        ),
        line=PASSED_ON,
        channels=FOR_MEMBERS,
        samples=_of("number", "subject", "by", "customer"),
    ),
    Notice(
        id="ticket.rejected",
        label=N_("Ticket not accepted"),
        event="ticket.rejected",
        audience="member",
        recipients=_assignee,
        variables=_to_member,
        letter=Text(
            NOT_ACCEPTED.subject,
            N_("Hello {name},\n\n{by} did not accept #{number} “{subject}”; it stays with you.\n{link}"),
        ),
        line=NOT_ACCEPTED,
        channels=FOR_MEMBERS,
        samples=_of("number", "subject", "by", "customer"),
    ),
    Notice(
        id="ticket.consulted",
        label=N_("Called to a consultation"),
        event="ticket.consulted",
        audience="member",
        recipients=_called,
        variables=_to_member,
        letter=Text(
            CONSULTED.subject,
            N_(
                "Hello {name},\n\n{by} calls you together over #{number} “{subject}”. "
                "What is asked stands in it.\n{link}"
            ),
        ),
        line=CONSULTED,
        channels=FOR_MEMBERS,
        samples=_of("number", "subject", "by", "customer"),
    ),
    Notice(
        id="ticket.customer_wrote",
        label=N_("The customer wrote"),
        event="entry.written",
        audience="member",
        recipients=_whose_customer_wrote,
        variables=_to_member,
        letter=Text(WROTE.subject, N_("Hello {name},\n\n{customer} wrote in #{number} “{subject}”:\n\n{text}\n{link}")),
        line=WROTE,
        channels=FOR_MEMBERS,
        samples=_of("number", "subject", "by", "text", "customer"),
    ),
    Notice(
        id="ticket.followed",
        label=N_("News of a ticket that one follows"),
        event="entry.written",
        audience="member",
        recipients=_followers,
        variables=_to_member,
        letter=Text(FOLLOWED.subject, N_("Hello {name},\n\n{by} wrote in #{number} “{subject}”:\n\n{text}\n{link}")),
        line=FOLLOWED,
        channels=FOR_MEMBERS,
        samples=_of("number", "subject", "by", "text", "customer"),
    ),
    Notice(
        id="ticket.mentioned",
        label=N_("Called in a note"),
        event="entry.written",
        audience="member",
        recipients=_named,
        variables=_to_member,
        letter=Text(CALLED.subject, N_("Hello {name},\n\n{by} calls you in #{number} “{subject}”:\n\n{text}\n{link}")),
        line=CALLED,
        channels=FOR_MEMBERS,
        samples=_of("number", "subject", "by", "text", "customer"),
    ),
)
