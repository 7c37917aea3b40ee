"""The log of a day as it is brought along from the customer: written, with photos, and confirmed, in one go, once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from desk.extend import Invalid, Principal, Upload, gettext, keep_upload
from desk_implementation.actions import logs
from desk_implementation.errors import TOO_MANY_PHOTOS
from desk_implementation.queries import projects, works
from desk_implementation.tables import ImplementationLog

PHOTOS_OF = "implementation_log"
MOST_PHOTOS = 8


@dataclass(frozen=True, slots=True)
class DayWork:
    """What was done on a day at a customer."""

    stage: UUID
    day: date
    begins: str
    ends: str
    work: str
    problems: str = ""
    next_steps: str = ""
    comments: str = ""


async def bring_log(
    number: int, said: DayWork, photos: Sequence[Upload], sent_as: UUID, *, by: Principal
) -> ImplementationLog:
    """
    Write and confirm it: whoever brings it was there. What was sent before under this name is given back as it is.

    Raises ``Invalid``, and what the Moves of logs refuse.
    """
    await projects.project(number)  # Locked: whoever sends the same at once waits here, and finds it below.
    if (known := await works.log_sent(sent_as, by.id)) is not None:
        return known
    if len(photos) > MOST_PHOTOS:
        raise Invalid({"photos": gettext(TOO_MANY_PHOTOS).format(most=MOST_PHOTOS)})
    words = {name: getattr(said, name) for name in DayWork.__dataclass_fields__}
    log = await logs.write_log(number, **words, sent_as=sent_as, by=by)
    for photo in photos:
        await keep_upload(
            photo, subject_kind=PHOTOS_OF, subject_id=log.id, customer_id=log.customer, audience="customer", by=by
        )
    return await logs.confirm_log(number, log.id, by=by)
