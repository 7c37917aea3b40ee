"""What is kept about tasks besides: the index, and that a list was taken out."""

from uuid import UUID

from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.search import actions as search
from desk.tasks import kinds, queries
from desk.tasks.events import TasksExported
from desk.tasks.kinds import SEEN_BY_ALL


async def index_task(task_id: UUID) -> None:
    """Let a task be found by its words, unless only some may see its kind."""
    words = await queries.words_of(task_id)
    if kinds.kind_of(words["kind"]).reads != SEEN_BY_ALL:
        return
    await search.index(
        kind="task",
        subject_id=task_id,
        title=words["title"],
        detail=words["customer_name"],
        url=f"/tasks/{task_id}",
        words=[words["title"], words["note"], words["customer_name"]],
        at=words["asked_at"],
    )


async def note_export(count: int, *, by: Principal) -> None:
    """Note that somebody took tasks out as a table."""
    await record(TasksExported(by.id, by=by, count=count))
