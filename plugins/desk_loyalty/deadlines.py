"""What is promised about redemptions: a decision, and the gift (LP-D3)."""

from desk.extend import N_, Promise, working_days

ENDED = ("loyalty.gift_rejected", "loyalty.gift_cancelled")

PROMISES = (
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
