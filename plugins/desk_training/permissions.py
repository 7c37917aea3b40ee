"""Who may see the training, plan it, and register people for it."""

from desk.extend import N_, permission

_LEAD = ("administrator", "general_manager", "service_manager")
_TEACH = (*_LEAD, "trainer")
_DESK = ("customer_manager", "cs_supervisor", "cs_agent", "hotline_engineer", "sales_rep")
_SEE = ("department_manager", "service_supervisor", "implementation_manager", "implementation_consultant", "finance")
_CONTACTS = ("customer_contact", "customer_admin")

PERMISSIONS = (
    permission("training.read", N_("See courses, sessions and who is registered"), *_TEACH, *_DESK, *_SEE),
    permission("training.plan", N_("Keep courses, plan sessions, announce and cancel them"), *_TEACH),
    permission("training.enrol", N_("Register people for sessions, and cancel that"), *_TEACH, *_DESK),
    permission("training.teach", N_("Take attendance, begin and end sessions, note who stands in"), *_TEACH),
    permission("training.grade", N_("Record scores, feed them back, issue certificates"), *_TEACH),
    permission("training.own", N_("See the training in the portal"), *_CONTACTS),
    permission("training.book", N_("Register oneself and colleagues in the portal"), *_CONTACTS),
)
