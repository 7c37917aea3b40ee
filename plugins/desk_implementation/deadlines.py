"""What is promised about projects (IM-D1 to IM-D4); IM-D5 is a notice at each change of a stage, told at once."""

from desk.extend import N_, Promise, calendar_days, working_days

PROJECT, PROFILE = "implementation_project", "software_partner"
MANAGER = "implementation_manager"

PROMISES = (
    Promise(
        "IM-D1",
        PROJECT,
        N_("Confirm the log of the day"),
        starts=("implementation.log_owed",),
        limits={PROFILE: calendar_days(0)},
        ends=("implementation.log_confirmed",),
        cancels=("implementation.paused", "implementation.evaluation_requested", "implementation.terminated"),
        renews=True,
        owner="project_manager",
    ),
    Promise(
        "IM-D2",
        "implementation_stage",
        N_("Ask how the stage was"),
        starts=("implementation.stage_completed",),
        limits={PROFILE: calendar_days(3)},
        ends=("implementation.stage_surveyed",),
        also=("customer_manager", MANAGER),
        aliases=("CM-D3",),
        owner="customer_manager",
    ),
    Promise(
        "IM-D3",
        PROJECT,
        N_("Apply for the project"),
        starts=("implementation.needed",),
        limits={PROFILE: working_days(2)},
        ends=("implementation.applied",),
        cancels=("implementation.dropped",),
        also=(MANAGER,),
        owner=MANAGER,
    ),
    Promise(
        "IM-D4",
        PROJECT,
        N_("Decide about the pause"),
        starts=("implementation.pause_requested",),
        limits={PROFILE: working_days(1)},
        ends=("implementation.paused", "implementation.pause_refused"),
        also=("general_manager",),
        owner=MANAGER,
    ),
    Promise(
        "IM-D4T",
        PROJECT,
        N_("Decide about ending the project"),
        starts=("implementation.termination_requested",),
        limits={PROFILE: working_days(3)},
        ends=("implementation.terminated", "implementation.termination_refused"),
        also=("general_manager",),
        owner=MANAGER,
    ),
)
