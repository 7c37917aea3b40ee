"""What handing up means for things that have nothing of their own to say about it."""

from collections.abc import Sequence
from uuid import UUID

from desk.cases import queries
from desk.cases.kinds import Bearer, Copyable, Start
from desk.foundation import subjects
from desk.foundation.errors import NotFound


def plain(kind: str) -> Bearer:
    """For things that go on as they are: the envelope begins with their name and their customer's."""

    async def start(subject_id: UUID) -> Start:
        key = (kind, subject_id)
        thing = (await subjects.things_of([key])).get(key)
        if thing is None:
            raise NotFound
        customer = await queries.customer_name(thing.customer_id) if thing.customer_id else ""
        return Start(thing.name[:200], customer)

    async def files(subject_id: UUID) -> Sequence[Copyable]:
        return await queries.files_about(kind, subject_id)

    return Bearer(start, files=files)
