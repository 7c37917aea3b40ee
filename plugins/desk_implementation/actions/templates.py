"""Plans to begin with: a plan that went well is kept by its days, and laid out again from another first day."""

from datetime import date, timedelta
from uuid import UUID

import msgspec

from desk.extend import Forbidden, Invalid, Principal, gettext, record
from desk_implementation.actions.moving import checked, say
from desk_implementation.errors import NAMED_ALREADY, HasStages, NothingToKeep
from desk_implementation.events import PlanChanged, TemplateKept, TemplateRetired
from desk_implementation.moves import KEEP_PLAN, PLAN
from desk_implementation.queries import plans
from desk_implementation.tables import ImplementationStage, ImplementationTask, ImplementationTemplate


class TaskShape(msgspec.Struct):
    """A task by its days, counted from the first day of the plan."""

    name: str
    begins: int
    ends: int
    milestone: bool = False


class StageShape(msgspec.Struct):
    """A stage likewise, with what it delivers."""

    name: str
    begins: int
    ends: int
    deliverables: str = ""
    criteria: str = ""
    tasks: list[TaskShape] = []


async def use_template(number: int, *, template: UUID, begins_on: date, by: Principal) -> None:
    """Lay a template out from a first day; all of it is the project manager's, until changed. Raises ``HasStages``."""
    found = await checked(number, PLAN, by=by)
    if await plans.stages(found.id):
        raise HasStages
    for shape in shapes_of((await plans.template(template))["stages"]):
        stage = await ImplementationStage.add(
            project=found.id,
            customer=found.customer,
            name=shape.name,
            begins_on=begins_on + timedelta(days=shape.begins),
            ends_on=begins_on + timedelta(days=shape.ends),
            owner=found.lead,
            deliverables=shape.deliverables,
            criteria=shape.criteria,
        )
        for task in shape.tasks:
            await ImplementationTask.add(
                stage=stage.id,
                customer=found.customer,
                name=task.name,
                begins_on=begins_on + timedelta(days=task.begins),
                ends_on=begins_on + timedelta(days=task.ends),
                owner=found.lead,
                milestone=task.milestone,
            )
    await say(PlanChanged, found, by=by, what="template")


async def keep_template(number: int, *, name: str, by: Principal) -> ImplementationTemplate:
    """Keep the plan of a project for others, without its people. Raises ``NothingToKeep`` and ``Invalid``."""
    found = await checked(number, KEEP_PLAN, by=by)
    shapes = await _shapes(found.id)
    if not shapes:
        raise NothingToKeep
    return await add_template(name, shapes, by=by)


async def add_template(name: str, shapes: list[StageShape], *, by: Principal) -> ImplementationTemplate:
    """Keep these stages under a name. Raises ``Invalid`` when it is taken."""
    if await plans.is_template(name.strip()):
        raise Invalid({"name": gettext(NAMED_ALREADY)})
    made = await ImplementationTemplate.add(
        name=name.strip(),
        stages=msgspec.json.encode(shapes).decode(),
        days=max(one.ends for one in shapes) + 1,
    )
    await record(TemplateKept(made.id, by=by, stages=len(shapes)))
    return made


async def retire_template(template_id: UUID, *, by: Principal) -> None:
    """Nobody plans with it any more."""
    if not by.may("implementation.lead"):
        raise Forbidden
    found = await plans.template(template_id)
    await ImplementationTemplate.delete().where(ImplementationTemplate.id == found["id"])
    await record(TemplateRetired(template_id, by=by, stages=len(shapes_of(found["stages"]))))


def shapes_of(stored: str) -> list[StageShape]:
    """The stages of a template as they are kept."""
    return msgspec.json.decode(stored, type=list[StageShape])


async def _shapes(project_id: UUID) -> list[StageShape]:
    stages, tasks = await plans.stages(project_id), await plans.tasks(project_id)
    first = min((one["begins_on"] for one in stages), default=None)
    return [
        StageShape(
            one["name"],
            (one["begins_on"] - first).days,
            (one["ends_on"] - first).days,
            one["deliverables"],
            one["criteria"],
            [
                TaskShape(
                    task["name"], (task["begins_on"] - first).days, (task["ends_on"] - first).days, task["milestone"]
                )
                for task in tasks
                if task["stage"] == one["id"]
            ],
        )
        for one in stages
    ]
