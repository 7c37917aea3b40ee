"""What a partner's members see of what headquarters publishes."""

from desk.publications.routes import bulletins, prices

HANDLERS = (*bulletins.HANDLERS, *prices.HANDLERS)
