"""Who may take out and erase what is kept of people."""

from desk.foundation.permissions import permission
from desk.foundation.translation import N_

PERMISSIONS = (
    permission(
        "person.export",
        N_("Take out what is kept of a person"),
        *("administrator", "general_manager"),
    ),
    permission("person.erase", N_("Erase a person"), "administrator", "general_manager"),
)
