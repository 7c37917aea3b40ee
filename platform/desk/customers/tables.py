"""Tables of customers."""

from piccolo.columns import JSONB, UUID, Array, Boolean, Date, Integer, SmallInt, Text, Timestamptz, Varchar
from piccolo.columns.reference import LazyTableReference
from piccolo.table import Table

from desk.customers.states import (
    ContactStatus,
    Credit,
    CustomerStatus,
    FieldAnswer,
    Grade,
    MergingStatus,
    ProposalStatus,
    RelationKind,
)
from desk.foundation.columns import SoftForeignKey
from desk.foundation.tables import Fenced
from desk.people.tables import Credential, Member


class Customer(Fenced, Table, help_text="A company or person whom the tenant serves."):
    number = Integer(default=None, null=False, help_text="From a sequence per tenant.")
    name = Varchar(length=200, default=None, null=False)
    name_twin = Varchar(length=200, default=None, null=False, help_text="Normalised, for finding the same name again.")
    name_key = Varchar(length=600, default="", null=False, help_text="Pinyin, for sorting.")
    short_name = Varchar(length=60, default="", null=False)
    industry = Varchar(length=60, default="", null=False)
    address = Varchar(length=300, default="", null=False)
    website = Varchar(length=200, default="", null=False)
    phone = Varchar(length=60, default="", null=False)
    fax = Varchar(length=60, default="", null=False)
    tax_no = Varchar(length=40, default="", null=False)
    invoice_title = Varchar(length=200, default="", null=False)
    invoice_address = Varchar(length=300, default="", null=False, help_text="Address and phone, as invoices want them.")
    bank = Varchar(length=200, default="", null=False, help_text="Bank and number of the account.")
    source = Varchar(length=100, default="", null=False)
    credit = Varchar(length=10, default="", null=False, choices=Credit)
    cares_for = Array(base_column=Varchar(length=20), default=list, null=False, help_text="The most important first.")
    engineer = SoftForeignKey(Member, default=None, null=True, help_text="Whom they like to have come.")
    status = Varchar(length=20, default=CustomerStatus.CUSTOMER, null=False, choices=CustomerStatus)
    grade = Varchar(length=20, default=Grade.STANDARD, null=False, choices=Grade)
    note = Text(default="", null=False)
    external_key = Varchar(length=100, default=None, null=True, help_text="The key in the system they came from.")
    created_at = Timestamptz(default=None, null=False)
    changed_at = Timestamptz(default=None, null=False)
    version = Integer(default=1, null=False)
    digits = Text(default="", null=False, help_text="Every number at this customer as digits, to find a part of one.")


class Contact(Fenced, Table, help_text="A person at a customer; with a credential they may use the portal."):
    customer = SoftForeignKey(Customer, default=None, null=False)
    credential = SoftForeignKey(Credential, default=None, null=True)
    name = Varchar(length=100, default=None, null=False)
    name_key = Varchar(length=300, default="", null=False)
    title = Varchar(length=60, default="", null=False)
    roles = Array(base_column=Varchar(length=20), default=list, null=False)
    portal_roles = Array(base_column=Varchar(length=40), default=list, null=False)
    mobile = Varchar(length=40, default="", null=False)
    phone = Varchar(length=40, default="", null=False)
    extension = Varchar(length=10, default="", null=False)
    email = Varchar(length=200, default="", null=False)
    im = Varchar(length=60, default="", null=False)
    birthday = Date(default=None, null=True)
    birth_year = SmallInt(default=None, null=True, help_text="Where the day isn't known.")
    interests = Varchar(length=300, default="", null=False)
    call_window = Varchar(length=60, default="", null=False, help_text="When they like to be called.")
    locale = Varchar(length=10, default=None, null=True)
    status = Varchar(length=20, default=ContactStatus.ACTIVE, null=False, choices=ContactStatus)
    left_at = Timestamptz(default=None, null=True)
    successor = SoftForeignKey(
        LazyTableReference("Contact", module_path=__name__), default=None, null=True, help_text="Who took over."
    )
    created_at = Timestamptz(default=None, null=False)
    changed_at = Timestamptz(default=None, null=False)


class Proposal(Fenced, Table, help_text="What a contact wants changed about themselves or their company."):
    customer = SoftForeignKey(Customer, default=None, null=False)
    contact = SoftForeignKey(Contact, default=None, null=False, help_text="Who wants it.")
    subject_kind = Varchar(length=20, default=None, null=False, help_text="customer or contact.")
    subject_id = UUID(default=None, null=False)
    status = Varchar(length=20, default=ProposalStatus.WAITING, null=False, choices=ProposalStatus)
    at = Timestamptz(default=None, null=False)
    ended_at = Timestamptz(default=None, null=True)
    by_kind = Varchar(length=20, default="", null=False, help_text="Who answered it or took it back.")
    by_id = UUID(default=None, null=True)


class ProposalField(Fenced, Table, tablename="proposal_field", help_text="One field of it, and the answer."):
    proposal = SoftForeignKey(Proposal, default=None, null=False)
    field = Varchar(length=40, default=None, null=False)
    old = Text(default=None, null=True, help_text="What stood there; gone when the person is erased.")
    new = Text(default=None, null=True)
    status = Varchar(length=20, default=FieldAnswer.WAITING, null=False, choices=FieldAnswer)
    reason = Varchar(length=300, default="", null=False, help_text="Why it was refused.")


