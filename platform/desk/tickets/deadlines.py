"""
What is promised about tickets: the deadline tables of 02-hotline and 04-remote-online-support.

Limits stand in three profiles, because the sources differ; a tenant may change any of them.
"""

from desk.foundation.promises import Promise, Turn, When, calendar_days, clock, work, working_days
from desk.foundation.translation import N_

OUR_ANSWER = When("entry.written", where={"side": ("us",), "entry_audience": ("customer",)})
"""Our first words to the customer."""
OVER = ("ticket.closed", "ticket.service_refused", "ticket.merged")
AT_HEADQUARTERS: dict[str, Turn] = {"ticket.handed_up": "headquarters", "ticket.came_back": "us"}
"""Who uses the time while it is handed up: the promise to the customer runs on."""
OWNERS = ("ticket.taken", "ticket.assigned", "ticket.unassigned", "ticket.transferred", "ticket.accepted")
"""After which somebody else may answer for it."""
WRITTEN = ("online", "email", "api")
VIP = {"vip": 0.5}
"""Half the time for the best customers [assumed: 08-customer-management]."""
NO_QUESTION = ("repair", "internal")

PROMISES = (
    Promise(
        id="RM-D1",
        subject_kind="ticket",
        what=N_("first answer"),
        starts=(When("ticket.opened", where={"channel": WRITTEN}, unless={"kind": NO_QUESTION}),),
        ends=(OUR_ANSWER, "ticket.called_back", "ticket.solved"),
        cancels=OVER,
        turns=AT_HEADQUARTERS,
        moves=OWNERS,
        limits={"software_partner": work(hours=3), "contract_service": working_days(2), "hall": clock(hours=24)},
        grades=VIP,
        priorities={"urgent": 0.5},
    ),
    Promise(
        id="HL-D10",
        aliases=("RM-D2",),
        subject_kind="ticket",
        what=N_("contact after a repair request"),
        starts=(When("ticket.opened", where={"kind": ("repair",)}),),
        ends=(OUR_ANSWER, "ticket.called_back", "ticket.solved"),
        cancels=OVER,
        turns=AT_HEADQUARTERS,
        moves=OWNERS,
        limits={"software_partner": working_days(2), "contract_service": working_days(2), "hall": clock(hours=24)},
        also=("cs_agent", "service_manager"),
    ),
    Promise(
        id="HL-D5",
        subject_kind="ticket",
        what=N_("answer to a suspended problem"),
        starts=("ticket.suspended",),
        pauses=("ticket.waiting",),
        resumes=("ticket.answered", "ticket.resumed"),
        ends=("ticket.solved",),
        cancels=OVER,
        moves=OWNERS,
        turns={"ticket.waiting": "customer", "ticket.answered": "us", "ticket.resumed": "us", **AT_HEADQUARTERS},
        grades=VIP,
        limits={"software_partner": work(hours=3), "contract_service": working_days(2), "hall": clock(hours=24)},
    ),
    Promise(
        id="HL-D6",
        subject_kind="ticket",
        what=N_("call back with a result or how it stands"),
        starts=("ticket.suspended",),
        renews=True,
        pauses=("ticket.waiting",),
        resumes=("ticket.answered", "ticket.resumed"),
        ends=("ticket.called_back", "ticket.solved"),
        cancels=OVER,
        moves=OWNERS,
        turns={"ticket.waiting": "customer", "ticket.answered": "us", "ticket.resumed": "us", **AT_HEADQUARTERS},
        limits={"software_partner": work(hours=1)},
    ),
    Promise(
        id="HL-D7",
        subject_kind="ticket",
        what=N_("what came of a consultation"),
        starts=("ticket.consulted",),
        ends=("ticket.concluded", "ticket.solved"),
        cancels=OVER,
        turns=AT_HEADQUARTERS,
        moves=OWNERS,
        also=("general_manager",),
        limits={"software_partner": work(hours=3)},
    ),
    Promise(
        id="HL-D11",
        subject_kind="ticket",
        what=N_("the promised reply"),
        starts=("ticket.promised",),
        renews=True,
        ends=(OUR_ANSWER, "ticket.called_back", "ticket.solved"),
        cancels=OVER,
        turns=AT_HEADQUARTERS,
        moves=OWNERS,
        for_portal=True,
    ),
    Promise(
        id="TK-S1",
        subject_kind="ticket",
        what=N_("closing after silence"),
        starts=(When("ticket.solved", unless={"channel": WRITTEN}),),
        cancels=("ticket.closed", "ticket.not_solved", "ticket.reopened"),
        turns={"ticket.solved": "customer"},
        limits={"software_partner": calendar_days(3)},
        act="tickets.close_silent",
        lane="bulk",
    ),
    Promise(
        id="TK-S2",
        subject_kind="ticket",
        what=N_("closing after silence online"),
        starts=(When("ticket.solved", where={"channel": WRITTEN}),),
        cancels=("ticket.closed", "ticket.not_solved", "ticket.reopened"),
        turns={"ticket.solved": "customer"},
        limits={"software_partner": calendar_days(7)},
        act="tickets.close_silent",
        lane="bulk",
    ),
)
"""First answers, suspended problems, promised times; and when silence means that it is settled [assumed]."""
