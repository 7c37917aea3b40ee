"""Tables of mail that comes in."""

from piccolo.columns import UUID, BigInt, Boolean, Bytea, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from desk.foundation.tables import Fenced
from desk.mail.states import MailStatus


class Mailbox(Fenced, Table, help_text="An address at which customers' mail comes in."):
    address = Varchar(length=200, default=None, null=False)
    host = Varchar(length=253, default="", null=False, help_text="Empty: a program hands its mail in.")
    port = Integer(default=993, null=False)
    security = Varchar(length=20, default="tls", null=False)
    username = Varchar(length=200, default="", null=False)
    password = Text(default="", null=False, help_text="Sealed.")
    folder = Varchar(length=100, default="INBOX", null=False)
    plus = Boolean(default=False, null=False, help_text="Whether mail to name+anything@ comes here too.")
    active = Boolean(default=True, null=False)
    validity = BigInt(default=0, null=False, help_text="Of the server's numbers; others begin anew.")
    last_uid = BigInt(default=0, null=False, help_text="The last mail that is kept.")
    looked_at = Timestamptz(default=None, null=True, help_text="When it was last read without a fault.")
    failures = Integer(default=0, null=False, help_text="In a row.")
    failing_since = Timestamptz(default=None, null=True)
    told_at = Timestamptz(default=None, null=True, help_text="When somebody was told that it can't be read.")
    why = Varchar(length=20, default="", null=False)
    changed_at = Timestamptz(default=None, null=False)


class IncomingMail(Fenced, Table, tablename="incoming_mail", help_text="A mail as it came, and what became of it."):
    mailbox = UUID(default=None, null=False)
    hash = Varchar(length=64, default=None, null=False, help_text="Of its bytes: twice is once.")
    original = Bytea(default=None, null=True, help_text="As it came; empty when it is forgotten.")
    size = Integer(default=None, null=False)
    is_cut = Boolean(default=False, null=False, help_text="It was too big: only its beginning is here.")
    received_at = Timestamptz(default=None, null=False)
    status = Varchar(length=20, default=MailStatus.ARRIVED, null=False, choices=MailStatus)
    why = Varchar(length=20, default="", null=False)
    message_id = Varchar(length=300, default="", null=False)
    sender = Varchar(length=200, default="", null=False)
    sender_name = Varchar(length=200, default="", null=False)
    subject = Varchar(length=300, default="", null=False)
    text = Text(default="", null=False, help_text="What was written, without what it answers.")
    quoted = Text(default="", null=False, help_text="What it answers.")
    html = Text(default="", null=False, help_text="Sanitised.")
    ticket = UUID(default=None, null=True)
    entry = UUID(default=None, null=True)
    contact = UUID(default=None, null=True)
    customer = UUID(default=None, null=True)
    settled_by = UUID(default=None, null=True, help_text="The member who sorted it by hand.")
    settled_at = Timestamptz(default=None, null=True)
