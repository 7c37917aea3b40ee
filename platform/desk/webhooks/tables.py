"""Tables of webhooks."""

from piccolo.columns import UUID, Array, Integer, SmallInt, Text, Timestamptz, Varchar
from piccolo.table import Table

from desk.foundation.columns import SoftForeignKey
from desk.foundation.tables import Fenced
from desk.webhooks.states import DeliveryStatus, WebhookStatus


class Webhook(Fenced, Table, help_text="An address of another program to which facts are sent."):
    name = Varchar(length=100, default=None, null=False)
    url = Varchar(length=2000, default=None, null=False)
    patterns = Array(base_column=Varchar(length=80), default=None, null=False, help_text="ticket.closed, ticket.*, *")
    status = Varchar(length=20, default=WebhookStatus.ON, null=False, choices=WebhookStatus)
    why = Varchar(length=20, default="", null=False, help_text="Why it is dead.")
    secret = Text(default=None, null=False, help_text="Sealed.")
    secret_before = Text(default="", null=False, help_text="Sealed; signs too for a day.")
    before_until = Timestamptz(default=None, null=True)
    failures = Integer(default=0, null=False, help_text="In a row.")
    failing_since = Timestamptz(default=None, null=True)
    rest_until = Timestamptz(default=None, null=True, help_text="Nothing is sent before, because it kept failing.")
    last_at = Timestamptz(default=None, null=True, help_text="When it was called last.")
    created_at = Timestamptz(default=None, null=False)
    changed_at = Timestamptz(default=None, null=False)


class WebhookDelivery(Fenced, Table, tablename="webhook_delivery", help_text="One fact on its way to one address."):
    webhook = SoftForeignKey(Webhook, default=None, null=False)
    event_id = UUID(default=None, null=False)
    event_name = Varchar(length=80, default=None, null=False)
    status = Varchar(length=20, default=DeliveryStatus.WAITING, null=False, choices=DeliveryStatus)
    attempts = Integer(default=0, null=False, help_text="All calls.")
    tries = SmallInt(default=0, null=False, help_text="Calls since it was put on its way, or on its way again.")
    next_at = Timestamptz(default=None, null=True)
    code = SmallInt(default=None, null=True, help_text="The status of the last answer.")
    why = Varchar(length=20, default="", null=False)
    created_at = Timestamptz(default=None, null=False)
    ended_at = Timestamptz(default=None, null=True)


class WebhookAttempt(Fenced, Table, tablename="webhook_attempt", help_text="One call; its id went along with it."):
    delivery = SoftForeignKey(WebhookDelivery, default=None, null=False)
    number = Integer(default=None, null=False)
    at = Timestamptz(default=None, null=False)
    code = SmallInt(default=None, null=True)
    ms = Integer(default=None, null=False)
    why = Varchar(length=20, default="", null=False)
