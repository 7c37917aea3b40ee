"""Files that people sent, for whoever asks, and until they are erased."""

from desk.foundation.privacy import Dropped, ErasureStep, Given
from desk.foundation.translation import N_

SENT = "r.by_kind = 'contact' and r.by_id = who.person and r.subject_kind in ('ticket', 'entry')"
"""What a contact attached to a matter; papers that others made and signed files are not theirs alone."""
EXPORT = [Given("stored_file", ("id", "name", "content_type", "size", "created_at"), N_("Files"), SENT, ("contact",))]
ERASURE: list[ErasureStep] = [Dropped("stored_file", N_("Files"), SENT, ("contact",))]
