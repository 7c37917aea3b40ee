"""Training for programs: ``/api/v1/training``."""

from desk_training.api import noting, planning, series, teaching

HANDLERS = (*planning.HANDLERS, *teaching.HANDLERS, *noting.HANDLERS, *series.HANDLERS)
