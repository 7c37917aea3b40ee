"""Who may see, ask for and do tasks, and who sees to it that somebody does."""

from desk.foundation.permissions import permission
from desk.foundation.principals import Principal
from desk.foundation.translation import N_
from desk.people.permissions import ROLES

_MANAGE = ("administrator", "general_manager", "department_manager", "service_manager", "cs_supervisor")

PERMISSIONS = (
    permission("task.read", N_("See tasks"), *ROLES),
    permission("task.work", N_("Do tasks"), *ROLES),
    permission("task.ask", N_("Ask colleagues for tasks"), *ROLES),
    permission("task.assign", N_("See all tasks, hand them over and cancel them"), *_MANAGE),
)


def manages(by: Principal) -> bool:
    """Whether somebody sees to all tasks, whoever has them."""
    return by.may("task.assign")
