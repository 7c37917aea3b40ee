"""What a tenant may set about surveys: how often somebody is asked at most, how long links live, what is low."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from desk.foundation.choices import Setting, SettingsPage, chosen
from desk.foundation.translation import N_
from desk.people.permissions import ROLES

REST = Setting(
    "surveys.rest_days",
    "count",
    14,
    N_("Nobody is asked again within"),
    N_("Between two askings of one person; 0 for no rest."),
    unit=N_("days"),
    least=0,
    most=3650,
)
LINK = Setting("surveys.link_days", "count", 14, N_("How long a link is good"), unit=N_("days"), least=1, most=365)
LOW = Setting(
    "surveys.low",
    "some",
    ["poor", "average"],
    N_("What counts as not satisfied"),
    N_("Such an answer is asked for its reason, and makes a task."),
    options={"poor": N_("Not satisfied"), "average": N_("So-so")},
)
"""An average answer is asked for its reason, so it counts as not satisfied (14-quality-kpis-reports)."""
FOLLOW_UP = Setting(
    "surveys.follow_up", "choice", "cs_supervisor", N_("Who talks to those who aren't satisfied"), options=ROLES
)
KEEP_COMMENTS = Setting(
    "surveys.keep_days",
    "count",
    0,
    N_("How long comments in answers are kept"),
    N_("0 for good. Figures stay."),
    zero=N_("Kept for good"),
    unit=N_("days"),
    least=0,
    most=3650,
)
SETTINGS = (
    REST,
    LINK,
    LOW,
    FOLLOW_UP,
    KEEP_COMMENTS,
    SettingsPage(N_("How we ask"), "/surveys/kinds", "survey.manage", N_("When customers are asked, in which words")),
)


def rest(settings: Mapping[str, Any]) -> timedelta:
    """How long nobody is asked again: ``surveys.rest_days``; 0 for no rest."""
    return timedelta(days=chosen(REST, settings))


def link_life(settings: Mapping[str, Any]) -> timedelta:
    """How long a link is good: ``surveys.link_days``."""
    return timedelta(days=chosen(LINK, settings))


def low_levels(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """The levels that make a task: ``surveys.low``, a list of ``poor`` and ``average``."""
    found = chosen(LOW, settings)
    return tuple(found)


def follow_up(settings: Mapping[str, Any]) -> str:
    """The role that talks to who isn't satisfied: ``surveys.follow_up``."""
    return chosen(FOLLOW_UP, settings)
