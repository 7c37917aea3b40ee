"""Who may see what customers think, ask them on the phone, and say how it is asked."""

from desk.foundation.permissions import permission
from desk.foundation.translation import N_

_MANAGE = ("administrator", "general_manager", "service_manager", "cs_supervisor")
_ASK = (*_MANAGE, "department_manager", "service_supervisor", "cs_agent", "hotline_engineer", "customer_manager")

PERMISSIONS = (
    permission("survey.read", N_("See what customers think of the service"), *_ASK),
    permission(
        "survey.compare", N_("See how customers rate each member"), *_MANAGE, "department_manager", "service_supervisor"
    ),
    permission("survey.fill", N_("Fill in surveys with customers, and make links for them"), *_ASK),
    permission("survey.manage", N_("Say whether, when and in which words customers are asked"), *_MANAGE),
    permission("survey.answer", N_("Answer surveys in the portal"), "customer_contact", "customer_admin"),
)
