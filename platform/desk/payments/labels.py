"""Words for what payments store."""

from desk.foundation.translation import N_

LABELS = {
    "figure.by": {"kind": N_("By kind")},
    "payment.status": {
        "recorded": N_("Paid"),
        "claimed": N_("To be verified"),
        "verified": N_("Paid"),
        "refused": N_("Not received"),
    },
    "payment.method": {
        "cash": N_("Cash"),
        "transfer": N_("Bank transfer"),
        "wechat": N_("WeChat Pay"),
        "alipay": N_("Alipay"),
        "card": N_("Card"),
        "other": N_("Another way"),
    },
}
