"""What is published, and of which kinds; pure."""

from enum import StrEnum


class Kind(StrEnum):
    """Of a bulletin."""

    VIRUS = "virus"
    PATCH = "patch"
    OTHER = "other"
