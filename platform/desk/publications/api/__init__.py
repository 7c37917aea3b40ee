"""What is published, for programs."""

from desk.publications.api import bulletins

HANDLERS = bulletins.HANDLERS
