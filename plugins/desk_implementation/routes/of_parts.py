"""The doors of what a project is made of: stages, tasks, promises, risks."""

from desk.extend import N_
from desk_implementation import forms, moves
from desk_implementation.actions import handing_over, planning, weighing
from desk_implementation.routes.doors import Door, Field
from desk_implementation.routes.of_project import FEASIBLE, STAGE, TASK, WEIGHT

STAGES = (
    Door(
        "tasks",
        moves.PLAN,
        forms.TaskForm,
        planning.add_task,
        N_("Add a task"),
        N_("Add a task to a stage."),
        TASK,
        "plus",
        "bare",
        of="stages",
    ),
    Door(
        "change",
        moves.PLAN,
        forms.StageForm,
        planning.change_stage,
        N_("Change"),
        N_("Say a stage anew."),
        STAGE,
        "edit",
        "bare",
        of="stages",
    ),
    Door(
        "removal",
        moves.PLAN,
        forms.NothingForm,
        planning.remove_stage,
        N_("Take it out"),
        N_("Take a stage out of the plan, with its tasks."),
        (),
        "trash",
        "bare",
        of="stages",
    ),
)
TASKS = (
    Door(
        "change",
        moves.PLAN,
        forms.TaskForm,
        planning.change_task,
        N_("Change"),
        N_("Say a task anew."),
        TASK,
        "edit",
        "bare",
        of="tasks",
    ),
    Door(
        "removal",
        moves.PLAN,
        forms.NothingForm,
        planning.remove_task,
        N_("Take it out"),
        N_("Take a task out of the plan."),
        (),
        "trash",
        "bare",
        of="tasks",
    ),
)
PROMISES = (
    Door(
        "judgement",
        moves.HAND_OVER,
        forms.FeasibleForm,
        handing_over.judge_promise,
        N_("Can it be done?"),
        N_("Say whether a promise can be kept."),
        (FEASIBLE,),
        "check",
        "bare",
        of="promises",
        example={"feasible": "no"},
    ),
)
RISKS = (
    Door(
        "weighing",
        moves.WEIGH,
        forms.WeighingForm,
        weighing.weigh_risk,
        N_("Weigh it anew"),
        N_("Say how it stands with a risk."),
        (*WEIGHT, Field("over", N_("It is over"), "checkbox")),
        "alert",
        "bare",
        of="risks",
        example={"probability": "low", "impact": "low", "measure": "已盘点"},
    ),
)
PARTS = (*STAGES, *TASKS, *PROMISES, *RISKS)
