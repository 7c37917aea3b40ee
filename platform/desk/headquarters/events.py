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


class PartnerAllowed(PartnerEvent):
    """Which modules a partner may switch on was said anew."""

    name = "partner.allowed"
    fields = ("partner", "plugins")
    sentence = N_("{by} said which modules the partner {partner} may switch on.")


EVENTS = (ScorecardsExported, PartnersExported, PartnerInvited, PartnerTurned, PartnerAllowed)
