"""The pages of campaigns."""

from desk_campaigns.routes import listing, one, repeating, writing

HANDLERS = (*listing.HANDLERS, *writing.HANDLERS, *one.HANDLERS, *repeating.HANDLERS)
LISTS = (listing.CAMPAIGNS,)
