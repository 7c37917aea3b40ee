"""Implementation projects: from the need to the archive, with the customer's signature where it counts."""

from collections.abc import Sequence

from desk.extend import (
    N_,
    CustomerThing,
    DocumentKind,
    Event,
    FigureKind,
    Manifest,
    MergeStep,
    NavItem,
    Notice,
    Panel,
    PaymentKind,
    Permission,
    Promise,
    Reaction,
    Routes,
    Sample,
    Schedule,
    SurveyKind,
    TaskKind,
    Tile,
    hookimpl,
    lists,
    register_case_bearer,
    register_files,
    register_subject,
    register_survey_subject,
    register_things,
)
from desk.extend import privacy as steps
from desk_implementation import (
    api,
    deadlines,
    documents,
    events,
    figures,
    labels,
    merging,
    notices,
    permissions,
    portal,
    privacy,
    reactions,
    routes,
    sample,
    views,
)
from desk_implementation.actions import asking, bringing, caring, reporting
from desk_implementation.queries import plans, projects, works

register_subject("implementation_project", projects.PROMISED)
register_subject("implementation_stage", plans.PROMISED)
register_survey_subject("implementation_stage", caring.about)
register_things("implementation_project", projects.things_of)
register_things("implementation_stage", plans.things_of)
register_case_bearer("implementation_project", reporting.BEARER)
register_files(bringing.PHOTOS_OF, works.may_see_photos)
for one in routes.LISTS:
    lists.register(one)


@hookimpl
def register_manifest() -> Manifest:
    return Manifest(
        slug="implementation",
        name=N_("Implementation projects"),
        summary=N_("Projects from the need to the archive; customers sign what counts."),
        version="1.0.0",
        fits=">=0.1,<2",
        acts_with=frozenset({"task.ask"}),
        tables=(
            *("implementation_project", "implementation_member", "implementation_stage", "implementation_task"),
            *("implementation_handover", "implementation_promise", "implementation_risk", "implementation_template"),
            *("implementation_log", "implementation_change", "implementation_point", "implementation_request"),
            "implementation_evaluation",
        ),
        hears={
            "signature.given": reactions.Signed,
            "survey.answered": reactions.Answered,
            "payment.received": caring.Paid,
            "case.handed_up": reporting.HandedUp,
        },
    )


@hookimpl
def register_routes() -> Routes:
    return Routes(workspace=routes.HANDLERS, api=api.HANDLERS, portal=portal.HANDLERS)


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    place = "/implementation"
    return [
        NavItem("implementation", N_("Projects"), place, "layers", "workspace", "implementation.read", 50, "modules")
    ]


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    about = [one.name for one in events.EVENTS if one.subject_kind.startswith("implementation_")]
    found = {name: [reactions.signal_projects] for name in about}
    found["implementation.applied"].append(reactions.ask_handover)
    found["implementation.handed_over"].append(reactions.end_handover)
    found["implementation.dropped"].append(reactions.end_handover)
    found["implementation.planned"].append(reactions.look_again)
    for name in ("terminated", "requirement_found"):
        found[f"implementation.{name}"].append(reactions.ask_to_tell)
    return found | {
        "signature.given": [reactions.note_signature],
        "survey.answered": [reactions.note_survey],
        "payment.received": [reactions.count_fee],
        "case.handed_up": [reactions.end_telling],
    }


@hookimpl
def register_schedules() -> Sequence[Schedule]:
    return [Schedule(reactions.owe_logs, 1800)]


@hookimpl
def register_surveys() -> Sequence[SurveyKind]:
    return [caring.SURVEY]


@hookimpl
def register_payment_kinds() -> Sequence[PaymentKind]:
    return [PaymentKind(caring.KIND, N_("Implementation fee"))]


@hookimpl
def register_task_kinds() -> Sequence[TaskKind]:
    return [asking.HANDOVER, reporting.HAND_UP]


@hookimpl
def register_promises() -> Sequence[Promise]:
    return deadlines.PROMISES


@hookimpl
def register_notices() -> Sequence[Notice]:
    return notices.NOTICES


@hookimpl
def register_documents() -> Sequence[DocumentKind]:
    return documents.KINDS


@hookimpl
def register_figures() -> Sequence[FigureKind]:
    return figures.FIGURES


@hookimpl
def register_labels() -> dict[str, dict[str, str]]:
    return labels.LABELS


@hookimpl
def register_export_steps() -> list[steps.Given]:
    return privacy.EXPORT


@hookimpl
def register_erasure_steps() -> list[steps.ErasureStep]:
    return privacy.ERASURE


@hookimpl
def register_merge_steps() -> Sequence[MergeStep]:
    return merging.STEPS


@hookimpl
def register_sample() -> Sample:
    return Sample(62, sample.fill)


@hookimpl
async def customer_panels(customer: CustomerThing) -> list[Panel]:
    return await views.panels(customer)


@hookimpl
async def portal_tiles(customer: CustomerThing) -> list[Tile]:
    return await portal.tiles(customer)
