"""Words for how a run stands, and for what is wrong with an answer."""

from desk.foundation.translation import N_

LABELS = {
    "canary_run.status": {
        "running": N_("Being tried"),
        "clean": N_("Nothing leaked"),
        "leaking": N_("Something leaked"),
        "cut_short": N_("Cut short"),
    },
    "canary_run.why": {
        "told": N_("The answer holds a word of the other tenant."),
        "apart": N_("One can tell that it exists: the answer isn't the one for what never was."),
        "given": N_("It was answered at all."),
        "changed": N_("Rows of the other tenant were changed."),
        "kept": N_("A word of the other tenant was written down here."),
    },
}
