"""Who was registered for which session, when two customers or contacts turn out to be one."""

from desk.extend import N_, MergeStep, Moves

STEPS: list[MergeStep] = [
    Moves("training_enrolment", "customer", "customer", N_("Registrations")),
    # Where both were registered for one session the merged one keeps their seat: the session counts it.
    Moves("training_enrolment", "contact", "contact", N_("Registrations"), alone=("session",), or_stays=True),
    *(Moves(f"training_{one}", "customer", "customer") for one in ("attendance", "score", "certificate", "voucher")),
    Moves("training_enrolment", "by_id", "contact", where="r.by_kind = 'contact'"),
]
