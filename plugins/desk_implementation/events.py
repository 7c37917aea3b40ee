"""
Facts about implementation projects. Ids and days are text; ``number`` is the project's number.

``implementation.applied`` and ``.started`` are what other plugins build upon; ``promise.broken`` is told of what sales
promised and nobody can keep. Those with the audience ``customer`` stand in the portal, too.
"""

from desk.extend import N_, Event


class ProjectEvent(Event):
    subject_kind = "implementation_project"
    fields = {"number": int}
    icon = "layers"


class NeedNoted(ProjectEvent):
    """``source`` says where the need comes from."""

    name = "implementation.needed"
    fields = {"number": int, "source": str}
    sentence = N_("{by} noted that an implementation is needed.")
    icon = "plus"


class ProjectApplied(ProjectEvent):
    name = "implementation.applied"
    sentence = N_("{by} applied for the project.")
    icon = "edit"


class ProjectAssigned(ProjectEvent):
    """``lead`` is the project manager's id, ``team`` how many work on it."""

    name = "implementation.assigned"
    fields = {"number": int, "lead": str, "team": int}
    sentence = N_("{by} said who leads it and who works on it.")
    icon = "people"


class HandedOver(ProjectEvent):
    name = "implementation.handed_over"
    sentence = N_("{by} wrote down what sales knows.")
    icon = "transfer"


class PromiseJudged(ProjectEvent):
    """Something that sales promised; ``feasible`` is ``yes``, ``no`` or ``open``."""

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


class PlanFinished(ProjectEvent):
    name = "implementation.planned"
    audience = "customer"
    sentence = N_("The plan is ready to be signed.")
    icon = "pen"


class PlanSigned(ProjectEvent):
    name = "implementation.plan_signed"
    audience = "customer"
    sentence = N_("The plan and the proposal are signed.")
    icon = "check"


class ProjectStarted(ProjectEvent):
    """The kickoff was held on ``day``."""

    name = "implementation.started"
    audience = "customer"
    fields = {"number": int, "day": str}
    sentence = N_("The kickoff was held; the project runs.")
    icon = "play"


class ProjectDropped(ProjectEvent):
    name = "implementation.dropped"
    sentence = N_("{by} noted that it comes to nothing.")
    icon = "ban"


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
    *(RiskWeighed, PlanFinished, PlanSigned, ProjectStarted, ProjectDropped, TemplateKept, TemplateRetired),
    ProjectsExported,
)
