"""Asking people: sales writes down what it knows of a project that was applied for."""

from uuid import UUID

from desk.extend import N_, NewTask, Principal, TaskKind, ask_task, current_scope, gettext, language, withdraw_task
from desk_implementation.queries import plans, projects
from desk_implementation.states import ProjectStatus

SLUG = "implementation"
HANDOVER = TaskKind(
    "implementation.handover",
    N_("Hand a project over"),
    {"done": N_("Done"), "not_needed": N_("Not needed any more")},
    reads="implementation.read",
    once=True,
    icon="transfer",
)
ROLE = "sales_rep"


async def ask_handover(project_id: UUID) -> None:
    """Have sales write down what it knows and promised, once for each project, unless it stands there already."""
    found = await projects.sheet_by_id(project_id)
    if found["status"] != ProjectStatus.APPLIED or await plans.handover(project_id) is not None:
        return
    spoken = language.set(current_scope().tenant.locale)
    title = gettext("Project #{number}: what sales knows and promised").format(number=found["number"])
    language.reset(spoken)
    new = NewTask(
        HANDOVER.id,
        title,
        role=ROLE,
        subject_kind="implementation_project",
        subject_id=project_id,
        key=_key(project_id),
        asker=SLUG,
    )
    await ask_task(new, by=Principal.plugin(SLUG))


async def end_handover(project_id: UUID) -> None:
    """Nobody needs it any more."""
    await withdraw_task(_key(project_id), SLUG, by=Principal.plugin(SLUG))


def _key(project_id: UUID) -> str:
    return f"{HANDOVER.id}:{project_id}"
