"""Reading what is published, on both sides."""

from desk.publications.queries import bulletins, prices

__all__ = ["bulletins", "prices"]
