"""Tables of implementation projects."""

from piccolo.columns import JSONB, UUID, Array, BigInt, Boolean, Date, Integer, SmallInt, Text, Timestamptz, Varchar
from piccolo.table import Table

from desk.extend import Contact, Customer, Fenced, SoftForeignKey
from desk_implementation.states import (
    AskedFor,
    ChangeStatus,
    Degree,
    Feasible,
    LogStatus,
    ProjectStatus,
    Reason,
    Source,
    StageStatus,
    Verdict,
)


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
    summary = Text(default="", null=False, help_text="How it went, for the archive.")
    checklist = Text(default="", null=False, help_text="The documents of the archive, one a line.")
    missing = Text(default="", null=False, help_text="What the second review found missing.")
    lessons = Text(default="", null=False)
    reviewed_by = UUID(default=None, null=True, help_text="Who looked through the documents first.")
    paused_on = Date(default=None, null=True)
    ended_at = Timestamptz(default=None, null=True)
    payment = Integer(default=None, null=True, help_text="The number of the payment of its fee.")
    log_owed_on = Date(default=None, null=True, help_text="The last day of which it was said that its log is owed.")
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
    status = Varchar(length=20, default=StageStatus.PLANNED, null=False, choices=StageStatus)
    documents = Text(default="", null=False, help_text="What was delivered, one a line.")
    summary = Text(default="", null=False)
    attendee = Varchar(length=100, default="", null=False, help_text="Who of the customer's management was there.")
    review = Text(default="", null=False)
    delivered_by = UUID(default=None, null=True)
    reviewed_by = UUID(default=None, null=True)
    started_on = Date(default=None, null=True)
    effective_at = Timestamptz(default=None, null=True)
    rounds = SmallInt(default=0, null=False, help_text="How often it had to be done again.")
    signed_begins_on = Date(default=None, null=True, help_text="As the plan was signed first.")
    signed_ends_on = Date(default=None, null=True)


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


class ImplementationLog(Fenced, Table, tablename="implementation_log", help_text="What was done on a day."):
    project = SoftForeignKey(ImplementationProject, default=None, null=False)
    customer = SoftForeignKey(Customer, default=None, null=False)
    stage = SoftForeignKey(ImplementationStage, default=None, null=False)
    day = Date(default=None, null=False)
    consultant = UUID(default=None, null=False)
    begins = Varchar(length=5, default=None, null=False, help_text="On the clocks there: 09:00.")
    ends = Varchar(length=5, default=None, null=False)
    work = Text(default=None, null=False)
    problems = Text(default="", null=False)
    next_steps = Text(default="", null=False)
    comments = Text(default="", null=False, help_text="What the customer said about it.")
    status = Varchar(length=20, default=LogStatus.DRAFT, null=False, choices=LogStatus)
    at = Timestamptz(default=None, null=False)
    sent_as = UUID(default=None, null=True, help_text="What the browser called it: sent again, it stays one.")


class ImplementationChange(
    Fenced, Table, tablename="implementation_change", help_text="A change of a plan that was signed."
):
    project = SoftForeignKey(ImplementationProject, default=None, null=False)
    customer = SoftForeignKey(Customer, default=None, null=False)
    number = Integer(default=None, null=False, help_text="Within the project.")
    status = Varchar(length=20, default=ChangeStatus.DRAFT, null=False, choices=ChangeStatus)
    what = Text(default=None, null=False)
    why = Text(default=None, null=False)
    on_time = Text(default=None, null=False, help_text="Its effect on time.")
    on_cost = Text(default=None, null=False)
    on_scope = Text(default=None, null=False)
    moves = JSONB(default="[]", null=False, help_text="Stages with their new days.")
    at = Timestamptz(default=None, null=False)
    by_id = UUID(default=None, null=True)
    executed_at = Timestamptz(default=None, null=True)


class ImplementationPoint(Fenced, Table, tablename="implementation_point", help_text="Something that is open."):
    project = SoftForeignKey(ImplementationProject, default=None, null=False)
    customer = SoftForeignKey(Customer, default=None, null=False)
    point = Text(default=None, null=False)
    owner = UUID(default=None, null=True, help_text="Nobody: the customer sees to it.")
    due_on = Date(default=None, null=True)
    closed_on = Date(default=None, null=True)
    result = Text(default="", null=False)
    at = Timestamptz(default=None, null=False)


class ImplementationRequest(
    Fenced, Table, tablename="implementation_request", help_text="A pause or an end that somebody asked for."
):
    project = SoftForeignKey(ImplementationProject, default=None, null=False)
    customer = SoftForeignKey(Customer, default=None, null=False)
    kind = Varchar(length=20, default=None, null=False, choices=AskedFor)
    came_from = Varchar(length=30, default=None, null=False, help_text="How the project stood before.")
    reason = Varchar(length=20, default=None, null=False, choices=Reason)
    description = Text(default=None, null=False)
    evidence = Text(default=None, null=False)
    asked_at = Timestamptz(default=None, null=False)
    asked_by = UUID(default=None, null=True)
    agreed_at = Timestamptz(default=None, null=True, help_text="When the project manager, or the company, agreed.")
    agreed_by = UUID(default=None, null=True)
    agreed = Text(default="", null=False)
    decided_at = Timestamptz(default=None, null=True)
    decided_by = UUID(default=None, null=True)
    decision = Text(default="", null=False)
    granted = Boolean(default=None, null=True)


class ImplementationEvaluation(
    Fenced, Table, tablename="implementation_evaluation", help_text="How a project was evaluated; for the team alone."
):
    project = SoftForeignKey(ImplementationProject, default=None, null=False)
    customer = SoftForeignKey(Customer, default=None, null=False)
    results = Text(default=None, null=False, help_text="A criterion with its result on each line.")
    open_items = Text(default="", null=False)
    verdict = Varchar(length=30, default=None, null=False, choices=Verdict)
    stages = Array(base_column=UUID(), default=list, null=False, help_text="Those to be done again.")
    at = Timestamptz(default=None, null=False)
    by_id = UUID(default=None, null=True)
    over = Boolean(default=False, null=False, help_text="Whether it was decided upon.")
