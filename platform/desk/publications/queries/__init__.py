"""Reading what is published, on both sides."""

from desk.publications.queries import bulletins

__all__ = ["bulletins"]
