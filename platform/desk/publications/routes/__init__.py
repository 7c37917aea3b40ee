"""What a partner's members see of what headquarters publishes."""

from desk.publications.routes import bulletins

HANDLERS = bulletins.HANDLERS
