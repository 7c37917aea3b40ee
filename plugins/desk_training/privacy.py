"""What is kept of contacts who came to sessions, for whoever asks, and until it is erased."""

from desk.extend import N_, privacy

_THEIRS = "r.contact = who.person"
_CERTIFIED = "exists (select from training_enrolment e where e.id = r.enrolment and e.contact = who.person)"
EXPORT = [
    privacy.Given("training_certificate", ("holder", "qualification"), N_("Certificates"), _CERTIFIED, ("contact",)),
    privacy.Given("training_score", ("score", "passed", "remark"), N_("Results of exams"), _CERTIFIED, ("contact",)),
    privacy.Given(
        "training_enrolment", ("product", "needs", "status", "reason"), N_("Registrations"), _THEIRS, ("contact",)
    ),
]
ERASURE: list[privacy.ErasureStep] = [
    privacy.Pending(
        "training_enrolment",
        N_("Registrations"),
        f"{_THEIRS} and r.status in ('waiting', 'registered', 'paid')",
        ("contact",),
    ),
    privacy.Blanked(
        "training_enrolment",
        {"needs": "''", "product": "''"},
        N_("Registrations"),
        f"{_THEIRS} and (r.needs, r.product) <> ('', '')",
        ("contact",),
    ),
    *(
        privacy.Impersonal(table, "about a course, not about who comes")
        for table in ("training_course", "training_session")
    ),
    privacy.Dropped(
        "search_document",
        N_("Search"),
        """exists (select from training_certificate c join training_enrolment e on e.id = c.enrolment
                    where c.id = r.subject_id and e.contact = who.person)""",
        ("contact",),
    ),
    privacy.Blanked(
        "training_certificate",
        {"holder": privacy.NOBODY_ANY_MORE},
        N_("Certificates"),
        f"{_CERTIFIED} and r.holder <> {privacy.NOBODY_ANY_MORE}",
        ("contact",),
    ),
    privacy.Blanked(
        "training_score",
        {"remark": "''"},
        N_("Results of exams"),
        f"{_CERTIFIED} and r.remark <> ''",
        ("contact",),
    ),
    privacy.Impersonal("training_question", "what was asked in a session, not by whom"),
    privacy.Impersonal("training_series", "sessions of a course"),
    privacy.Impersonal("training_absence", "why a trainer left the room, by the minute"),
    privacy.Impersonal("training_attendance", "who was there, by an enrolment that leads to nobody any more"),
]
