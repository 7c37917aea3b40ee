"""Tables of cases: crossing, written by both sides each in its own part, and headquarters' own side of each."""

from piccolo.columns import JSONB, UUID, BigInt, Date, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from desk.cases.states import Audience, Direction, Kind, RequirementStatus, Side, Status
from desk.foundation.columns import SoftForeignKey
from desk.foundation.database import DB
from desk.foundation.tables import Fenced
from desk.people.tables import Member


class HqCase(Table, tablename="hq_case", help_text="A matter handed up or transferred down: its envelope.", db=DB):
    """Written by the side that opens it. What a ladder handed up is empty until the partner says more."""

    tenant_id = UUID(default=None, null=False)
    id = UUID(primary_key=True, default=None, null=False)
    number = Integer(default=None, null=False)
    partner = Varchar(length=40, default=None, null=False, help_text="The short name of the tenant.")
    partner_name = Varchar(length=200, default=None, null=False)
    kind = Varchar(length=20, default=Kind.OTHER, null=False, choices=Kind)
    subject_kind = Varchar(length=40, default=None, null=False)
    subject_id = UUID(default=None, null=False)
    title = Varchar(length=200, default="", null=False)
    customer_name = Varchar(length=200, default="", null=False)
    product = Varchar(length=200, default="", null=False)
    description = Text(default="", null=False)
    tried = Text(default="", null=False)
    impact = Text(default="", null=False)
    wanted = Text(default="", null=False)
    authorisation = Varchar(length=200, default="", null=False, help_text="By what the customer lets their data go.")
    submitter_name = Varchar(length=100, default="", null=False)
    submitter = UUID(default=None, null=True)
    promise = Varchar(length=20, default="", null=False, help_text="The missed promise, where a ladder handed it up.")
    due_at = Timestamptz(default=None, null=True)
    late_seconds = Integer(default=0, null=False)
    opened_at = Timestamptz(default=None, null=False)
    direction = Varchar(length=4, default=Direction.UP, null=False, choices=Direction)
    contact_name = Varchar(length=100, default="", null=False, help_text="Who complained; of what goes down.")
    contact_reach = Varchar(length=200, default="", null=False, help_text="Their phone or mail.")
    letter = UUID(default=None, null=True, help_text="The customer's letter to headquarters, where there is one.")
    particulars = JSONB(default="{}", null=False, help_text="What its kind asks for besides, by name.")
    status = Varchar(length=20, default=Status.BLANK, null=False, choices=Status, help_text="Of its last entry.")
    version = Integer(default=0, null=False, help_text="The place of its last entry; the database keeps both.")
    since_at = Timestamptz(default=None, null=True)


class CaseEntry(Table, tablename="case_entry", help_text="What one side said or did in a case; never changed.", db=DB):
    tenant_id = UUID(default=None, null=False)
    id = UUID(primary_key=True, default=None, null=False)
    hq_case = UUID(default=None, null=False)
    place = Integer(default=None, null=False, help_text="1, 2, 3: of two who write at once, one is told.")
    side = Varchar(length=20, default=None, null=False, choices=Side)
    audience = Varchar(length=20, default=Audience.SIDES, null=False, choices=Audience)
    act = Varchar(length=20, default=None, null=False)
    status = Varchar(length=20, default=None, null=False, choices=Status, help_text="Of the case after it.")
    author_name = Varchar(length=100, default="", null=False)
    author_id = UUID(default=None, null=True)
    body = Text(default="", null=False)
    at = Timestamptz(default=None, null=False)
    particulars = JSONB(default="{}", null=False, help_text="What the kind asks for with this step, by name.")


class CaseFeedback(
    Table, tablename="case_feedback", help_text="What a partner reports of a transferred complaint.", db=DB
):
    tenant_id = UUID(default=None, null=False)
    id = UUID(primary_key=True, default=None, null=False)
    hq_case = UUID(default=None, null=False)
    result = Text(default=None, null=False)
    done_on = Date(default=None, null=False)
    opinion = Text(default=None, null=False, help_text="What the customer thinks of it now.")
    measures = Text(default=None, null=False)
    author_name = Varchar(length=100, default=None, null=False)
    author_id = UUID(default=None, null=True)
    at = Timestamptz(default=None, null=False)


class CaseFile(Table, tablename="case_file", help_text="A copy of a file that went along with a case.", db=DB):
    tenant_id = UUID(default=None, null=False)
    id = UUID(primary_key=True, default=None, null=False, help_text="Of the partner's copy among its stored files.")
    hq_case = UUID(default=None, null=False)
    name = Varchar(length=200, default=None, null=False)
    content_type = Varchar(length=100, default=None, null=False)
    size = BigInt(default=None, null=False)
    sha256 = Varchar(length=64, default=None, null=False)
    authorisation = Varchar(length=200, default=None, null=False, help_text="By what the customer lets it go.")
    author_name = Varchar(length=100, default=None, null=False)
    at = Timestamptz(default=None, null=False)
    contact = UUID(default=None, null=True, help_text="Who sent the original, where a contact did.")


class CaseFileEnd(
    Table, tablename="case_file_end", help_text="A copy that is forgotten on both sides, and why.", db=DB
):
    tenant_id = UUID(default=None, null=False)
    file = UUID(primary_key=True, default=None, null=False)
    why = Varchar(length=20, default=None, null=False)
    by_name = Varchar(length=100, default="", null=False)
    at = Timestamptz(default=None, null=False)


