"""Words for what figures are divided by, and their units."""

from desk.foundation.translation import N_

LABELS = {
    "figure.by": {"month": N_("By month"), "member": N_("By member"), "team": N_("By department")},
    "figure.unit": {
        "count": N_("number"),
        "share": N_("per cent"),
        "duration": N_("seconds of working time, mean"),
        "money": N_("money"),
        "score": N_("score, mean"),
    },
    "figure.good": {"more": N_("more is better"), "less": N_("less is better")},
}
