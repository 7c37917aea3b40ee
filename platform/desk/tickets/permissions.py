"""Who may do what with tickets, and predicates on one ticket; asked in actions and queries, not only at the route."""

from desk.foundation.permissions import permission
from desk.foundation.translation import N_

_SERVICE = (
    *("administrator", "general_manager", "department_manager", "service_manager", "service_supervisor"),
    *("hotline_engineer", "onsite_engineer", "cs_agent", "cs_supervisor", "implementation_consultant"),
)
_LOOK = (*_SERVICE, "implementation_manager", "project_manager", "customer_manager", "sales_rep", "first_visit_agent")
_MANAGE = ("administrator", "general_manager", "department_manager", "service_manager", "cs_supervisor")
_CONTACTS = ("customer_contact", "customer_admin")

PERMISSIONS = (
    permission("ticket.read", N_("See tickets"), *_LOOK),
    permission("ticket.open", N_("Open new tickets"), *_LOOK),
    permission("ticket.take", N_("Take tickets"), *_SERVICE),
    permission("ticket.assign", N_("Assign tickets to others"), *_MANAGE, "hotline_engineer", "cs_agent"),
    permission("ticket.note", N_("Write internal notes"), *_LOOK),
    permission("ticket.reply", N_("Reply to customers"), *_SERVICE),
    permission("ticket.hold", N_("Put tickets on hold"), *_SERVICE),
    permission("ticket.solve", N_("Solve tickets"), *_SERVICE),
    permission("ticket.close", N_("Close tickets for the customer"), *_MANAGE, "cs_agent"),
    permission("ticket.reopen", N_("Reopen tickets"), *_SERVICE),
    permission("ticket.export", N_("Take tickets out as a table"), *_MANAGE),
    permission("matter.read", N_("See one's own questions in the portal"), *_CONTACTS),
    permission("matter.ask", N_("Ask questions in the portal"), *_CONTACTS),
    permission("matter.answer", N_("Answer in the portal"), *_CONTACTS),
    permission("matter.confirm", N_("Confirm or object to a solution in the portal"), *_CONTACTS),
)
