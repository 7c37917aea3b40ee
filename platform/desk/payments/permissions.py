"""Who may see, record, claim, verify and give back payments."""

from desk.foundation.permissions import permission
from desk.foundation.translation import N_

_DECIDE = ("administrator", "general_manager", "finance")
_CASH = (*_DECIDE, "settlement", "counter_clerk", "hall_manager")
_CARE = ("department_manager", "service_manager", "cs_supervisor", "cs_agent", "customer_manager", "sales_rep")
_CONTACTS = ("customer_contact", "customer_admin")

PERMISSIONS = (
    permission("payment.read", N_("See payments"), *_CASH, *_CARE, "service_supervisor"),
    permission("payment.record", N_("Record payments and their invoices"), *_CASH),
    permission("payment.claim", N_("Note that a customer says they have paid"), *_CASH, *_CARE),
    permission("payment.verify", N_("Verify or refuse claimed payments"), *_DECIDE, "settlement"),
    permission("payment.refund", N_("Pay money back"), *_DECIDE),
    permission("payment.own", N_("See one's own payments in the portal"), *_CONTACTS),
    permission("payment.tell", N_("Say in the portal that one has paid"), *_CONTACTS),
)
