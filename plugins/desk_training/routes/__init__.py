"""The pages of training in the workspace."""

from desk_training.routes import courses, enrolling, enrolments, grading, one, series, sessions, teaching
from desk_training.routes.enrolments import ENROLMENTS
from desk_training.routes.sessions import SESSIONS

HANDLERS = (
    *sessions.HANDLERS,
    *one.HANDLERS,
    *courses.HANDLERS,
    *enrolments.HANDLERS,
    *enrolling.HANDLERS,
    *teaching.HANDLERS,
    *grading.HANDLERS,
    *series.HANDLERS,
)
LISTS = (SESSIONS, ENROLMENTS)

__all__ = ["HANDLERS", "LISTS"]