class PrivateNote(Fenced, Table, tablename="private_note", help_text="What is confided about a contact."):
    contact = SoftForeignKey(Contact, default=None, null=False)
    body = Text(default=None, null=False)
    changed_at = Timestamptz(default=None, null=False)


class Product(Fenced, Table, help_text="A product that a customer has installed."):
    customer = SoftForeignKey(Customer, default=None, null=False)
    name = Varchar(length=100, default=None, null=False)
    version = Varchar(length=40, default="", null=False)
    modules = Varchar(length=300, default="", null=False)
    dongle_no = Varchar(length=60, default="", null=False)
    service_code = Varchar(length=40, default="", null=False)
    confirmation_code = Varchar(length=40, default="", null=False)
    purchased_on = Date(default=None, null=True)
    environment = Varchar(length=200, default="", null=False)
    antivirus = Varchar(length=100, default="", null=False)
    created_at = Timestamptz(default=None, null=False)


class GradeChange(Fenced, Table, tablename="grade_change", help_text="Which grade followed which, and why."):
    customer = SoftForeignKey(Customer, default=None, null=False)
    old = Varchar(length=20, default=None, null=False)
    new = Varchar(length=20, default=None, null=False)
    reason = Varchar(length=300, default="", null=False)
    at = Timestamptz(default=None, null=False)
    by_kind = Varchar(length=20, default=None, null=False)
    by_id = UUID(default=None, null=True)


class CustomerNote(Fenced, Table, tablename="customer_note", help_text="What a colleague noted of a customer."):
    customer = SoftForeignKey(Customer, default=None, null=False)
    body = Text(default=None, null=False)
    pinned = Boolean(default=False, null=False)
    at = Timestamptz(default=None, null=False)
    by_kind = Varchar(length=20, default=None, null=False)
    by_id = UUID(default=None, null=True)


class CustomerTag(Fenced, Table, tablename="customer_tag", help_text="A word that a customer is sorted under."):
    customer = SoftForeignKey(Customer, default=None, null=False)
    tag = Varchar(length=40, default=None, null=False)


class CustomerRelation(
    Fenced, Table, tablename="customer_relation", help_text="The first is parent of, refers, is partner of the other."
):
    customer = SoftForeignKey(Customer, default=None, null=False)
    other = SoftForeignKey(Customer, default=None, null=False)
    kind = Varchar(length=20, default=None, null=False, choices=RelationKind)
    at = Timestamptz(default=None, null=False)


class Merging(Fenced, Table, help_text="Two customers, or two contacts, that turned out to be one."):
    kind = Varchar(length=20, default=None, null=False)
    kept = UUID(default=None, null=False)
    gone = UUID(default=None, null=False)
    customer = SoftForeignKey(Customer, default=None, null=False, help_text="Whose matter it is now.")
    number = Integer(default=None, null=True, help_text="The merged customer's, which still leads there.")
    name = Varchar(length=200, default="", null=False, help_text="The merged one's, until it is erased.")
    external_key = Varchar(length=100, default=None, null=True, help_text="The merged one's, as long as it stands.")
    status = Varchar(length=20, default=MergingStatus.DONE, null=False, choices=MergingStatus)
    at = Timestamptz(default=None, null=False)
    by_kind = Varchar(length=20, default=None, null=False)
    by_id = UUID(default=None, null=True)
    undo_until = Timestamptz(default=None, null=False)
    undone_at = Timestamptz(default=None, null=True)
    undone_by = UUID(default=None, null=True)
    counts = JSONB(default="[]", null=False, help_text="What moved: words and counts.")
    left_out = JSONB(default="[]", null=False, help_text="What could not be put back, when it was undone.")
    erased_at = Timestamptz(default=None, null=True)


class MergeMove(Fenced, Table, tablename="merge_move", help_text="One row that a merging moved, changed or set aside."):
    merging = SoftForeignKey(Merging, default=None, null=False)
    place = Integer(default=None, null=False, help_text="Undone in this order, backwards.")
    what = Varchar(length=20, default=None, null=False)
    table_name = Varchar(length=63, default=None, null=False)
    column_name = Varchar(length=63, default=None, null=False)
    row_id = UUID(default=None, null=False)
    was = JSONB(default=None, null=True)
    became = JSONB(default=None, null=True)


class Likeness(Fenced, Table, help_text="By what a customer is found to be the same as another."):
    customer = SoftForeignKey(Customer, default=None, null=False)
    core = Text(default="", null=False, help_text="The name without its legal form.")
    names = Array(base_column=Text(), default=list, null=False)
    sounds = Array(base_column=Text(), default=list, null=False)
    phones = Array(base_column=Text(), default=list, null=False)
    dongles = Array(base_column=Text(), default=list, null=False)
    tax_no = Text(default="", null=False)
    looked_at = Timestamptz(default=None, null=True, help_text="When others were last compared with this.")


class Suspicion(Fenced, Table, help_text="Two customers that may be one, or were said not to be."):
    one = SoftForeignKey(Customer, default=None, null=False)
    other = SoftForeignKey(Customer, default=None, null=False)
    reasons = Array(base_column=Varchar(length=20), default=list, null=False)
    score = Integer(default=None, null=False)
    found_at = Timestamptz(default=None, null=False)
    denied_at = Timestamptz(default=None, null=True)
    denied_by = UUID(default=None, null=True)
