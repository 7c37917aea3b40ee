"""
What is promised about points: that they are there on the day of the payment (LP-D2); a decision, and the gift (LP-D3).

LP-D1 is the season itself: outside of it nothing can be asked for.
"""

from desk.extend import N_, Promise, calendar_days, working_days

ENDED = ("loyalty.gift_rejected", "loyalty.gift_cancelled")

PROMISES = (
    Promise(
        "LP-D2",
        "payment",
        N_("Count the points of a payment"),
        starts=("payment.received",),
        limits={"software_partner": calendar_days(0)},
        ends=("loyalty.counted",),
        ladder="L0",
        owner="customer_manager",
    ),
    Promise(
        "LP-D3a",
        "redemption",
        N_("Decide about a gift"),
        starts=("loyalty.gift_requested",),
        limits={"software_partner": working_days(3)},
        ends=("loyalty.gift_approved", "loyalty.gift_rejected"),
        cancels=("loyalty.gift_cancelled",),
        also=("customer_manager",),
        owner="customer_manager",
    ),
    Promise(
        "LP-D3",
        "redemption",
        N_("Hand a gift out"),
        starts=("loyalty.gift_approved",),
        limits={"software_partner": working_days(15)},
        ends=("loyalty.gift_delivered",),
        cancels=ENDED,
        also=("customer_manager",),
        owner="customer_manager",
    ),
)
