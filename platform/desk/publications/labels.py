"""Words for what publications store."""

from desk.foundation.translation import N_

LABELS = {
    "bulletin.kind": {"virus": N_("Virus warning"), "patch": N_("Patch"), "other": N_("Other news")},
}
