"""What points to customers and contacts in the tables of this slice, and in the foundation's."""

from desk.foundation.merging import MergeStep, Moves, SetAside, Stays, about, done_by
from desk.foundation.translation import N_

_FACT = "facts are never changed: the timeline asks for those of who was merged too"
_HISTORY = "old and new values belong to the facts, and stay with them"

STEPS: list[MergeStep] = [
    Moves("contact", "customer", "customer", N_("Contacts")),
    Moves("product", "customer", "customer", N_("Products")),
    Moves("contact", "successor", "contact"),
    Moves("proposal", "customer", "customer"),
    Moves("proposal", "contact", "contact"),
    *about("proposal"),
    done_by("proposal"),
    Moves("private_note", "contact", "contact", alone=("tenant_id",)),
    Moves("grade_change", "customer", "customer"),
    Moves("merging", "customer", "customer"),
    Moves("merging", "kept", "customer", where="r.kind = 'customer' and r.status = 'done'"),
    Moves("merging", "kept", "contact", where="r.kind = 'contact' and r.status = 'done'"),
    done_by("merging"),
    done_by("grade_change"),
    Moves("customer_note", "customer", "customer", N_("Notes")),
    done_by("customer_note"),
    Moves("customer_tag", "customer", "customer", alone=("tag",)),
    SetAside("customer_relation", "customer", "customer", "r.other = $2"),
    SetAside("customer_relation", "other", "customer", "r.customer = $2"),
    Moves("customer_relation", "customer", "customer", alone=("other", "kind")),
    Moves("customer_relation", "other", "customer", alone=("customer", "kind")),
    Stays("merging", "gone", "it says who was merged"),
    SetAside("likeness", "customer", "customer"),
    SetAside("suspicion", "one", "customer"),
    SetAside("suspicion", "other", "customer"),
    Moves("idempotency_key", "customer_id", "customer"),
    *(Stays("event", column, _FACT) for column in ("subject_id", "customer_id", "by_id")),
    *(Stays("field_change", column, _HISTORY) for column in ("subject_id", "by_id")),
]
