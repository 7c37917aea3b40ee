"""Tables of campaigns."""

from piccolo.columns import JSONB, UUID, Array, Boolean, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from desk.extend import Contact, Customer, Fenced, SoftForeignKey
from desk_campaigns.states import Answers, Content, Fate, Rhythm, Status


class Campaign(Fenced, Table, tablename="campaigns_campaign", help_text="One message to many contacts at once."):
    number = Integer(default=None, null=False, help_text="From a sequence per tenant.")
    name = Varchar(length=100, default=None, null=False)
    content = Varchar(length=20, default=None, null=False, choices=Content)
    channels = Array(base_column=Varchar(length=40), default=list, null=False)
    status = Varchar(length=20, default=Status.DRAFT, null=False, choices=Status)
    subject = Varchar(length=200, default="", null=False)
    body = Text(default=None, null=False)
    filters = JSONB(default="{}", null=False, help_text="Whom it is for.")
    per_minute = Integer(default=None, null=True, help_text="Recipients handed over in a minute at most.")
    recipients = Integer(default=0, null=False, help_text="Since it was approved: to whom it goes.")
    skipped = Integer(default=0, null=False, help_text="Since it was approved: who is left out.")
    handed = Integer(default=0, null=False)
    written_at = Timestamptz(default=None, null=False)
    written_by = UUID(default=None, null=True)
    approved_at = Timestamptz(default=None, null=True)
    approved_by = UUID(default=None, null=True)
    send_at = Timestamptz(default=None, null=True)
    started_at = Timestamptz(default=None, null=True)
    ended_at = Timestamptz(default=None, null=True)
    version = Integer(default=1, null=False)
    answers = Varchar(length=20, default=Answers.KEPT, null=False, choices=Answers, help_text="What becomes of them.")


class Recipient(Fenced, Table, tablename="campaigns_recipient", help_text="One contact of one campaign."):
    campaign = SoftForeignKey(Campaign, default=None, null=False)
    contact = SoftForeignKey(Contact, default=None, null=False)
    customer = SoftForeignKey(Customer, default=None, null=False)
    status = Varchar(length=20, default=Fate.WAITING, null=False, choices=Fate)
    why = Varchar(length=20, default="", null=False)
    registered_at = Timestamptz(default=None, null=True, help_text="When they answered that they come.")
    ticket = Integer(default=None, null=True, help_text="The number of the ticket that their answer became.")


class Series(Fenced, Table, tablename="campaigns_series", help_text="Campaigns that come again and again."):
    number = Integer(default=None, null=False, help_text="From a sequence per tenant.")
    name = Varchar(length=100, default=None, null=False)
    content = Varchar(length=20, default=None, null=False, choices=Content)
    channels = Array(base_column=Varchar(length=40), default=list, null=False)
    subject = Varchar(length=200, default="", null=False)
    texts = Array(base_column=Text(), default=list, null=False, help_text="One at a time, from the first again.")
    filters = JSONB(default="{}", null=False, help_text="Whom it is for.")
    birthdays = Boolean(default=False, null=False, help_text="Each time only for whose birthday it is.")
    rhythm = Varchar(length=20, default=None, null=False, choices=Rhythm)
    first_at = Timestamptz(default=None, null=False, help_text="From which the others are counted.")
    next_at = Timestamptz(default=None, null=False)
    issued = Integer(default=0, null=False, help_text="How often its turn came.")
    running = Boolean(default=True, null=False)
    written_at = Timestamptz(default=None, null=False)
    written_by = UUID(default=None, null=True)
    approved_by = UUID(default=None, null=True, help_text="Who lets it go to many by itself.")
    version = Integer(default=1, null=False)
