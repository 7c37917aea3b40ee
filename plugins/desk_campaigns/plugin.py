"""Campaigns: one message to many contacts at once."""

from collections.abc import Sequence
from typing import Any

from desk.extend import (
    N_,
    Event,
    Manifest,
    MergeStep,
    NavItem,
    Notice,
    Permission,
    Promise,
    Reaction,
    Routes,
    Sample,
    Setting,
    hookimpl,
    lists,
    register_subject,
    register_things,
)
from desk.extend import privacy as steps
from desk_campaigns import (
    api,
    deadlines,
    events,
    labels,
    merging,
    notices,
    permissions,
    privacy,
    reactions,
    routes,
    sample,
    settings,
)
from desk_campaigns.queries import campaigns, repeated

register_subject("campaign", campaigns.PROMISED)
register_things("campaign", campaigns.things_of)
register_things("campaign_series", repeated.things_of)
for one in routes.LISTS:
    lists.register(one)

PLANNED = ""
"""Work without a fact: see docs/hooks.md."""
FROM_MESSAGING = {"contact.opted_out": [reactions.heed_opt_out], "contact.replied": [reactions.take_answer]}
QUIET = ("campaigns.tried", "campaigns.exported")
"""Facts after which no open page has anything new to show."""


@hookimpl
def register_manifest() -> Manifest:
    return Manifest(
        slug="campaigns",
        name=N_("Campaigns"),
        summary=N_("One message to many contacts, by mail, short message and portal, with what came of it."),
        version="1.0.0",
        fits=">=0.1,<2",
        tables=("campaigns_campaign", "campaigns_recipient", "campaigns_series"),
        acts_with=frozenset({"ticket.open", "ticket.note"}),
    )


@hookimpl
def register_routes() -> Routes:
    return Routes(workspace=routes.HANDLERS, api=api.HANDLERS)


@hookimpl
def register_navigation() -> Sequence[NavItem]:
    return [
        NavItem("campaigns", N_("Campaigns"), "/campaigns", "megaphone", "workspace", "campaigns.read", 55, "modules")
    ]


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
    found = {one.name: [reactions.signal_campaigns] for one in events.EVENTS if one.name not in QUIET}
    return found | {PLANNED: [reactions.hand_over, reactions.issue_series], **FROM_MESSAGING}


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
    return Sample(65, sample.fill)