class CaseFetch(Table, tablename="case_fetch", help_text="An operator fetched a file of a case.", db=DB):
    tenant_id = UUID(default=None, null=False)
    id = UUID(primary_key=True, default=None, null=False)
    file = UUID(default=None, null=False)
    operator = UUID(default=None, null=False)
    operator_name = Varchar(length=100, default=None, null=False)
    at = Timestamptz(default=None, null=False)


class HqLetter(Table, tablename="hq_letter", help_text="What a customer wrote to headquarters.", db=DB):
    tenant_id = UUID(default=None, null=False)
    id = UUID(primary_key=True, default=None, null=False)
    partner = Varchar(length=40, default=None, null=False)
    partner_name = Varchar(length=200, default=None, null=False)
    customer = UUID(default=None, null=False)
    customer_name = Varchar(length=200, default=None, null=False)
    contact = UUID(default=None, null=True)
    contact_name = Varchar(length=100, default=None, null=False)
    reach = Varchar(length=200, default=None, null=False, help_text="Phone or mail.")
    title = Varchar(length=200, default=None, null=False)
    body = Text(default=None, null=False)
    wanted = Text(default="", null=False)
    at = Timestamptz(default=None, null=False)


class HqReply(Table, tablename="hq_reply", help_text="A step of what came of a customer's letter.", db=DB):
    tenant_id = UUID(default=None, null=False)
    letter = UUID(primary_key=True, default=None, null=False)
    place = Integer(default=None, null=False, help_text="1, 2: of two operators who act at once, one is told.")
    act = Varchar(length=20, default=None, null=False)
    body = Text(default="", null=False)
    author_name = Varchar(length=100, default=None, null=False)
    at = Timestamptz(default=None, null=False)


class CaseLook(Table, tablename="case_look", help_text="An operator looked at a case; once for each day.", db=DB):
    tenant_id = UUID(default=None, null=False)
    hq_case = UUID(primary_key=True, default=None, null=False)
    operator = UUID(default=None, null=False)
    operator_name = Varchar(length=100, default=None, null=False)
    day = Date(default=None, null=False)
    at = Timestamptz(default=None, null=False)


class CaseTime(Table, tablename="case_time", help_text="Who used the time of a matter that was handed up.", db=DB):
    """Written once by the partner's own job, from the logs of its promises, when the case is over."""

    tenant_id = UUID(default=None, null=False)
    hq_case = UUID(primary_key=True, default=None, null=False)
    partner_seconds = BigInt(default=None, null=False)
    customer_seconds = BigInt(default=None, null=False)
    headquarters_seconds = BigInt(default=None, null=False)
    at = Timestamptz(default=None, null=False)


class CrossingReaction(Table, tablename="crossing_reaction", help_text="What a side has still to take over.", db=DB):
    tenant_id = UUID(default=None, null=False)
    id = UUID(primary_key=True, default=None, null=False)
    towards = Varchar(length=20, default=None, null=False, choices=Side)
    hq_case = UUID(default=None, null=False)
    entry = UUID(default=None, null=False)
    at = Timestamptz(default=None, null=False)


class CaseDesk(Fenced, Table, tablename="case_desk", help_text="Headquarters' own side of a case: who has it."):
    hq_case = UUID(default=None, null=False)
    partner = Varchar(length=40, default=None, null=False)
    partner_name = Varchar(length=200, default=None, null=False)
    number = Integer(default=None, null=False)
    kind = Varchar(length=20, default=None, null=False)
    owner = SoftForeignKey(Member, default=None, null=True)
    place = Integer(default=0, null=False, help_text="Up to which entry of the partner's facts were made.")
    arrived_at = Timestamptz(default=None, null=False)


class Requirement(Table, help_text="A function that is missing, in headquarters' own words.", db=DB):
    id = UUID(primary_key=True, default=None, null=False)
    number = Integer(default=None, null=False)
    title = Varchar(length=200, default=None, null=False)
    body = Text(default="", null=False)
    status = Varchar(length=20, default=RequirementStatus.REPORTED, null=False, choices=RequirementStatus)
    evaluation = Text(default="", null=False)
    target_kind = Varchar(length=20, default="", null=False, help_text="A patch or a version.")
    target = Varchar(length=100, default="", null=False, help_text="Which one.")
    since_at = Timestamptz(default=None, null=False)
    created_at = Timestamptz(default=None, null=False)


class RequirementAsk(Table, tablename="requirement_ask", help_text="A case that asks for a requirement.", db=DB):
    tenant_id = UUID(default=None, null=False)
    requirement = UUID(default=None, null=False)
    hq_case = UUID(primary_key=True, default=None, null=False)
    at = Timestamptz(default=None, null=False)


class RequirementWord(Table, tablename="requirement_word", help_text="What is said to whoever asks for it.", db=DB):
    tenant_id = UUID(default=None, null=False)
    id = UUID(primary_key=True, default=None, null=False)
    requirement = UUID(default=None, null=False)
    hq_case = UUID(default=None, null=False)
    status = Varchar(length=20, default=None, null=False)
    body = Text(default="", null=False)
    at = Timestamptz(default=None, null=False)


class KnowledgeCandidate(
    Fenced, Table, tablename="knowledge_candidate", help_text="What a closed case taught, without a customer's name."
):
    hq_case = UUID(default=None, null=False)
    partner = Varchar(length=40, default=None, null=False)
    number = Integer(default=None, null=False)
    product = Varchar(length=200, default="", null=False)
    problem = Text(default=None, null=False)
    answer = Text(default=None, null=False)
    author_name = Varchar(length=100, default=None, null=False)
    at = Timestamptz(default=None, null=False)
