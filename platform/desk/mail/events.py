"""Facts about mailboxes, and about the mail that came in by them."""

from desk.foundation.events import Event
from desk.foundation.translation import N_


class MailboxEvent(Event):
    subject_kind = "mailbox"


class MailboxAdded(MailboxEvent):
    name = "mailbox.added"
    sentence = N_("{by} added the mailbox {subject}.")
    icon = "plus"
    audit = "permission"


class MailboxChanged(MailboxEvent):
    name = "mailbox.changed"
    fields = ("changed",)
    sentence = N_("{by} changed the mailbox {subject}.")
    icon = "edit"
    audit = "permission"


class MailboxRemoved(MailboxEvent):
    name = "mailbox.removed"
    sentence = N_("{by} removed a mailbox.")
    icon = "trash"
    audit = "permission"


class MailboxStopped(MailboxEvent):
    """Nothing could be fetched for a while; ``told`` are the members who hear of it."""

    name = "mailbox.stopped"
    fields = ("why", "told")
    sentence = N_("The mailbox {subject} can't be read.")
    icon = "alert"


class MailboxRecovered(MailboxEvent):
    name = "mailbox.recovered"
    sentence = N_("The mailbox {subject} can be read again.")
    icon = "check"


class MailArrived(Event):
    """It is kept; what becomes of it is decided next."""

    name = "mail.arrived"
    subject_kind = "mail"
    fields = ("mailbox",)
    sentence = N_("A mail came in.")
    icon = "mail"


class MailSorted(Event):
    """``status`` is what it became, ``why`` the reason where it is held, ``number`` its ticket's."""

    name = "mail.sorted"
    subject_kind = "mail"
    fields = ("status", "why", "number")
    sentence = N_("A mail was sorted.")
    icon = "mail"


EVENTS = (MailboxAdded, MailboxChanged, MailboxRemoved, MailboxStopped, MailboxRecovered, MailArrived, MailSorted)
