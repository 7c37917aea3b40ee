"""
Facts about projects. Ids and days are text, ``number`` is the project's; the audience ``customer`` reads them, too.

Others build upon ``started``, ``stage_completed``, ``accepted``, ``archived``, ``fee_paid`` and ``promise_broken``.
"""

from desk.extend import N_, Event


class ProjectEvent(Event):
    subject_kind = "implementation_project"
    fields = {"number": int}
    icon = "layers"


def _fact(
    base: type[ProjectEvent], name: str, sentence: str, *, icon: str = "", audience: str = ""
) -> type[ProjectEvent]:
    """A fact with the fields of its kind, and nothing beside them."""
    said = {"name": f"implementation.{name}", "sentence": sentence}
    more = {"icon": icon or base.icon, "audience": audience or base.audience}
    return type(name.title().replace("_", ""), (base,), said | more)


class NeedNoted(ProjectEvent):
    """``source`` says where the need comes from."""

    name = "implementation.needed"
    fields = {"number": int, "source": str}
    sentence = N_("{by} noted that an implementation is needed.")
    icon = "plus"


ProjectApplied = _fact(ProjectEvent, "applied", N_("{by} applied for the project."), icon="edit")


class ProjectAssigned(ProjectEvent):
    """``lead`` is the project manager's id, ``team`` how many work on it."""

    name = "implementation.assigned"
    fields = {"number": int, "lead": str, "team": int}
    sentence = N_("{by} said who leads it and who works on it.")
    icon = "people"


HandedOver = _fact(ProjectEvent, "handed_over", N_("{by} wrote down what sales knows."), icon="transfer")


class PromiseJudged(ProjectEvent):
    """``feasible`` is ``yes``, ``no`` or ``open``."""

    name = "implementation.promise_noted"
    fields = {"number": int, "feasible": str}
    sentence = N_("{by} noted what had been promised.")
    icon = "flag"


class PromiseBroken(ProjectEvent):
    """What was promised and can't be done; ``promise`` is its id."""

    name = "implementation.promise_broken"
    fields = {"number": int, "promise": str}
    sentence = N_("{by} found that a promise can't be kept.")
    icon = "alert"


class PlanChanged(ProjectEvent):
    """``what`` is ``proposal``, ``stage``, ``task`` or ``template``: before the customer signed."""

    name = "implementation.plan_written"
    fields = {"number": int, "what": str}
    sentence = N_("{by} wrote on the plan.")
    icon = "edit"


class RiskWeighed(ProjectEvent):
    """``open`` is false when the risk is over."""

    name = "implementation.risk_weighed"
    fields = {"number": int, "open": bool}
    sentence = N_("{by} weighed a risk.")
    icon = "alert"


PlanFinished = _fact(ProjectEvent, "planned", N_("The plan is ready to be signed."), icon="pen", audience="customer")


PlanSigned = _fact(
    ProjectEvent, "plan_signed", N_("The plan and the proposal are signed."), icon="check", audience="customer"
)


class ProjectStarted(ProjectEvent):
    """The kickoff was held on ``day``."""

    name = "implementation.started"
    audience = "customer"
    fields = {"number": int, "day": str}
    sentence = N_("The kickoff was held; the project runs.")
    icon = "play"


ProjectDropped = _fact(ProjectEvent, "dropped", N_("{by} noted that it comes to nothing."), icon="ban")


class StageEvent(ProjectEvent):
    """``stage`` is its id, ``name_of`` what it is called. Customers are told of each (IM-D5)."""

    audience = "customer"
    fields = {"number": int, "stage": str, "name_of": str}
    icon = "flag"


StageBegun = _fact(StageEvent, "stage_begun", N_("Work on the stage “{name_of}” has begun."), icon="play")
StageDelivered = _fact(
    StageEvent, "stage_delivered", N_("{by} delivered the stage “{name_of}”."), icon="upload", audience="team"
)
StageReviewed = _fact(StageEvent, "stage_reviewed", N_("The stage “{name_of}” is ready to be signed."), icon="pen")
StageReturned = _fact(
    StageEvent,
    "stage_returned",
    N_("{by} gave the stage “{name_of}” back to be worked on."),
    icon="undo",
    audience="team",
)


