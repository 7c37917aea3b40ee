"""Who may see projects, lead and work on them, and decide about them."""

from desk.extend import N_, permission

_MANAGE = ("administrator", "general_manager", "implementation_manager")
_LEAD = (*_MANAGE, "project_manager")
_WORK = (*_LEAD, "implementation_consultant")
_SALES = ("sales_rep", "first_visit_agent", "customer_manager", "service_manager")
_SEE = ("department_manager", "service_supervisor", "finance", "trainer", "cs_supervisor", "hotline_engineer")
_CONTACTS = ("customer_contact", "customer_admin")

PERMISSIONS = (
    permission("implementation.read", N_("See implementation projects"), *_WORK, *_SALES, *_SEE),
    permission("implementation.ask", N_("Note that a customer needs an implementation"), *_WORK, *_SALES),
    permission("implementation.apply", N_("Apply for a project"), *_MANAGE),
    permission("implementation.hand_over", N_("Hand over what sales knows and promised"), *_WORK, "sales_rep"),
    permission("implementation.lead", N_("Write the plan, hold the kickoff, lead a project"), *_LEAD),
    permission("implementation.work", N_("Write logs, deliver stages, ask for pauses and for evaluation"), *_WORK),
    permission("implementation.decide", N_("Decide about projects, and who works on them"), *_MANAGE),
    permission(
        "implementation.company", N_("Agree for the company that a project ends"), "administrator", "general_manager"
    ),
    permission("implementation.own", N_("See one's projects in the portal"), *_CONTACTS),
)
