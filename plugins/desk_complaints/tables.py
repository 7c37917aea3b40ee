"""Tables of complaints."""

from piccolo.columns import JSONB, UUID, BigInt, Boolean, Date, Integer, SmallInt, Text, Timestamptz, Varchar
from piccolo.table import Table

from desk.extend import Contact, Customer, Fenced, SoftForeignKey, Ticket
from desk_complaints.states import (
    Amends,
    AmendsStatus,
    Category,
    Kind,
    Level,
    Medium,
    Motive,
    Position,
    ReportStatus,
    Status,
    SummaryKind,
)


class ComplaintsComplaint(Fenced, Table, tablename="complaints_complaint", help_text="What a customer complains of."):
    number = Integer(default=None, null=False, help_text="From a sequence per tenant.")
    status = Varchar(length=20, default=Status.RECEIVED, null=False, choices=Status)
    customer = SoftForeignKey(Customer, default=None, null=True)
    contact = SoftForeignKey(Contact, default=None, null=True)
    ticket = SoftForeignKey(Ticket, default=None, null=True, help_text="About whose service it is.")
    unit = Varchar(length=200, default="", null=False, help_text="The complainant's company, as it was said.")
    address = Varchar(length=200, default="", null=False)
    complainant = Varchar(length=100, default="", null=False)
    phone = Varchar(length=40, default="", null=False)
    email = Varchar(length=200, default="", null=False)
    complained_at = Timestamptz(default=None, null=False, help_text="It is counted in this month.")
    received_at = Timestamptz(default=None, null=False)
    medium = Varchar(length=20, default=None, null=False, choices=Medium)
    receiver = UUID(default=None, null=True, help_text="A member.")
    department = Varchar(length=100, default="", null=False, help_text="The department complained about.")
    about_person = UUID(default=None, null=True, help_text="A member who is complained about.")
    about_manager = UUID(default=None, null=True, help_text="A manager who is complained about.")
    assignee = UUID(default=None, null=True, help_text="A member who answers for it.")
    level = Varchar(length=20, default=None, null=True, choices=Level)
    category = Varchar(length=20, default=None, null=True, choices=Category)
    item = Varchar(length=20, default=None, null=True)
    position = Varchar(length=20, default=None, null=True, choices=Position)
    product = Varchar(length=200, default="", null=False, help_text="Product, version and modules.")
    text = Text(default=None, null=False)
    wanted = Text(default="", null=False, help_text="What the customer wishes for.")
    valid = Boolean(default=None, null=True, help_text="Nothing: not judged yet.")
    key_customer = Boolean(default=False, null=False, help_text="Whether it came from one of the best customers.")
    loops = SmallInt(default=0, null=False, help_text="How often it was not solved after all.")
    reopened = SmallInt(default=0, null=False)
    judged_at = Timestamptz(default=None, null=True)
    responded_at = Timestamptz(default=None, null=True, help_text="The first answer to the customer.")
    verified_at = Timestamptz(default=None, null=True)
    archived_at = Timestamptz(default=None, null=True)
    hq_case = UUID(default=None, null=True, help_text="The case with which headquarters transferred it.")
    appealed_at = Timestamptz(default=None, null=True, help_text="The customer thought otherwise, once.")
    motive = Varchar(length=20, default=None, null=True, choices=Motive, help_text="Inner.")
    satisfied = Boolean(default=None, null=True, help_text="What the customer said in the end.")
    version = Integer(default=1, null=False)


class ComplaintsEntry(Fenced, Table, tablename="complaints_entry", help_text="What was said of a complaint."):
    complaint = SoftForeignKey(ComplaintsComplaint, default=None, null=False)
    customer = SoftForeignKey(Customer, default=None, null=True)
    kind = Varchar(length=20, default=None, null=False, choices=Kind)
    audience = Varchar(length=20, default=None, null=False)
    text = Text(default=None, null=False)
    at = Timestamptz(default=None, null=False)
    by_kind = Varchar(length=20, default=None, null=False)
    by_id = UUID(default=None, null=True)


class ComplaintsEvidence(Fenced, Table, tablename="complaints_evidence", help_text="What it was filed with, sealed."):
    complaint = SoftForeignKey(ComplaintsComplaint, default=None, null=False)
    customer = SoftForeignKey(Customer, default=None, null=True)
    file = UUID(default=None, null=True, help_text="A file; nothing: the complaint's own words.")
    name = Varchar(length=200, default="", null=False)
    sha256 = Varchar(length=64, default=None, null=False, help_text="Of what was filed, at that moment.")
    sealed_at = Timestamptz(default=None, null=False)


class ComplaintsAmends(Fenced, Table, tablename="complaints_amends", help_text="What is given after it was solved."):
    complaint = SoftForeignKey(ComplaintsComplaint, default=None, null=False)
    customer = SoftForeignKey(Customer, default=None, null=True)
    kind = Varchar(length=20, default=None, null=False, choices=Amends)
    what = Varchar(length=200, default=None, null=False)
    value_cents = BigInt(default=0, null=False)
    currency = Varchar(length=3, default=None, null=False)
    status = Varchar(length=20, default=AmendsStatus.PROPOSED, null=False, choices=AmendsStatus)
    reason = Varchar(length=400, default="", null=False, help_text="Why not.")
    proposed_at = Timestamptz(default=None, null=False)
    proposed_by = UUID(default=None, null=True, help_text="A member.")
    decided_at = Timestamptz(default=None, null=True)
    decided_by = UUID(default=None, null=True, help_text="A member, another one.")


class ComplaintsVolume(Fenced, Table, tablename="complaints_volume", help_text="Services given in a month."):
    month_on = Date(default=None, null=False, help_text="Its first day.")
    hotline = Integer(default=0, null=False)
    onsite = Integer(default=0, null=False)
    remote = Integer(default=0, null=False)
    training = Integer(default=0, null=False)
    customers = Integer(default=None, null=True, help_text="At its end; nothing: as the register says.")
    noted_at = Timestamptz(default=None, null=False)
    noted_by = UUID(default=None, null=True, help_text="A member.")


class ComplaintsSummary(Fenced, Table, tablename="complaints_summary", help_text="What there was in a period."):
    kind = Varchar(length=20, default=None, null=False, choices=SummaryKind)
    since_on = Date(default=None, null=False)
    until_on = Date(default=None, null=False, help_text="Its last day.")
    text = Text(default="", null=False)
    figures = JSONB(default=None, null=True, help_text="As they were when it was handed in.")
    opened_at = Timestamptz(default=None, null=False)
    handed_in_at = Timestamptz(default=None, null=True)
    handed_in_by = UUID(default=None, null=True, help_text="A member.")


class ComplaintsReport(Fenced, Table, tablename="complaints_report", help_text="The analysis report of a month."):
    month_on = Date(default=None, null=False, help_text="Its first day.")
    status = Varchar(length=20, default=ReportStatus.COLLECTING, null=False, choices=ReportStatus)
    text_zh = Text(default="", null=False)
    text_en = Text(default="", null=False)
    figures = JSONB(default=None, null=True, help_text="All of it, as it was when it was issued.")
    drafted_at = Timestamptz(default=None, null=True)
    reviewed_at = Timestamptz(default=None, null=True)
    issued_at = Timestamptz(default=None, null=True)
    acknowledged_at = Timestamptz(default=None, null=True)
    version = Integer(default=1, null=False)
