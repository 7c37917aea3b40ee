"""What is kept of how somebody works with lists."""

from desk.foundation.privacy import Dropped, ErasureStep, Given, Impersonal
from desk.foundation.translation import N_

EXPORT = [Given("saved_view", ("list_name", "name", "query"), N_("Saved views"), "r.owner = who.person", ("member",))]
ERASURE: list[ErasureStep] = [
    Dropped("saved_view", N_("Saved views"), "r.owner = who.person", ("member",)),
    Dropped("list_choice", N_("Columns of lists"), "r.member = who.person", ("member",)),
    *(Impersonal(table, "what was done with rows, by ids and stored words") for table in ("bulk_run", "bulk_row")),
]
