"""The partner's pages of cases: the list, one case, handing something up, complaints that came down."""

from desk.cases.routes import handling, listing, one, opening

HANDLERS = (*listing.HANDLERS, *opening.HANDLERS, *one.HANDLERS, *handling.HANDLERS)
CASES = listing.CASES
