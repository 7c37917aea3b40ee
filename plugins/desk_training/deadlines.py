"""What is promised about training (TR-D1 to TR-D8); TR-D2 is kept by the transaction: see docs/training.md."""

from desk.extend import N_, Limit, Promise, When, calendar_days, clock, working_days

CANCELLED = ("training.session_cancelled",)
LEADS = ("service_manager",)

PROMISES = (
    Promise(
        "TR-D1",
        "training_session",
        N_("Tell people of a session"),
        starts=("training.session_planned",),
        limits={"software_partner": calendar_days(1)},
        ends=("training.session_announced",),
        cancels=CANCELLED,
        also=LEADS,
        owner="trainer",
    ),
    Promise(
        "TR-D3",
        "training_session",
        N_("Record the scores"),
        starts=(When("training.session_ended", where={"exam": (True,)}),),
        limits={"software_partner": calendar_days(0)},
        ends=("training.scored",),
        also=LEADS,
        owner="trainer",
    ),
    Promise(
        "TR-D4",
        "training_session",
        N_("Feed the results back"),
        starts=("training.session_ended",),
        limits={"software_partner": calendar_days(3)},
        ends=("training.session_closed",),
        owner="trainer",
    ),
    Promise(
        "TR-D5",
        "training_session",
        N_("Ask how it was, on the spot"),
        starts=(When("training.session_ended", unless={"present": (0,)}),),
        limits={"software_partner": clock(minutes=30)},
        ends=("training.survey_opened",),
        also=("customer_manager",),
        aliases=("CM-D2",),
        owner="trainer",
    ),
    Promise(
        "TR-D6",
        "training_session",
        N_("Be back in the room"),
        starts=(When("training.trainer_left", where={"covered": (False,)}),),
        limits={"software_partner": clock(minutes=10)},
        ends=("training.trainer_back",),
        cancels=("training.session_ended",),
        ladder="L0",
        owner="trainer",
    ),
    Promise(
        "TR-D7",
        "training_session",
        N_("Begin a session on time"),
        starts=(
            "training.session_announced",
            When("training.session_changed", where={"moved": (True,), "status": ("announced",)}),
        ),
        limits={"software_partner": Limit("promised")},
        ends=("training.session_started",),
        cancels=CANCELLED,
        renews=True,
        until="begins_at",
        also=LEADS,
        owner="trainer",
    ),
    Promise(
        "TR-D8",
        "training_session",
        N_("Call and ask how the training was"),
        starts=(When("training.session_ended", unless={"present": (0,)}),),
        limits={"software_partner": working_days(3)},
        ends=("training.quality_called",),
        also=("service_supervisor",),
        owner="service_supervisor",
    ),
)
