"""Facts about messages. Payloads hold kinds, channels and stored words; who it was is the subject."""

from desk.foundation.events import Event
from desk.foundation.translation import N_


class ContactOptedOut(Event):
    """Effective at once. An empty kind is everything by this channel."""

    name = "contact.opted_out"
    subject_kind = "contact"
    fields = ("channel", "kind", "source")
    sentence = N_("{subject} doesn't want to get something any more.")
    icon = "ban"
    audit = "permission"


class ContactOptedIn(Event):
    name = "contact.opted_in"
    subject_kind = "contact"
    fields = ("channel", "kind", "source")
    sentence = N_("{subject} wants to get something.")
    icon = "check"
    audit = "permission"


class DeliveryFailed(Event):
    """It won't arrive: ``status`` is failed, bounced, or unknown when nobody can tell."""

    name = "delivery.failed"
    subject_kind = "delivery"
    fields = ("kind", "channel", "status", "why")
    sentence = N_("A message could not be delivered.")
    icon = "alert"


class DeliverySentAgain(Event):
    name = "delivery.sent_again"
    subject_kind = "delivery"
    fields = ("kind", "channel")
    sentence = N_("{by} had a message sent again.")
    icon = "redo"


class DeliveriesExported(Event):
    name = "deliveries.exported"
    subject_kind = "member"
    fields = ("rows",)
    sentence = N_("{by} took out the list of deliveries: {rows} rows.")
    icon = "download"
    audit = "export"


class ContactReplied(Event):
    """To a message; what they wrote is kept with the reply alone. Who only wants no more opts out instead."""

    name = "contact.replied"
    subject_kind = "contact"
    fields = ("channel", "reply", "delivery")
    sentence = N_("{subject} answered a message.")
    icon = "chat"


class ChannelTripped(Event):
    """A channel kept failing and rests; ``told`` are the members who hear of it."""

    name = "channel.tripped"
    subject_kind = "tenant"
    fields = ("channel", "why", "told")
    sentence = N_("The channel {channel} keeps failing and rests.")
    icon = "alert"


class ChannelRecovered(Event):
    name = "channel.recovered"
    subject_kind = "tenant"
    fields = ("channel",)
    sentence = N_("The channel {channel} works again.")
    icon = "check"


class NoticeTextChanged(Event):
    name = "notice.text_changed"
    subject_kind = "tenant"
    fields = ("kind", "channel", "lang")
    sentence = N_("{by} changed the text of a notice: {kind}.")
    icon = "edit"


class NoticeChannelsChanged(Event):
    name = "notice.channels_changed"
    subject_kind = "tenant"
    fields = ("kind", "channels")
    sentence = N_("{by} chose how a notice goes out: {kind}.")
    icon = "edit"


class MailServerChanged(Event):
    name = "mail_server.changed"
    subject_kind = "tenant"
    fields = ("changed",)
    sentence = N_("{by} changed the mail server.")
    icon = "edit"
    audit = "permission"


class MailServerRemoved(Event):
    name = "mail_server.removed"
    subject_kind = "tenant"
    sentence = N_("{by} removed the mail server.")
    icon = "trash"
    audit = "permission"


class MailServerTried(Event):
    """Whoever tried gets a mail."""

    name = "mail_server.tried"
    subject_kind = "tenant"
    sentence = N_("{by} tried the mail server.")
    icon = "send"


EVENTS = (
    *(ContactOptedOut, ContactOptedIn, DeliveryFailed, DeliverySentAgain, DeliveriesExported),
    *(ChannelTripped, ChannelRecovered),
    *(ContactReplied, NoticeTextChanged, NoticeChannelsChanged),
    *(MailServerChanged, MailServerRemoved, MailServerTried),
)
