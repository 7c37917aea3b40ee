"""Facts about what headquarters looked at."""

from desk.foundation.events import Event
from desk.foundation.translation import N_


class ScorecardsExported(Event):
    """Scorecards were taken out as a table. Its subject is the operator."""

    name = "scorecards.exported"
    subject_kind = "member"
    fields = ("count",)
    sentence = N_("{by} took the scorecards of {count} partners out as a table.")
    icon = "download"
    audit = "export"


class PartnersExported(Event):
    """The list of partners was taken out as a table. Its subject is the operator."""

    name = "partners.exported"
    subject_kind = "member"
    fields = ("count",)
    sentence = N_("{by} took the list of {count} partners out as a table.")
    icon = "download"
    audit = "export"


class AlertsExported(Event):
    """Alerts were taken out as a table. Its subject is the operator."""

    name = "alerts.exported"
    subject_kind = "member"
    fields = ("count",)
    sentence = N_("{by} took {count} alerts out as a table.")
    icon = "download"
    audit = "export"


class AlertEvent(Event):
    subject_kind = "partner_alert"
    fields = ("partner", "kind", "value", "threshold")


class AlertOpened(AlertEvent):
    """A figure of a partner went beyond its threshold."""

    name = "partner.alert_opened"
    sentence = N_("{partner}: a figure went beyond its threshold ({value}, threshold {threshold}).")
    icon = "alert"


class AlertSeen(AlertEvent):
    """An operator sees to it."""

    name = "partner.alert_seen"
    sentence = N_("{by} sees to an alert of {partner}.")
    icon = "eye"


class AlertClosed(AlertEvent):
    """The figure is back, or the partner is no longer active."""

    name = "partner.alert_closed"
    sentence = N_("{partner}: an alert is over.")
    icon = "check"


class PartnerEvent(Event):
    subject_kind = "tenant"
    icon = "company"
    audit = "setting"


class PartnerInvited(PartnerEvent):
    """A partner was founded, and its first administrator invited."""

    name = "partner.invited"
    fields = ("partner",)
    sentence = N_("{by} invited the partner {partner}.")


class PartnerTurned(PartnerEvent):
    """A partner was suspended, closed or opened again; ``act`` says which."""

    name = "partner.turned"
    fields = ("partner", "act")
    sentence = N_("{by} changed how the partner {partner} stands: {act}.")


class PartnerErased(PartnerEvent):
    """A closed partner was erased for good."""

    name = "partner.erased"
    fields = ("partner",)
    sentence = N_("The partner {partner} was erased.")


class PartnerArchiveFetched(Event):
    """An operator fetched the archive of a partner; the partner sees it, too."""

    name = "partner.archive_fetched"
    subject_kind = "tenant"
    fields = ("partner",)
    sentence = N_("{by} fetched the archive of the partner {partner}.")
    icon = "download"
    audit = "export"


class ArchiveEvent(Event):
    """Of the partner itself."""

    subject_kind = "partner_archive"
    icon = "download"
    audit = "export"


class ArchiveAsked(ArchiveEvent):
    name = "archive.asked"
    sentence = N_("Everything is being taken out as one file.")


class ArchiveMade(ArchiveEvent):
    name = "archive.made"
    fields = ("rows", "size")
    sentence = N_("Everything was taken out: {rows} rows.")


class ArchiveFetched(ArchiveEvent):
    name = "archive.fetched"
    sentence = N_("{by} fetched the file with everything.")


class PartnerAllowed(PartnerEvent):
    """Which modules a partner may switch on was said anew."""

    name = "partner.allowed"
    fields = ("partner", "plugins")
    sentence = N_("{by} said which modules the partner {partner} may switch on.")


EVENTS = (
    *(ScorecardsExported, PartnersExported, AlertsExported),
    *(PartnerInvited, PartnerTurned, PartnerAllowed),
    *(AlertOpened, AlertSeen, AlertClosed),
    *(ArchiveAsked, ArchiveMade, ArchiveFetched, PartnerArchiveFetched, PartnerErased),
)
