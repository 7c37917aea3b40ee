"""Tables of implementation projects."""

from piccolo.columns import JSONB, UUID, BigInt, Boolean, Date, Integer, SmallInt, Text, Timestamptz, Varchar
from piccolo.table import Table

from desk.extend import Contact, Customer, Fenced, SoftForeignKey
from desk_implementation.states import Degree, Feasible, ProjectStatus, Source


class ImplementationProject(
    Fenced, Table, tablename="implementation_project", help_text="A product that is brought into use with a customer."
):
    number = Integer(default=None, null=False, help_text="From a sequence per tenant.")
    customer = SoftForeignKey(Customer, default=None, null=False)
    contact = SoftForeignKey(Contact, default=None, null=True, help_text="Who owns the project there, and signs.")
    title = Varchar(length=200, default=None, null=False)
    status = Varchar(length=30, default=ProjectStatus.NEEDED, null=False, choices=ProjectStatus)
    source = Varchar(length=20, default=None, null=False, choices=Source)
    need = Text(default=None, null=False)
    contract = Varchar(length=100, default="", null=False)
    products = Text(default="", null=False)
    wanted_on = Date(default=None, null=True)
    days = Integer(default=None, null=True, help_text="Estimated days of work.")
    fee_cents = BigInt(default=None, null=True)
    lead = UUID(default=None, null=True, help_text="The project manager.")
    proposal = Text(default="", null=False)
    scope = Text(default="", null=False)
    expectations = Text(default="", null=False, help_text="What the customer expects.")
    duties = Text(default="", null=False, help_text="What the customer does for it.")
    kickoff_on = Date(default=None, null=True)
    kickoff_ours = Text(default="", null=False)
    kickoff_theirs = Text(default="", null=False)
    kickoff_decisions = Text(default="", null=False)
    reason = Text(default="", null=False, help_text="Why it came to nothing.")
    needed_at = Timestamptz(default=None, null=False)
    needed_by = UUID(default=None, null=True)
    applied_at = Timestamptz(default=None, null=True)
    applied_by = UUID(default=None, null=True)
    started_at = Timestamptz(default=None, null=True)
    version = Integer(default=1, null=False)


class ImplementationMember(
    Fenced, Table, tablename="implementation_member", help_text="Somebody who works on a project."
):
    project = SoftForeignKey(ImplementationProject, default=None, null=False)
    customer = SoftForeignKey(Customer, default=None, null=False)
    member = UUID(default=None, null=False)


class ImplementationStage(Fenced, Table, tablename="implementation_stage", help_text="A part of a project's plan."):
    project = SoftForeignKey(ImplementationProject, default=None, null=False)
    customer = SoftForeignKey(Customer, default=None, null=False)
    name = Varchar(length=100, default=None, null=False)
    begins_on = Date(default=None, null=False)
    ends_on = Date(default=None, null=False)
    owner = UUID(default=None, null=False)
    deliverables = Text(default="", null=False)
    criteria = Text(default="", null=False, help_text="When it counts as accepted.")


class ImplementationTask(Fenced, Table, tablename="implementation_task", help_text="One thing to be done in a stage."):
    stage = SoftForeignKey(ImplementationStage, default=None, null=False)
    customer = SoftForeignKey(Customer, default=None, null=False)
    name = Varchar(length=200, default=None, null=False)
    begins_on = Date(default=None, null=False)
    ends_on = Date(default=None, null=False)
    owner = UUID(default=None, null=True, help_text="Nobody: the customer does it.")
    milestone = Boolean(default=False, null=False)


class ImplementationHandover(
    Fenced, Table, tablename="implementation_handover", help_text="What sales knows of a project; for the team alone."
):
    project = SoftForeignKey(ImplementationProject, default=None, null=False)
    customer = SoftForeignKey(Customer, default=None, null=False)
    requirements = Text(default=None, null=False)
    risks = Text(default="", null=False)
    documents = Text(default="", null=False)
    at = Timestamptz(default=None, null=False)
    by_id = UUID(default=None, null=True)


class ImplementationPromise(
    Fenced, Table, tablename="implementation_promise", help_text="What sales promised; for the team alone."
):
    project = SoftForeignKey(ImplementationProject, default=None, null=False)
    customer = SoftForeignKey(Customer, default=None, null=False)
    promise = Text(default=None, null=False)
    promised_by = Varchar(length=100, default=None, null=False)
    promised_on = Date(default=None, null=True)
    feasible = Varchar(length=10, default=Feasible.OPEN, null=False, choices=Feasible)


class ImplementationRisk(
    Fenced, Table, tablename="implementation_risk", help_text="What may go wrong; for the team alone."
):
    project = SoftForeignKey(ImplementationProject, default=None, null=False)
    customer = SoftForeignKey(Customer, default=None, null=False)
    risk = Text(default=None, null=False)
    probability = Varchar(length=10, default=None, null=False, choices=Degree)
    impact = Varchar(length=10, default=None, null=False, choices=Degree)
    measure = Text(default=None, null=False)
    owner = UUID(default=None, null=True)
    over = Boolean(default=False, null=False)


class ImplementationTemplate(
    Fenced, Table, tablename="implementation_template", help_text="A plan to begin with: stages and tasks by days."
):
    name = Varchar(length=100, default=None, null=False)
    stages = JSONB(default="[]", null=False)
    days = SmallInt(default=None, null=False, help_text="From the first day to the last.")