class StageSignedEvent(Event):
    """About the stage itself: what is asked and promised about it begins here. ``project`` is the project's id."""

    subject_kind = "implementation_stage"
    audience = "customer"
    fields = {"number": int, "project": str, "name_of": str}
    icon = "check"


class StageCompleted(StageSignedEvent):
    name = "implementation.stage_completed"
    sentence = N_("The stage “{name_of}” is completed.")


class StageSurveyed(StageSignedEvent):
    """The customer said how it was."""

    name = "implementation.stage_surveyed"
    sentence = N_("The customer said how the stage “{name_of}” was.")
    icon = "star"


class LogEvent(ProjectEvent):
    """``log`` is its id, ``day`` the day that it is about."""

    fields = {"number": int, "log": str, "day": str}
    icon = "book"


LogWritten = _fact(LogEvent, "log_written", N_("{by} wrote the log of {day}."), icon="edit")
LogConfirmed = _fact(LogEvent, "log_confirmed", N_("The log of {day} is ready to be signed."), audience="customer")
LogSigned = _fact(LogEvent, "log_signed", N_("The log of {day} is signed."), icon="check", audience="customer")


class LogOwed(ProjectEvent):
    name = "implementation.log_owed"
    fields = {"number": int, "day": str}
    sentence = N_("The log of {day} is to be written.")
    icon = "clock"


class ChangeEvent(ProjectEvent):
    """``change`` is its id, ``change_number`` its number within the project."""

    fields = {"number": int, "change": str, "change_number": int}
    icon = "edit"


ChangeWritten = _fact(ChangeEvent, "change_written", N_("{by} drafted change {change_number} of the plan."))
ChangeExplained = _fact(
    ChangeEvent,
    "change_explained",
    N_("Change {change_number} of the plan is ready to be signed."),
    icon="pen",
    audience="customer",
)
ChangeSigned = _fact(
    ChangeEvent, "change_signed", N_("Change {change_number} of the plan is signed."), icon="check", audience="customer"
)
ChangeExecuted = _fact(
    ChangeEvent,
    "change_executed",
    N_("Change {change_number} is part of the plan now."),
    icon="check",
    audience="customer",
)
ChangeWithdrawn = _fact(
    ChangeEvent, "change_withdrawn", N_("{by} withdrew change {change_number} of the plan."), icon="ban"
)


class PointEvent(ProjectEvent):
    """``point`` is its id."""

    fields = {"number": int, "point": str}
    audience = "customer"
    icon = "list"


PointNoted = _fact(PointEvent, "point_noted", N_("{by} noted an open point."))
PointSettled = _fact(PointEvent, "point_settled", N_("{by} settled an open point."), icon="check")


class ReasonedEvent(ProjectEvent):
    """``reason`` is customer, staffing, product_need, presales_promise, payment or other."""

    fields = {"number": int, "reason": str}
    icon = "alert"


PauseRequested = _fact(ReasonedEvent, "pause_requested", N_("{by} asked for a pause."), icon="pause")
PauseAgreed = _fact(ProjectEvent, "pause_agreed", N_("{by} agrees that it pauses."))
ProjectPaused = _fact(ProjectEvent, "paused", N_("The project pauses."), icon="pause", audience="customer")
PauseRefused = _fact(ProjectEvent, "pause_refused", N_("{by} refused the pause."), icon="ban")


class ProjectResumed(ProjectEvent):
    """``days`` is how long it paused."""

    name = "implementation.resumed"
    audience = "customer"
    fields = {"number": int, "days": int}
    sentence = N_("The project goes on.")
    icon = "play"


EndRequested = _fact(ReasonedEvent, "termination_requested", N_("{by} asked to end the project."))
EndAgreed = _fact(ProjectEvent, "termination_agreed", N_("{by} agrees for the company that it ends."))


class ProjectTerminated(ReasonedEvent):
    """Headquarters counts those for a promise or for the product."""

    name = "implementation.terminated"
    audience = "customer"
    sentence = N_("The project ended early.")
    icon = "ban"


