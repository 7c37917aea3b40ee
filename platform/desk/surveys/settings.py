"""What a tenant may set about surveys: how often somebody is asked at most, how long links live, what is low."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

REST_DAYS = 14
"""Between two askings of one person [assumed]."""
LINK_DAYS = 14
LOW = ("poor", "average")
"""An average answer is asked for its reason, so it counts as not satisfied (14-quality-kpis-reports)."""
FOLLOW_UP = "cs_supervisor"


def rest(settings: Mapping[str, Any]) -> timedelta:
    """How long nobody is asked again: ``surveys.rest_days``; 0 for no rest."""
    return timedelta(days=_number(settings, "rest_days", REST_DAYS))


def link_life(settings: Mapping[str, Any]) -> timedelta:
    """How long a link is good: ``surveys.link_days``."""
    return timedelta(days=max(1, _number(settings, "link_days", LINK_DAYS)))


def low_levels(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """The levels that make a task: ``surveys.low``, a list of ``poor`` and ``average``."""
    found = _said(settings).get("low")
    return tuple(str(one) for one in found) if isinstance(found, list) else LOW


def follow_up(settings: Mapping[str, Any]) -> str:
    """The role that talks to who isn't satisfied: ``surveys.follow_up``."""
    return str(_said(settings).get("follow_up", FOLLOW_UP))


def _number(settings: Mapping[str, Any], name: str, usual: int) -> int:
    found = _said(settings).get(name)
    return max(0, min(found, 3650)) if isinstance(found, int) and not isinstance(found, bool) else usual


def _said(settings: Mapping[str, Any]) -> dict[str, Any]:
    found = settings.get("surveys", {})
    return found if isinstance(found, dict) else {}
