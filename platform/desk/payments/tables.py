"""Tables of payments."""

from piccolo.columns import UUID, BigInt, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from desk.customers.tables import Contact, Customer
from desk.foundation.columns import SoftForeignKey
from desk.foundation.tables import Fenced
from desk.payments.states import Method, Status
from desk.people.tables import Member


class Payment(Fenced, Table, help_text="What was paid, or is said to have been."):
    number = Integer(default=None, null=False, help_text="From a sequence per tenant; said aloud on the phone.")
    kind = Varchar(length=60, default=None, null=False, help_text="What for: declared by a slice or plugin.")
    status = Varchar(length=20, default=None, null=False, choices=Status)
    customer = SoftForeignKey(Customer, default=None, null=False, help_text="Who paid.")
    contact = SoftForeignKey(Contact, default=None, null=True, help_text="The person who paid, where known.")
    amount_cents = BigInt(default=None, null=False)
    currency = Varchar(length=3, default=None, null=False)
    refunded_cents = BigInt(default=0, null=False, help_text="What went back of it; never more than came.")
    method = Varchar(length=20, default=None, null=False, choices=Method)
    paid_at = Timestamptz(default=None, null=False)
    subject_kind = Varchar(length=40, default="", null=False)
    subject_id = UUID(default=None, null=True, help_text="What was paid for, by kind and id.")
    cause_id = UUID(default=None, null=True, help_text="The fact because of which it was paid.")
    grade = Varchar(length=20, default="", null=False, help_text="The customer's grade when it was received.")
    receipt = Varchar(length=20, default="", null=False, help_text="Without gaps in each year.")
    invoice = Varchar(length=60, default="", null=False)
    reference = Varchar(length=200, default="", null=False, help_text="Another system's own name for it.")
    told = Text(default="", null=False, help_text="What the customer wrote with the claim; they see it.")
    note = Text(default="", null=False, help_text="For the team alone.")
    reason = Text(default="", null=False, help_text="Why a claim was refused; the customer sees it.")
    by_kind = Varchar(length=20, default=None, null=False)
    by_id = UUID(default=None, null=True)
    recorded_at = Timestamptz(default=None, null=False)
    decided_at = Timestamptz(default=None, null=True)
    decided_by = SoftForeignKey(Member, default=None, null=True)
    version = Integer(default=1, null=False)


class PaymentRefund(Fenced, Table, tablename="payment_refund", help_text="What was paid back of a payment."):
    payment = SoftForeignKey(Payment, default=None, null=False)
    customer = SoftForeignKey(Customer, default=None, null=False)
    number = Varchar(length=20, default=None, null=False, help_text="Without gaps in each year.")
    amount_cents = BigInt(default=None, null=False)
    method = Varchar(length=20, default=None, null=False, choices=Method)
    reason = Text(default=None, null=False)
    reference = Varchar(length=200, default="", null=False, help_text="Another system's own name for it.")
    by_kind = Varchar(length=20, default=None, null=False)
    by_id = UUID(default=None, null=True)
    at = Timestamptz(default=None, null=False)


class PaymentCounter(Fenced, Table, tablename="payment_counter", help_text="The last number of a series in a year."):
    series = Varchar(length=10, default=None, null=False)
    year = Integer(default=None, null=False)
    last = Integer(default=None, null=False)
