"""What members see of surveys: the list, one of them, figures, and how it is asked."""

from desk.surveys.routes import figures, listing, one, wording

RATINGS = listing.RATINGS
HANDLERS = (*listing.HANDLERS, *figures.HANDLERS, *wording.HANDLERS, *one.HANDLERS)
