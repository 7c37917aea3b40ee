"""Tables of tickets."""

from piccolo.columns import UUID, Boolean, Date, Integer, SmallInt, Text, Timestamptz, Varchar
from piccolo.table import Table

from desk.customers.tables import Contact, Customer, Product
from desk.foundation.columns import SoftForeignKey
from desk.foundation.tables import Fenced
from desk.people.tables import Member
from desk.tickets.states import Audience, Channel, Kind, Status, Turn


class Ticket(Fenced, Table, help_text="One matter a customer wants settled."):
    number = Integer(default=None, null=False, help_text="From a sequence per tenant; said aloud on the phone.")
    subject = Varchar(length=200, default=None, null=False)
    status = Varchar(length=20, default=Status.NEW, null=False, choices=Status)
    turn = Varchar(length=20, default=Turn.US, null=False, choices=Turn, help_text="Whose move it is.")
    channel = Varchar(length=20, default=Channel.HOTLINE, null=False, choices=Channel)
    kind = Varchar(length=20, default=Kind.QUESTION, null=False, choices=Kind)
    urgent = Boolean(default=False, null=False)
    customer = SoftForeignKey(Customer, default=None, null=False)
    contact = SoftForeignKey(Contact, default=None, null=True)
    product = SoftForeignKey(Product, default=None, null=True)
    assignee = SoftForeignKey(Member, default=None, null=True)
    first_responder = SoftForeignKey(Member, default=None, null=True, help_text="Stays responsible until accepted.")
    opened_by_kind = Varchar(length=20, default=None, null=False)
    opened_by_id = UUID(default=None, null=True)
    opened_at = Timestamptz(default=None, null=False)
    since_at = Timestamptz(default=None, null=False, help_text="Since when it is in this status.")
    changed_at = Timestamptz(default=None, null=False)
    solved_at = Timestamptz(default=None, null=True)
    closed_at = Timestamptz(default=None, null=True)
    reopenings = SmallInt(default=0, null=False)
    symptom = Text(default="", null=False)
    cause = Text(default="", null=False)
    solution = Text(default="", null=False)
    solution_2 = Text(default="", null=False)
    steps = Text(default="", null=False)
    prevention = Text(default="", null=False)
    unsolved_reason = Text(default="", null=False)
    callback_name = Varchar(length=100, default="", null=False, help_text="Whom a suspended ticket is called back to.")
    callback_phone = Varchar(length=40, default="", null=False)
    callback_extension = Varchar(length=20, default="", null=False)
    callback_at = Timestamptz(default=None, null=True, help_text="When they were called back last.")
    asked = SoftForeignKey(Member, default=None, null=True, help_text="Who shall accept it while it is transferred.")
    merged_into = UUID(default=None, null=True, help_text="The ticket that stays, when this one was merged.")
    authorisation = UUID(default=None, null=True, help_text="The file with which help with passwords is allowed.")
    version = Integer(default=1, null=False, help_text="Grows with each change, so that a stale write is noticed.")


class Entry(Fenced, Table, help_text="Something written or said in a ticket; its audience never changes."):
    ticket = SoftForeignKey(Ticket, default=None, null=False)
    customer = SoftForeignKey(Customer, default=None, null=False)
    audience = Varchar(length=20, default=Audience.TEAM, null=False, choices=Audience)
    side = Varchar(length=20, default=Turn.US, null=False, help_text="us, customer or headquarters.")
    author_kind = Varchar(length=20, default=None, null=False)
    author_id = UUID(default=None, null=True)
    body = Text(default=None, null=False)
    channel = Varchar(length=20, default=Channel.ONLINE, null=False)
    at = Timestamptz(default=None, null=False)


class Consultation(Fenced, Table, help_text="Colleagues called together over a ticket that one alone can't solve."):
    ticket = SoftForeignKey(Ticket, default=None, null=False)
    question = Text(default=None, null=False)
    called_by = SoftForeignKey(Member, default=None, null=False)
    called_at = Timestamptz(default=None, null=False)
    ended_at = Timestamptz(default=None, null=True)
    ended_by = SoftForeignKey(Member, default=None, null=True)
    visit_at = Timestamptz(default=None, null=True, help_text="When somebody comes, where that is what came of it.")


class ConsultationMember(Fenced, Table, help_text="Who was called to a consultation."):
    consultation = SoftForeignKey(Consultation, default=None, null=False)
    member = SoftForeignKey(Member, default=None, null=False)


class TicketLink(Fenced, Table, tablename="ticket_link", help_text="Two tickets that have to do with each other."):
    one = SoftForeignKey(Ticket, default=None, null=False)
    other = SoftForeignKey(Ticket, default=None, null=False)
    kind = Varchar(length=20, default=None, null=False)
    by_id = UUID(default=None, null=True)
    made_at = Timestamptz(default=None, null=False)


class TicketFollower(Fenced, Table, tablename="ticket_follower", help_text="A colleague who hears of a ticket."):
    ticket = SoftForeignKey(Ticket, default=None, null=False)
    member = SoftForeignKey(Member, default=None, null=False)
    since_at = Timestamptz(default=None, null=False)


class TimeSpent(Fenced, Table, tablename="time_spent", help_text="Working time that a ticket took."):
    ticket = SoftForeignKey(Ticket, default=None, null=False)
    member = SoftForeignKey(Member, default=None, null=False)
    minutes = Integer(default=None, null=False)
    day_on = Date(default=None, null=False)
    note = Varchar(length=300, default="", null=False)
    noted_at = Timestamptz(default=None, null=False)
