"""The pages of requests: the list, one request, opening one."""

from desk.requests.routes import listing, one, opening

HANDLERS = (*listing.HANDLERS, *opening.HANDLERS, *one.HANDLERS)
REQUESTS = listing.REQUESTS
