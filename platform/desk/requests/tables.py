"""Tables of requests."""

from piccolo.columns import UUID, Boolean, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from desk.customers.tables import Customer, Product
from desk.foundation.columns import SoftForeignKey
from desk.foundation.tables import Fenced
from desk.people.tables import Member
from desk.requests.states import Cover, Status


class Request(Fenced, Table, help_text="Work that is asked of whoever provides it."):
    number = Integer(default=None, null=False, help_text="From a sequence per tenant.")
    kind = Varchar(length=60, default=None, null=False, help_text="Declared by a slice: requests.on_site.")
    title = Varchar(length=200, default=None, null=False)
    note = Text(default="", null=False, help_text="For whoever does it; the customer never sees it.")
    told = Text(default="", null=False, help_text="What the customer reads about it.")
    status = Varchar(length=20, default=Status.OPEN, null=False, choices=Status)
    urgent = Boolean(default=False, null=False)
    customer = SoftForeignKey(Customer, default=None, null=False)
    product = SoftForeignKey(Product, default=None, null=True)
    subject_kind = Varchar(length=40, default="", null=False, help_text="What it is about: ticket.")
    subject_id = UUID(default=None, null=True)
    cause_id = UUID(default=None, null=True, help_text="The fact because of which it was opened.")
    due_at = Timestamptz(default=None, null=True)
    order_at = Timestamptz(default=None, null=False, help_text="By which lists stand: the due time, or long after.")
    provider = Varchar(length=40, default="", null=False, help_text="The slug of the plugin that has taken it.")
    reference = Varchar(length=200, default="", null=False, help_text="The provider's own word for it.")
    assignee = SoftForeignKey(Member, default=None, null=True, help_text="Who does it, where no provider does.")
    cover = Varchar(length=20, default=Cover.NONE, null=False, choices=Cover, help_text="Why it is given.")
    cover_by = Varchar(length=40, default="", null=False, help_text="Which plugin said so.")
    cover_title = Varchar(length=200, default="", null=False)
    opened_at = Timestamptz(default=None, null=False)
    by_kind = Varchar(length=20, default=None, null=False)
    by_id = UUID(default=None, null=True)
    taken_at = Timestamptz(default=None, null=True)
    ended_at = Timestamptz(default=None, null=True)
    version = Integer(default=1, null=False)


class RequestClaim(Fenced, Table, tablename="request_claim", help_text="What was claimed for a request, and where."):
    request = SoftForeignKey(Request, default=None, null=False)
    plugin = Varchar(length=40, default=None, null=False)
    title = Varchar(length=200, default=None, null=False)
    reference = Varchar(length=200, default="", null=False)
    at = Timestamptz(default=None, null=False)


class RequestNote(Fenced, Table, tablename="request_note", help_text="What was said when a request changed hands."):
    request = SoftForeignKey(Request, default=None, null=False)
    by_kind = Varchar(length=20, default=None, null=False)
    by_id = UUID(default=None, null=True)
    by_name = Varchar(length=100, default="", null=False, help_text="Of a plugin.")
    body = Text(default=None, null=False)
    at = Timestamptz(default=None, null=False)
