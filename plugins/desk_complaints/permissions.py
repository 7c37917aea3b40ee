"""Who may register complaints, judge them, and handle them."""

from desk.extend import N_, permission

_LEAD = ("administrator", "general_manager", "service_manager")
_JUDGE = (*_LEAD, "service_supervisor", "cs_supervisor")
_HANDLE = (*_JUDGE, "department_manager", "implementation_manager", "hall_manager", "customer_manager")
_REGISTER = (
    *(*_HANDLE, "cs_agent", "hotline_engineer", "onsite_engineer", "sales_rep", "trainer"),
    *("counter_clerk", "implementation_consultant", "project_manager", "first_visit_agent"),
)
_CONTACTS = ("customer_contact", "customer_admin")

PERMISSIONS = (
    permission("complaints.read", N_("See complaints, and what is noted inside"), *_HANDLE, "cs_agent"),
    permission("complaints.register", N_("Register complaints"), *_REGISTER),
    permission("complaints.judge", N_("Judge complaints, pass them on, verify and archive them"), *_JUDGE),
    permission("complaints.handle", N_("Handle complaints: reply, return results, record measures"), *_HANDLE),
    permission("complaints.report", N_("Write the monthly report, and note services"), *_JUDGE),
    permission("complaints.summarise", N_("Write summaries of weeks and longer periods"), *_JUDGE, "hall_manager"),
    permission("complaints.lead", N_("Take note of the monthly report"), "administrator", "general_manager"),
    permission("complaints.own", N_("Complain in the portal, and see what becomes of it"), *_CONTACTS),
)
