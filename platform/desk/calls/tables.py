"""The table of calls."""

from piccolo.columns import UUID, Boolean, SmallInt, Text, Timestamptz, Varchar
from piccolo.table import Table

from desk.calls.states import CallStatus
from desk.customers.tables import Contact, Customer
from desk.foundation.columns import SoftForeignKey
from desk.foundation.tables import Fenced
from desk.people.tables import Member


class Call(Fenced, Table, help_text="A call that came in, and what became of it."):
    number = Varchar(length=60, default="", null=False, help_text="In its one spelling; empty where it was withheld.")
    reference = Varchar(length=100, default="", null=False, help_text="The telephone system's own word for it.")
    line = Varchar(length=40, default="", null=False, help_text="Which line or queue it came by.")
    status = Varchar(length=20, default=CallStatus.RINGING, null=False, choices=CallStatus)
    in_hours = Boolean(default=True, null=False, help_text="Whether it came in service hours.")
    offered_at = Timestamptz(default=None, null=False)
    answered_at = Timestamptz(default=None, null=True)
    ended_at = Timestamptz(default=None, null=True)
    rings = SmallInt(default=None, null=True, help_text="Until it was answered.")
    member = SoftForeignKey(Member, default=None, null=True, help_text="Who answered, or at whose telephone it rings.")
    customer = SoftForeignKey(Customer, default=None, null=True)
    contact = SoftForeignKey(Contact, default=None, null=True)
    ticket = UUID(default=None, null=True, help_text="In which stands what was said.")
    note = Text(default="", null=False, help_text="What they left word of.")
