"""What is kept of whoever complained, and of whoever is complained about."""

from desk.extend import N_, privacy

_THEIRS = "r.contact = who.person"
_ABOUT = "who.person in (r.about_person, r.about_manager, r.receiver, r.assignee)"
_WROTE = "r.by_id = who.person"
_AGREED = "who.person in (r.proposed_by, r.decided_by)"
_FILED = N_("Complaint files are kept: without them nobody could tell what was promised and done.")
EXPORT = [
    privacy.Given(
        "complaints_complaint",
        ("complainant", "phone", "email", "address", "unit", "text", "wanted", "status"),
        N_("Complaints"),
        _THEIRS,
        ("contact",),
    ),
    privacy.Given(
        "complaints_complaint", ("number", "text", "department", "status"), N_("Complaints"), _ABOUT, ("member",)
    ),
    privacy.Given("complaints_amends", ("kind", "what", "status", "reason"), N_("Compensations"), _AGREED, ("member",)),
    privacy.Given("complaints_entry", ("kind", "text", "at"), N_("What was said of complaints"), _WROTE),
]
ERASURE: list[privacy.ErasureStep] = [
    privacy.Pending("complaints_complaint", N_("Complaints"), f"{_THEIRS} and r.status <> 'archived'", ("contact",)),
    privacy.Blanked(
        "complaints_complaint",
        {"complainant": privacy.NOBODY_ANY_MORE, "phone": "''", "email": "''", "address": "''"},
        N_("Complaints"),
        f"{_THEIRS} and r.complainant <> {privacy.NOBODY_ANY_MORE}",
        ("contact",),
    ),
    privacy.Kept("complaints_complaint", N_("Complaints"), _FILED, _ABOUT, ("member",)),
    privacy.Impersonal("complaints_report", "what was counted in a month, and what was learned from it"),
    privacy.Impersonal("complaints_summary", "what was counted in a period, and what was done"),
    privacy.Impersonal("complaints_evidence", "the marks by which one sees that what was filed is unchanged"),
    privacy.Kept(
        "complaints_amends",
        N_("Compensations"),
        _FILED,
        _AGREED,
        ("member",),
    ),
    privacy.Kept("complaints_entry", N_("What was said of complaints"), _FILED, _WROTE),
]
