"""
What is promised about campaigns: news of a virus at once (CA-D1), what was planned at its moment (CA-D2), and that a
wish to get no more counts immediately (CA-D4).
"""

from desk.extend import N_, Limit, Promise, When, clock, work
from desk_campaigns.states import Content

CANCELLED = "campaigns.cancelled"
WARNING = {"content": (str(Content.VIRUS_WARNING),)}
LEADS = ("customer_manager",)

PROMISES = (
    Promise(
        "CA-D1",
        "campaign",
        N_("Send the warning of a virus"),
        starts=(When("campaigns.written", where=WARNING),),
        limits={"software_partner": work(hours=4)},
        ends=("campaigns.started",),
        cancels=(CANCELLED, When("campaigns.written", unless=WARNING)),
        also=LEADS,
        urgent=True,
        owner="customer_manager",
    ),
    Promise(
        "CA-D2",
        "campaign",
        N_("Begin what was planned"),
        starts=("campaigns.scheduled", "campaigns.issued"),
        limits={"software_partner": Limit("promised")},
        ends=("campaigns.started",),
        cancels=(CANCELLED,),
        until="begins_by",
        also=LEADS,
        owner="customer_manager",
    ),
    Promise(
        "CA-D4",
        "contact",
        N_("Heed that somebody wants no more"),
        starts=("contact.opted_out",),
        limits={"software_partner": clock(minutes=1)},
        ends=("campaigns.opt_out_heeded",),
        ladder="L0",
        also=LEADS,
        owner="customer_manager",
    ),
)
