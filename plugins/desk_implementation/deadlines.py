"""What is promised about projects before they run (IM-D3)."""

from desk.extend import N_, Promise, working_days

PROMISES = (
    Promise(
        "IM-D3",
        "implementation_project",
        N_("Apply for the project"),
        starts=("implementation.needed",),
        limits={"software_partner": working_days(2)},
        ends=("implementation.applied",),
        cancels=("implementation.dropped",),
        also=("implementation_manager",),
        owner="implementation_manager",
    ),
)
