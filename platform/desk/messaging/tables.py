"""Tables of messaging."""

from piccolo.columns import JSONB, UUID, Boolean, Integer, SmallInt, Text, Timestamptz, Varchar
from piccolo.table import Table

from desk.foundation.tables import Fenced
from desk.messaging.states import DeliveryStatus, Source


class Delivery(Fenced, Table, help_text="One notice for one person by one channel; there before anything is sent."):
    cause = UUID(default=None, null=False, help_text="The fact it comes from.")
    event_name = Varchar(length=80, default=None, null=False)
    kind = Varchar(length=80, default=None, null=False, help_text="The notice.")
    channel = Varchar(length=40, default=None, null=False)
    person_kind = Varchar(length=20, default=None, null=False)
    person_id = UUID(default=None, null=False)
    customer_id = UUID(default=None, null=True)
    subject_kind = Varchar(length=40, default=None, null=False)
    subject_id = UUID(default=None, null=False, help_text="What the fact is about.")
    status = Varchar(length=20, default=DeliveryStatus.WAITING, null=False, choices=DeliveryStatus)
    why = Varchar(length=20, default="", null=False)
    note = Varchar(length=300, default="", null=False, help_text="What the other side said.")
    locale = Varchar(length=10, default=None, null=False)
    title = Varchar(length=300, default="", null=False)
    body = Text(default="", null=False, help_text="As it was sent; empty where it says a secret.")
    path = Varchar(length=300, default="", null=False, help_text="Where the person reads more.")
    address = Varchar(length=200, default="", null=False, help_text="Where it went.")
    tries = SmallInt(default=0, null=False)
    next_at = Timestamptz(default=None, null=True)
    begun_at = Timestamptz(default=None, null=True, help_text="When it was last begun to be sent.")
    created_at = Timestamptz(default=None, null=False)
    ended_at = Timestamptz(default=None, null=True)
    read_at = Timestamptz(default=None, null=True, help_text="In an inbox.")
    said = JSONB(default="[]", null=False, help_text="Variables in their order, for channels that take them for words.")
    reference = Varchar(length=100, default="", null=False, help_text="What the other side calls it.")
    segments = SmallInt(default=0, null=False, help_text="Of a short message: parts that are paid for.")
    arrived_at = Timestamptz(default=None, null=True, help_text="When the other side says that it reached them.")


class Consent(Fenced, Table, help_text="What a contact last said about a channel and a kind of notice."):
    contact = UUID(default=None, null=False)
    customer_id = UUID(default=None, null=False)
    channel = Varchar(length=40, default=None, null=False)
    kind = Varchar(length=80, default="", null=False, help_text="Empty: everything by this channel.")
    allowed = Boolean(default=None, null=False)
    source = Varchar(length=20, default=None, null=False, choices=Source)
    at = Timestamptz(default=None, null=False)
    by_kind = Varchar(length=20, default=None, null=False)
    by_id = UUID(default=None, null=True)


class Reply(Fenced, Table, help_text="What somebody answered to a message, by a channel that takes answers."):
    channel = Varchar(length=40, default=None, null=False)
    address = Varchar(length=200, default=None, null=False, help_text="Whence it came.")
    contact = UUID(default=None, null=True, help_text="Who wrote; empty when nobody is known by that address.")
    customer_id = UUID(default=None, null=True)
    delivery = UUID(default=None, null=True, help_text="The last message that went there.")
    body = Text(default=None, null=False)
    stopped = Boolean(default=False, null=False, help_text="It said no more than that no more is wanted.")
    reference = Varchar(length=200, default=None, null=False, help_text="The other side's: twice is once.")
    at = Timestamptz(default=None, null=False)


class ChannelHealth(Fenced, Table, tablename="channel_health", help_text="How a channel is that failed some time."):
    channel = Varchar(length=40, default=None, null=False)
    failures = Integer(default=0, null=False, help_text="In a row.")
    why = Varchar(length=20, default="", null=False)
    failing_since = Timestamptz(default=None, null=True)
    rests = Integer(default=0, null=False, help_text="How often it rested since it last worked.")
    rests_until = Timestamptz(default=None, null=True)


class NoticeText(Fenced, Table, tablename="notice_text", help_text="A tenant's own words for a notice."):
    kind = Varchar(length=80, default=None, null=False)
    channel = Varchar(length=40, default=None, null=False)
    locale = Varchar(length=10, default=None, null=False)
    subject = Varchar(length=300, default="", null=False)
    body = Text(default=None, null=False)
    changed_at = Timestamptz(default=None, null=False)


class MailServer(Fenced, Table, tablename="mail_server", help_text="A tenant's own mail server; at most one."):
    host = Varchar(length=253, default=None, null=False)
    port = Integer(default=None, null=False)
    security = Varchar(length=20, default=None, null=False)
    username = Varchar(length=200, default="", null=False)
    password = Text(default="", null=False, help_text="Sealed.")
    sender = Varchar(length=200, default=None, null=False)
    bounces = Varchar(length=200, default="", null=False, help_text="Where mail comes back to; empty: to its sender.")
    changed_at = Timestamptz(default=None, null=False)