EndRefused = _fact(ProjectEvent, "termination_refused", N_("{by} refused to end the project."))
EvaluationRequested = _fact(
    ProjectEvent, "evaluation_requested", N_("{by} asked to evaluate the project."), icon="star"
)


class ProjectEvaluated(ProjectEvent):
    """``verdict`` is passed, stage_work_incomplete, presales_promise or product_requirement."""

    name = "implementation.evaluated"
    fields = {"number": int, "verdict": str}
    sentence = N_("{by} evaluated the project.")
    icon = "star"


class RequirementFound(ProjectEvent):
    """The product lacks something that the customer needs."""

    name = "implementation.requirement_found"
    sentence = N_("{by} found that the product lacks something.")
    icon = "bulb"


ProjectPassed = _fact(
    ProjectEvent, "passed", N_("The final acceptance is ready to be signed."), icon="pen", audience="customer"
)


class ReworkOrdered(ProjectEvent):
    """``stages`` is how many are done again."""

    name = "implementation.rework_ordered"
    fields = {"number": int, "stages": int}
    sentence = N_("{by} has {stages} stages done again.")
    icon = "undo"


class ProjectAccepted(ProjectEvent):
    """The customer signed the final acceptance; who keeps contracts hears it, by the number of the contract."""

    name = "implementation.accepted"
    audience = "customer"
    fields = {"number": int, "contract": str}
    sentence = N_("The final acceptance is signed.")
    icon = "check"


ReportWritten = _fact(ProjectEvent, "report_written", N_("{by} wrote the final report."), icon="edit")
DocumentsReviewed = _fact(ProjectEvent, "documents_reviewed", N_("{by} looked through the documents."), icon="check")
DocumentsReturned = _fact(ProjectEvent, "documents_returned", N_("{by} found that documents are missing."), icon="undo")
ProjectArchived = _fact(ProjectEvent, "archived", N_("The project is finished."), icon="check", audience="customer")


class FeePaid(ProjectEvent):
    """``payment`` is the number of the payment."""

    name = "implementation.fee_paid"
    audience = "customer"
    fields = {"number": int, "payment": int}
    sentence = N_("The fee was paid.")
    icon = "coins"


class TemplateKept(Event):
    name = "implementation.template_kept"
    subject_kind = "implementation_template"
    fields = {"stages": int}
    sentence = N_("{by} kept a plan as a template.")
    icon = "layers"


class TemplateRetired(Event):
    name = "implementation.template_retired"
    subject_kind = "implementation_template"
    fields = {"stages": int}
    sentence = N_("{by} took a template away.")
    icon = "ban"


class ProjectsExported(Event):
    """A list was taken out. Its subject is the member."""

    name = "implementation.exported"
    subject_kind = "member"
    fields = {"count": int}
    sentence = N_("{by} took {count} projects out as a table.")
    icon = "download"
    audit = "export"


EVENTS = (
    *(NeedNoted, ProjectApplied, ProjectAssigned, HandedOver, PromiseJudged, PromiseBroken, PlanChanged),
    *(RiskWeighed, PlanFinished, PlanSigned, ProjectStarted, ProjectDropped),
    *(StageBegun, StageDelivered, StageReviewed, StageReturned, StageCompleted, StageSurveyed),
    *(LogWritten, LogConfirmed, LogSigned, LogOwed, PointNoted, PointSettled),
    *(ChangeWritten, ChangeExplained, ChangeSigned, ChangeExecuted, ChangeWithdrawn),
    *(PauseRequested, PauseAgreed, ProjectPaused, PauseRefused, ProjectResumed),
    *(EndRequested, EndAgreed, ProjectTerminated, EndRefused),
    *(EvaluationRequested, ProjectEvaluated, RequirementFound, ProjectPassed, ReworkOrdered, ProjectAccepted),
    *(ReportWritten, DocumentsReviewed, DocumentsReturned, ProjectArchived, FeePaid),
    *(TemplateKept, TemplateRetired, ProjectsExported),
)
