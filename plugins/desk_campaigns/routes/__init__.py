"""The pages of campaigns."""

from desk_campaigns.routes import listing, one, writing

HANDLERS = (*listing.HANDLERS, *writing.HANDLERS, *one.HANDLERS)
LISTS = (listing.CAMPAIGNS,)
