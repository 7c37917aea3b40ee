"""Tables of surveys."""

from piccolo.columns import JSONB, UUID, Boolean, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from desk.customers.tables import Contact, Customer
from desk.foundation.columns import SoftForeignKey
from desk.foundation.tables import Fenced
from desk.people.tables import Member
from desk.surveys.states import Level, Status


class Survey(Fenced, Table, help_text="One asking of one customer because of one fact."):
    kind = Varchar(length=60, default=None, null=False, help_text="Declared by a slice: tickets.rating.")
    subject_kind = Varchar(length=40, default=None, null=False)
    subject_id = UUID(default=None, null=False)
    cause_id = UUID(default=None, null=False, help_text="The fact after which it is asked: one answer for each.")
    title = Varchar(length=200, default=None, null=False, help_text="What it is about, as the customer knows it.")
    customer = SoftForeignKey(Customer, default=None, null=False)
    contact = SoftForeignKey(Contact, default=None, null=True)
    member = SoftForeignKey(Member, default=None, null=True, help_text="Who served them: whose figures it counts for.")
    status = Varchar(length=20, default=Status.WAITING, null=False, choices=Status)
    why = Varchar(length=20, default="", null=False, help_text="Why nobody was asked.")
    token_hash = Varchar(length=64, default="", null=False, help_text="Kept when it is used, so that it can say so.")
    token_until = Timestamptz(default=None, null=True)
    planned_at = Timestamptz(default=None, null=False)
    ask_at = Timestamptz(default=None, null=False)
    asked_at = Timestamptz(default=None, null=True)
    answered_at = Timestamptz(default=None, null=True)
    channel = Varchar(length=20, default="", null=False)
    by_kind = Varchar(length=20, default="", null=False)
    by_id = UUID(default=None, null=True)
    low = Boolean(default=False, null=False)
    comment = Text(default="", null=False)
    handled_at = Timestamptz(default=None, null=True, help_text="When somebody had talked to who wasn't satisfied.")


class SurveyAnswer(Fenced, Table, tablename="survey_answer", help_text="What somebody said about one dimension."):
    survey = SoftForeignKey(Survey, default=None, null=False)
    customer = SoftForeignKey(Customer, default=None, null=False)
    question = Varchar(length=40, default=None, null=False)
    dimension = Varchar(length=40, default=None, null=False)
    level = Varchar(length=10, default=None, null=False, choices=Level)


class SurveyWording(Fenced, Table, tablename="survey_wording", help_text="How a tenant asks: whether, when, how."):
    kind = Varchar(length=60, default=None, null=False)
    active = Boolean(default=True, null=False)
    wait_hours = Integer(default=None, null=False)
    intro = Text(default="", null=False)
    texts = JSONB(default="{}", null=False, help_text="Questions in the tenant's own words.")
    changed_at = Timestamptz(default=None, null=False)
