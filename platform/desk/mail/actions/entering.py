"""Putting a mail into a ticket, in the name of whoever wrote it."""

from collections.abc import Sequence

from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_, gettext, language
from desk.mail import queries
from desk.mail.parsing import Attached, Letter
from desk.mail.queries import Who
from desk.mail.tables import IncomingMail
from desk.tickets import actions as tickets
from desk.tickets.states import Audience, Channel
from desk.tickets.tables import Entry

NO_SUBJECT = N_("(no subject)")
NO_WORDS = N_("(The mail has no words of its own.)")
ONLY_BEGINNING = N_("(The mail has {size} MB: only its beginning is here.)")
MAY = frozenset({"matter.ask", "matter.answer", "matter.confirm"})
"""What somebody does who writes a mail."""


class _File:
    """A file of a mail, as files are handed over."""

    def __init__(self, attached: Attached) -> None:
        self.filename, self._left = attached.name, attached.body

    async def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        end = len(self._left) if size < 0 else size
        chunk, self._left = self._left[:end], self._left[end:]
        return chunk


async def enter(mail: IncomingMail, letter: Letter, number: int, who: Who) -> Entry:
    """Add it to a ticket. Raises what the table of Moves refuses."""
    new = tickets.NewEntry(_words(mail, letter), Audience.CUSTOMER, channel=Channel.EMAIL)
    return await tickets.write_entry(number, new, by=_as(who), uploads=_files(letter))


async def open_with(mail: IncomingMail, letter: Letter, who: Who) -> Entry:
    """Open a ticket with it."""
    new = tickets.NewTicket(
        customer=who.customer_id,
        subject=(letter.subject or _said(NO_SUBJECT))[:200],
        body=_words(mail, letter),
        channel=Channel.EMAIL,
        contact=who.contact_id,
    )
    ticket = await tickets.open_ticket(new, by=_as(who), uploads=_files(letter))
    return await queries.first_entry(ticket.id)


def _as(who: Who) -> Principal:
    return Principal("contact", who.contact_id, who.name, MAY, customer_id=who.customer_id)


def _files(letter: Letter) -> Sequence[_File]:
    return [_File(one) for one in letter.attached]


def _words(mail: IncomingMail, letter: Letter) -> str:
    words = letter.text or _said(NO_WORDS)
    if mail.is_cut:
        words += "\n\n" + _said(ONLY_BEGINNING).format(size=mail.size // 1_000_000)
    return words


def _said(sentence: str) -> str:
    """In the tenant's language: nobody in particular reads it first."""
    spoken = language.set(current_scope().tenant.locale)
    try:
        return gettext(sentence)
    finally:
        language.reset(spoken)
