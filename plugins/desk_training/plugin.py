"""Training: courses with dates and seats, and who comes to them."""

from collections.abc import Sequence
from typing import Any

from desk.extend import (
    N_,
    CustomerThing,
    DocumentKind,
    Event,
    FigureKind,
    ImportKind,
    Manifest,
    MergeStep,
    NavItem,
    Notice,
    Panel,
    PaymentKind,
    Permission,
    Promise,
    Provider,
    Reaction,
    Routes,
    Sample,
    Schedule,
    Setting,
    SurveyKind,
    TaskKind,
    Tile,
    fill_index,
    findable,
    hookimpl,
    lists,
    plain_case_bearer,
    register_case_bearer,
    register_files,
    register_subject,
    register_survey_subject,
    register_things,
)
from desk.extend import privacy as steps
from desk_training import (
    api,
    deadlines,
    documents,
    events,
    figures,
    imports,
    labels,
    merging,
    notices,
    permissions,
    portal,
    privacy,
    reactions,
    routes,
    sample,
    settings,
    views,
)
from desk_training.actions import asking, finding, materials, vouchers
from desk_training.actions.paying import KIND, Paid, PaidBack
from desk_training.queries import courses, enrolments, sessions, teaching

register_subject("training_session", teaching.PROMISED)
register_subject("enrolment", teaching.ENROLLED)
register_survey_subject("enrolment", asking.about)
register_files(materials.SUBJECT, courses.may_read_materials)
register_things("training_session", sessions.things_of)
register_things("enrolment", enrolments.things_of)
findable("training_session", "training.read", N_("Training sessions"), "book", plugin="training")
findable("training_certificate", "training.read", N_("Certificates"), "star", plugin="training")
fill_index("training_session", "training_session", finding.index_session, plugin="training")
fill_index("training_certificate", "training_certificate", finding.index_certificate_again, plugin="training")
register_case_bearer("training_session", plain_case_bearer("training_session"))
for one in routes.LISTS:
    lists.register(one)


@hookimpl
def register_manifest() -> Manifest:
    return Manifest(
        slug="training",
        name=N_("Training"),
        summary=N_("Courses with dates and seats; customers register in the portal."),
        version="1.0.0",
        fits=">=0.1,<2",
        acts_with=frozenset({"payment.refund", "request.do", "survey.fill", "task.ask"}),
        tables=(
            *("training_course", "training_session", "training_seating", "training_enrolment"),
            *("training_attendance", "training_absence", "training_score", "training_certificate"),
            *("training_voucher", "training_series", "training_question"),
        ),
        hears={"payment.received": Paid, "payment.refunded": PaidBack},
    )


@hookimpl
def register_routes() -> Routes:
    return Routes(workspace=routes.HANDLERS, api=api.HANDLERS, portal=portal.HANDLERS)


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [NavItem("training", N_("Training"), "/training", "book", "workspace", "training.read", 55, "modules")]


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    found = {one.name: [reactions.signal_training] for one in events.EVENTS if one.subject_kind != "member"}
    found["training.withdrawn"].append(reactions.fill_seat)
    found["training.withdrawn"].append(reactions.pay_back)
    found["training.session_changed"].append(reactions.fill_seats)
    found["training.registered"].append(reactions.use_voucher)
    found["training.withdrawn"].append(reactions.free_voucher)
    found["training.session_ended"].append(reactions.ask_call)
    found["training.session_planned"].append(reactions.index_session)
    found["training.session_changed"].append(reactions.index_session)
    found["training.certificate_issued"].append(reactions.index_certificate)
    return found | {
        "payment.received": [reactions.count_fee],
        "payment.refunded": [reactions.take_back_fee],
        "request.opened": [reactions.take_voucher],
        "request.cancelled": [reactions.drop_voucher],
        "task.done": [reactions.note_call],
    }


@hookimpl
def register_providers() -> Sequence[Provider]:
    return [Provider(vouchers.SLUG, (vouchers.REQUEST,))]


@hookimpl
def register_surveys() -> Sequence[SurveyKind]:
    return [asking.SURVEY]


@hookimpl
def register_task_kinds() -> Sequence[TaskKind]:
    return [asking.CALL]


@hookimpl
def register_imports() -> Sequence[ImportKind]:
    return imports.KINDS


@hookimpl
def register_figures() -> Sequence[FigureKind]:
    return figures.FIGURES


@hookimpl
def register_documents() -> Sequence[DocumentKind]:
    return documents.KINDS


@hookimpl
def register_schedules() -> Sequence[Schedule]:
    return [Schedule(reactions.tell_in_time, 900)]


@hookimpl
def register_settings() -> Sequence[Setting[Any]]:
    return settings.SETTINGS


@hookimpl
def register_promises() -> Sequence[Promise]:
    return deadlines.PROMISES


@hookimpl
def register_notices() -> Sequence[Notice]:
    return notices.NOTICES


@hookimpl
def register_payment_kinds() -> Sequence[PaymentKind]:
    return [PaymentKind(KIND, N_("Training fee"))]


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
    return Sample(61, sample.fill)


@hookimpl
async def customer_panels(customer: CustomerThing) -> list[Panel]:
    return await views.panels(customer)


@hookimpl
async def portal_tiles(customer: CustomerThing) -> list[Tile]:
    return await portal.tiles(customer)
