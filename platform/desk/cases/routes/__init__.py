"""The partner's pages of cases: the list, one case, handing something up."""

from desk.cases.routes import listing, one, opening

HANDLERS = (*listing.HANDLERS, *opening.HANDLERS, *one.HANDLERS)
CASES = listing.CASES
