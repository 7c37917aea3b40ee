"""What headquarters reads of partners are counts; of an invitation, who was to be the first administrator."""

from desk.foundation.privacy import ErasureStep, Given, Impersonal, Kept
from desk.foundation.translation import N_

_WHAT = N_("Invitation by headquarters")
_THEIRS = "r.admin_email = (select m.email from member m where m.id = who.person)"
EXPORT = [Given("partner_invitation", ("admin_name", "admin_email"), _WHAT, _THEIRS, ("member",))]
ERASURE: list[ErasureStep] = [
    Impersonal("partner", "a company and counts"),
    Impersonal("partner_archive", "how far the file with everything is"),
    Impersonal("archive_look", "who fetched the file with everything, which must be known later"),
    Impersonal("partner_week", "a company and counts"),
    Impersonal("partner_alert", "a company and a count"),
    Impersonal("partner_turn", "what headquarters did with a company"),
    Impersonal("partner_allowance", "which modules a company may switch on"),
    Kept(
        "partner_invitation",
        _WHAT,
        N_("Headquarters must be able to say later whom it made a partner's first administrator."),
        _THEIRS,
        ("member",),
    ),
]
