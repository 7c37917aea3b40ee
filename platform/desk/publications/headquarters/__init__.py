"""The operators' pages of what is published to all partners."""

from desk.publications.headquarters import bulletins

HANDLERS = bulletins.HANDLERS
