"""Tables of short messages."""

from piccolo.columns import Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from desk.foundation.tables import Fenced


class SmsAccount(Fenced, Table, tablename="sms_account", help_text="A tenant's account with a gateway; at most one."):
    gateway = Varchar(length=40, default=None, null=False)
    url = Varchar(length=300, default=None, null=False, help_text="Where the gateway is called.")
    said = Text(default=None, null=False, help_text="What it wants to know of the account, as JSON, sealed.")
    changed_at = Timestamptz(default=None, null=False)
    per_second = Integer(default=50, null=False, help_text="How many the gateway takes of this account.")


class SmsTemplate(Fenced, Table, tablename="sms_template", help_text="A vendor's template for a notice in a language."):
    kind = Varchar(length=80, default="", null=False, help_text="Empty: all notices, with the whole text as its place.")
    locale = Varchar(length=10, default=None, null=False)
    code = Varchar(length=60, default=None, null=False, help_text="The vendor's word for it.")
    changed_at = Timestamptz(default=None, null=False)
