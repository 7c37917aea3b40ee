"""What headquarters should know: projects that failed for the product or for a promise, and what the product lacks."""

from uuid import UUID

import msgspec

from desk.extend import (
    N_,
    CaseBearer,
    CaseStart,
    NewTask,
    Principal,
    TaskKind,
    ask_task,
    current_scope,
    gettext,
    label,
    language,
    withdraw_task,
)
from desk_implementation.queries import projects, works
from desk_implementation.states import THE_COMPANYS, Reason

SLUG = "implementation"
ROLE = "implementation_manager"
HAND_UP = TaskKind(
    "implementation.hand_up",
    N_("Tell headquarters why a project fails"),
    {"done": N_("Done"), "not_needed": N_("Not needed any more")},
    reads="implementation.read",
    once=True,
    icon="up",
)


class HandedUp(msgspec.Struct):
    """What this plugin reads of ``case.handed_up``."""

    subject: list[str]


async def begin(project_id: UUID) -> CaseStart:
    """With what the envelope of a project begins: why it fails. The member says what of it crosses."""
    found, why = await projects.sheet_by_id(project_id), await works.company_reason(project_id)
    about = ""
    if why is not None:
        about = "\n\n".join((label("implementation.reason", why["reason"]), why["description"], why["evidence"]))
    lacks = why is not None and why["reason"] == Reason.PRODUCT_NEED
    return CaseStart(
        found["title"],
        found["customer_name"],
        found["products"][:200],
        about.strip(),
        kind="requirement" if lacks else "other",
    )


BEARER = CaseBearer(begin)
"""A project goes on as it is while headquarters looks at it."""


async def ask_to_tell(project_id: UUID) -> bool:
    """Have it told, where a promise or the product is why it fails. False where it isn't, or stands there already."""
    found, why = await projects.sheet_by_id(project_id), await works.company_reason(project_id)
    if why is None or why["reason"] not in THE_COMPANYS:
        return False
    spoken = language.set(current_scope().tenant.locale)
    title = gettext("Project #{number}: tell headquarters why it fails").format(number=found["number"])
    language.reset(spoken)
    new = NewTask(
        HAND_UP.id,
        title,
        role=ROLE,
        subject_kind="implementation_project",
        subject_id=project_id,
        key=_key(project_id),
        asker=SLUG,
    )
    await ask_task(new, by=Principal.plugin(SLUG))
    return True


async def end_telling(told: HandedUp) -> None:
    """It was handed up."""
    kind, subject_id = told.subject
    if kind == "implementation_project":
        await withdraw_task(_key(UUID(subject_id)), SLUG, by=Principal.plugin(SLUG))


def _key(project_id: UUID) -> str:
    return f"{HAND_UP.id}:{project_id}"
