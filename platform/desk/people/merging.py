"""Where members, contacts and their sign-ins say whose they are."""

from desk.foundation.merging import MergeStep, Moves

STEPS: list[MergeStep] = [
    Moves(table, "customer_id", "customer")
    for table in ("credential", "sign_in", "sign_in_step", "second_factor", "recovery_code", "access_link")
]
