"""The operators' pages of what is published to all partners."""

from desk.publications.headquarters import bulletins, prices

HANDLERS = (*bulletins.HANDLERS, *prices.HANDLERS)
