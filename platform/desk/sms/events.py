"""Facts about a tenant's account for short messages. Payloads hold names of fields, never what they say."""

from desk.foundation.events import Event
from desk.foundation.translation import N_


class SmsAccountChanged(Event):
    name = "sms_account.changed"
    subject_kind = "tenant"
    fields = ("gateway", "changed")
    sentence = N_("{by} changed the account for short messages.")
    icon = "edit"
    audit = "permission"


class SmsAccountRemoved(Event):
    name = "sms_account.removed"
    subject_kind = "tenant"
    fields = ("gateway",)
    sentence = N_("{by} removed the account for short messages.")
    icon = "trash"
    audit = "permission"


class SmsTemplateChanged(Event):
    """``code`` is empty when the template was taken away."""

    name = "sms_template.changed"
    subject_kind = "tenant"
    fields = ("kind", "lang", "code")
    sentence = N_("{by} changed a template for short messages: {kind}.")
    icon = "edit"


class SmsTried(Event):
    """Whoever tried gets a short message."""

    name = "sms_account.tried"
    subject_kind = "tenant"
    sentence = N_("{by} tried the account for short messages.")
    icon = "send"


EVENTS = (SmsAccountChanged, SmsAccountRemoved, SmsTemplateChanged, SmsTried)
