"""Materials of a course: files for whoever has a seat."""

from collections.abc import Sequence
from uuid import UUID

from desk.extend import (
    Forbidden,
    Invalid,
    NotFound,
    Principal,
    Upload,
    drop_file,
    files_of,
    gettext,
    keep_upload,
    record,
)
from desk_training.errors import NO_FILES, TOO_MANY_FILES
from desk_training.events import MaterialsChanged
from desk_training.queries import courses

SUBJECT = "training_course"
MOST = 30
"""Of one course."""


async def add_materials(course_id: UUID, uploads: Sequence[Upload], *, by: Principal) -> None:
    """Put files to a course; each is looked into first. Raises ``Invalid`` and ``NotFound``."""
    if not by.may("training.plan"):
        raise Forbidden
    course = await courses.course(course_id)
    if not uploads:
        raise Invalid({"files": gettext(NO_FILES)})
    there = (await files_of(SUBJECT, [course_id])).get(course_id, [])
    if len(there) + len(uploads) > MOST:
        raise Invalid({"files": gettext(TOO_MANY_FILES).format(most=MOST)})
    for one in uploads:
        await keep_upload(
            one, subject_kind=SUBJECT, subject_id=course_id, customer_id=None, audience="customers", by=by
        )
    await record(MaterialsChanged(course_id, by=by, code=course.code, added=len(uploads), removed=0))


async def remove_material(course_id: UUID, file_id: UUID, *, by: Principal) -> None:
    """Take one away. Raises ``NotFound`` where the course has no such file."""
    if not by.may("training.plan"):
        raise Forbidden
    course = await courses.course(course_id)
    there = (await files_of(SUBJECT, [course_id])).get(course_id, [])
    if file_id not in {one.id for one in there}:
        raise NotFound
    await drop_file(file_id)
    await record(MaterialsChanged(course_id, by=by, code=course.code, added=0, removed=1))
