"""
What a tenant may set about customers: its own words for grades, their order, colours, rules, and which it uses; and how
long a merging can be undone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desk.customers.labels import GRADES
from desk.customers.states import Grade
from desk.foundation.translation import N_, gettext

TINTS = ("accent", "blue", "green", "amber", "violet", "grey")
RULES = {
    "vip": N_("The best 5 % by what they pay in a year, or chosen by the general manager."),
    "key": N_("The best 20 % by what they pay in a year."),
    "standard": N_("Has a contract."),
    "unsigned": N_("Has no contract."),
    "prospect": N_("Has bought nothing yet."),
}
"""When a customer gets a grade [assumed], as a hint for whoever gives one."""
_TINTED = ("vip", "key")
UNDO_HOURS = 24
_LONGEST_UNDO = 168


@dataclass(frozen=True, slots=True)
class GradeWords:
    """One grade as this tenant speaks of it."""

    key: str
    word: str
    tint: str
    rule: str
    is_used: bool


def grades(settings: Mapping[str, Any]) -> list[GradeWords]:
    """
    ``customers.grades`` of the tenant's settings, in the tenant's order; what is left out follows as it usually is.

    Each is a table with ``key`` and perhaps ``word``, ``tint``, ``rule``, ``used``; what can't be read is left out.
    """
    said = {one["key"]: one for one in _said(settings) if one.get("key") in GRADES}
    return [_grade(key, said.get(key, {})) for key in (*said, *(one for one in GRADES if one not in said))]


def used_grades(settings: Mapping[str, Any]) -> dict[str, str]:
    """The words of the grades that are given here, in order. What has none can't be left out."""
    return {one.key: one.word for one in grades(settings) if one.is_used or one.key == Grade.STANDARD}


def grade(settings: Mapping[str, Any], key: str) -> GradeWords:
    """One grade as this tenant speaks of it."""
    return next(one for one in grades(settings) if one.key == key)


def own_words(settings: Mapping[str, Any]) -> dict[str, str]:
    """The words for all grades, also for those that are not given any more."""
    return {one.key: one.word for one in grades(settings)}


def undo_hours(settings: Mapping[str, Any]) -> int:
    """``customers.undo_hours``: for how long a merging can be undone; at least an hour, at most a week."""
    own = settings.get("customers")
    said = own.get("undo_hours", UNDO_HOURS) if isinstance(own, dict) else UNDO_HOURS
    return min(_LONGEST_UNDO, max(1, said)) if isinstance(said, int) else UNDO_HOURS


def _grade(key: str, said: Mapping[str, Any]) -> GradeWords:
    tint = said.get("tint")
    return GradeWords(
        key,
        str(said.get("word") or gettext(GRADES[key])),
        tint if tint in TINTS else "accent" if key in _TINTED else "grey",
        str(said.get("rule") or gettext(RULES[key])),
        said.get("used") is not False,
    )


def _said(settings: Mapping[str, Any]) -> list[dict[str, Any]]:
    own = settings.get("customers")
    found = own.get("grades") if isinstance(own, dict) else None
    return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
