"""The pages of loyalty points in the workspace."""

from desk_loyalty.routes import draws, gifts, holders, redemptions, scheme
from desk_loyalty.routes.holders import HOLDERS
from desk_loyalty.routes.redemptions import REDEMPTIONS

HANDLERS = (*holders.HANDLERS, *redemptions.HANDLERS, *gifts.HANDLERS, *scheme.HANDLERS, *draws.HANDLERS)
LISTS = (HOLDERS, REDEMPTIONS)

__all__ = ["HANDLERS", "LISTS"]
