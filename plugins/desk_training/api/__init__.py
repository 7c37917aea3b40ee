"""Training for programs: ``/api/v1/training``."""

from desk_training.api import planning, teaching

HANDLERS = (*planning.HANDLERS, *teaching.HANDLERS)
