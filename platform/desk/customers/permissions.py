"""Who may do what with customers; asked in actions too, not only at the route."""

from desk.foundation.permissions import permission
from desk.foundation.translation import N_
from desk.people.permissions import CONTACT_ROLES, MANAGERS, STAFF

SENSITIVE = "customer.sensitive"
LOOK = "customer.look"
ANSWER = "proposal.answer"
OWN_SELF, OWN_COMPANY = "profile.own", "profile.company"
_SERVICE = (
    *("implementation_manager", "project_manager", "implementation_consultant"),
    *("hotline_engineer", "onsite_engineer", "first_visit_agent", "sales_rep", "customer_manager"),
    *("service_supervisor", "cs_agent", "cs_supervisor", "hall_manager", "counter_clerk", "acceptance_clerk"),
)
"""Whoever talks to customers: what they hear goes into the file at once (CM-D4)."""

PERMISSIONS = (
    permission("customer.read", N_("See customers"), *STAFF),
    permission("customer.edit", N_("Add customers and change their files"), *MANAGERS, *_SERVICE),
    permission("customer.grade", N_("Give customers another grade"), *MANAGERS, "customer_manager"),
    permission("contact.edit", N_("Add contacts and change them"), *MANAGERS, *_SERVICE, "trainer"),
    permission(
        "contact.give_access",
        N_("Give contacts access to the portal"),
        *MANAGERS,
        *("customer_manager", "hotline_engineer", "first_visit_agent", "cs_agent", "cs_supervisor"),
    ),
    permission(
        "contact.private",
        N_("See and note what is confided about contacts"),
        *("general_manager", "service_manager", "customer_manager"),
    ),
    permission("contact.erase", N_("Erase what was said of a contact before"), "administrator", "general_manager"),
    permission("customer.merge", N_("Merge customers and contacts"), *MANAGERS, "customer_manager"),
    permission(
        SENSITIVE,
        N_("See phones, birthdays, tax and bank details of customers in full"),
        *MANAGERS,
        *_SERVICE,
        "trainer",
    ),
    permission(LOOK, N_("Look at one masked value of a customer at a time; each look is kept"), *STAFF),
    permission(ANSWER, N_("Answer what customers want changed in their files"), *MANAGERS, *_SERVICE),
    permission(OWN_SELF, N_("Propose changes of one's own data in the portal"), *CONTACT_ROLES),
    permission(OWN_COMPANY, N_("Propose changes of the company's data in the portal"), "customer_admin"),
    permission("customer.import", N_("Import customers"), *MANAGERS, "customer_manager"),
    permission("customer.export", N_("Export customers"), *MANAGERS, "customer_manager"),
)
