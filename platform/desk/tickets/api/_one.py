"""One ticket as programs get it."""

from asyncpg import Record

from desk.foundation.web.api import answer, tagged
from desk.tickets import answers, queries

ONE = "/tickets/{reference:str}"
READ = "ticket.read"


async def one_ticket(number: int) -> answers.Ticket:
    """One ticket by its number, with its version as its tag. Raises ``NotFound``."""
    found = await queries.sheet(number)
    people = {role: _named(found, role) for role in ("contact", "assignee", "first_responder")}
    customer = answers.Named(found["customer"], found["customer_name"])
    return tagged(answer(answers.Ticket, found, customer=customer, **people), found["version"])


def _named(found: Record, role: str) -> answers.Named | None:
    return answers.Named(found[role], found[f"{role}_name"]) if found[role] else None
