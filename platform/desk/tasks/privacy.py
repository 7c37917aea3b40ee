"""What shall be done for or by a person, until they are erased."""

from desk.foundation.privacy import Blanked, ErasureStep, Impersonal, Pending
from desk.foundation.translation import N_

_ABOUT = "r.subject_kind = 'contact' and r.subject_id = who.person"
_NO_WORDS = {"note": "''", "result_note": "''"}
ERASURE: list[ErasureStep] = [
    Pending("task", N_("Tasks"), f"{_ABOUT} and r.ended_at is null", ("contact",)),
    Pending("task", N_("Tasks"), "r.assignee = who.person and r.ended_at is null", ("member",)),
    Blanked("task", _NO_WORDS, N_("Tasks"), f"{_ABOUT} and (r.note, r.result_note) <> ('', '')", ("contact",)),
    *(Impersonal(table, "words of colleagues about the work") for table in ("task_note", "task_asker")),
]
