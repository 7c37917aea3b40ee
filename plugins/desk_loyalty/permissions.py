"""Who may see points, plan the scheme, decide about gifts and hand them out."""

from desk.extend import N_, permission

_LEAD = ("administrator", "general_manager")
_PLAN = (*_LEAD, "customer_manager")
_HALL = ("hall_manager", "counter_clerk")
_CARE = ("department_manager", "service_manager", "cs_supervisor", "cs_agent", "finance", "sales_rep")
_CONTACTS = ("customer_contact", "customer_admin")

PERMISSIONS = (
    permission("loyalty.read", N_("See points, gifts and redemptions"), *_PLAN, *_HALL, *_CARE),
    permission("loyalty.plan", N_("Propose rules, keep gifts and their stock"), *_PLAN),
    permission("loyalty.approve", N_("Approve rules"), *_LEAD),
    permission("loyalty.adjust", N_("Propose points by hand, and approve what another proposed"), *_PLAN),
    permission("loyalty.ask", N_("Ask for a gift in a customer's name"), *_PLAN, *_HALL, "cs_agent", "cs_supervisor"),
    permission("loyalty.decide", N_("Approve, reject and cancel redemptions"), *_PLAN),
    permission("loyalty.deliver", N_("Hand gifts out"), *_PLAN, *_HALL, "onsite_engineer"),
    permission("loyalty.draw", N_("Hold draws"), *_PLAN, "hall_manager"),
    permission("loyalty.own", N_("See one's points in the portal"), *_CONTACTS),
    permission("loyalty.redeem", N_("Exchange points in the portal"), *_CONTACTS),
)
