"""What members see and do about payments."""

from desk.payments.routes import figures, listing, one, recording

HANDLERS = (*listing.HANDLERS, *figures.HANDLERS, *recording.HANDLERS, *one.HANDLERS)
PAYMENTS = listing.PAYMENTS
