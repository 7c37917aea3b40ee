"""What is published, for programs."""

from desk.publications.api import bulletins, prices

HANDLERS = (*bulletins.HANDLERS, *prices.HANDLERS)
