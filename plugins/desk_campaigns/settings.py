"""What a tenant may set about campaigns."""

from desk.extend import N_, Setting

FREE = Setting(
    "campaigns.free",
    "count",
    50,
    N_("Recipients without approval"),
    N_("A campaign to more of them is approved by somebody else than its writer."),
    least=0,
    most=100_000,
)
PRICE = Setting(
    "campaigns.part_price",
    "count",
    45,
    N_("Price of one part of a short message"),
    N_("In thousandths of the currency, such as 45 for 0.045."),
    least=0,
    most=100_000,
)
SETTINGS = (FREE, PRICE)
