"""Loyalty points: what a customer pays earns points, exchanged for gifts once a year."""

from collections.abc import Callable, Sequence
from typing import Any

from desk.extend import (
    N_,
    AudienceFilter,
    CustomerThing,
    DocumentKind,
    Event,
    Figure,
    FigureKind,
    Manifest,
    MergeStep,
    NavItem,
    Notice,
    Panel,
    Permission,
    Promise,
    Reaction,
    Routes,
    Sample,
    Schedule,
    Setting,
    Tile,
    fill_index,
    findable,
    hookimpl,
    lists,
    register_files,
    register_subject,
    register_things,
)
from desk.extend import privacy as steps
from desk_loyalty import (
    api,
    commands,
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
    settings,
    views,
)
from desk_loyalty.actions import picturing, redeeming
from desk_loyalty.actions.earning import Answered, Paid, PaidBack
from desk_loyalty.queries import gifts, ledger

register_subject("redemption", gifts.PROMISED)
register_files(picturing.SUBJECT, gifts.may_see_picture)
register_things("redemption", gifts.things_of)
findable("redemption", "loyalty.read", N_("Redemptions"), "gift", plugin="loyalty")
fill_index("redemption", "loyalty_redemption", redeeming.index_redemption, plugin="loyalty")
for one in routes.LISTS:
    lists.register(one)


@hookimpl
def register_manifest() -> Manifest:
    return Manifest(
        slug="loyalty",
        name=N_("Loyalty points"),
        summary=N_("What customers pay earns points, which they exchange for gifts."),
        version="1.0.0",
        fits=">=0.1,<2",
        acts_with=frozenset({"request.open"}),
        tables=(
            *("loyalty_rule", "loyalty_entry", "loyalty_lot", "loyalty_line", "loyalty_adjustment", "loyalty_gift"),
            *("loyalty_shelf", "loyalty_redemption", "loyalty_draw", "loyalty_name"),
        ),
        hears={"payment.received": Paid, "payment.refunded": PaidBack, "survey.answered": Answered},
        replays=True,
    )


@hookimpl
def register_routes() -> Routes:
    return Routes(workspace=routes.HANDLERS, api=api.HANDLERS, portal=portal.HANDLERS)


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [NavItem("loyalty", N_("Points"), "/loyalty", "gift", "workspace", "loyalty.read", 60, "modules")]


@hookimpl
def register_permissions() -> Sequence[Permission]:
    return permissions.PERMISSIONS


@hookimpl
def register_settings() -> Sequence[Setting[Any]]:
    return settings.SETTINGS


@hookimpl
def register_events() -> Sequence[type[Event]]:
    return events.EVENTS


@hookimpl
def register_reactions() -> dict[str, list[Reaction]]:
    found = {one.name: [reactions.signal_points] for one in events.EVENTS if one.subject_kind != "member"}
    found["loyalty.gift_requested"].append(reactions.index_redemption)
    return found | {
        "payment.received": [reactions.award_points],
        "payment.refunded": [reactions.take_back_points],
        "survey.answered": [reactions.award_answer],
        "request.done": [reactions.finish_gift],
        "request.returned": [reactions.free_gift],
        "request.cancelled": [reactions.free_gift],
    }


@hookimpl
def register_schedules() -> Sequence[Schedule]:
    return [Schedule(reactions.expire_points, 3600)]


@hookimpl
def register_promises() -> Sequence[Promise]:
    return deadlines.PROMISES


@hookimpl
def register_labels() -> dict[str, dict[str, str]]:
    return labels.LABELS


@hookimpl
def register_notices() -> Sequence[Notice]:
    return notices.NOTICES


@hookimpl
def register_audience_filters() -> Sequence[AudienceFilter]:
    return [AudienceFilter("loyalty.points", N_("Points at least"), ledger.WITH_POINTS, number=True)]


@hookimpl
def register_documents() -> Sequence[DocumentKind]:
    return documents.KINDS


@hookimpl
def register_figures() -> Sequence[FigureKind]:
    return figures.FIGURES


@hookimpl
def register_merge_steps() -> Sequence[MergeStep]:
    return merging.STEPS


@hookimpl
def register_export_steps() -> list[steps.Given]:
    return privacy.EXPORT


@hookimpl
def register_erasure_steps() -> list[steps.ErasureStep]:
    return privacy.ERASURE


@hookimpl
def register_sample() -> Sample:
    return Sample(60, sample.fill)


@hookimpl
def register_commands() -> Sequence[Callable[..., object]]:
    return [commands.group]


@hookimpl
async def customer_panels(customer: CustomerThing) -> list[Panel]:
    return await views.panels(customer)


@hookimpl
async def home_figures() -> list[Figure]:
    return await views.figures()


@hookimpl
async def portal_tiles(customer: CustomerThing) -> list[Tile]:
    return await portal.tiles(customer)
