"""Who may show their views to others; one's own are everybody's business."""

from desk.foundation.permissions import permission
from desk.foundation.translation import N_
from desk.people.permissions import MANAGERS

PERMISSIONS = (
    permission(
        "view.share",
        N_("Share saved views with others"),
        *MANAGERS,
        *("service_supervisor", "cs_supervisor", "customer_manager", "project_manager", "hq_admin", "hq_service_dept"),
    ),
)
