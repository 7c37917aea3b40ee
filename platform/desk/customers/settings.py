"""
What a tenant may set about customers: its own words for grades, their order, colours, rules, and which it uses; and how
long a merging can be undone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desk.customers.labels import GRADES
from desk.customers.states import Grade
from desk.foundation.choices import Setting, chosen
from desk.foundation.grids import Grid
from desk.foundation.translation import N_, gettext

TINTS = {
    "accent": N_("Your own"),
    "blue": N_("Blue"),
    "green": N_("Green"),
    "amber": N_("Amber"),
    "violet": N_("Violet"),
    "grey": N_("Grey"),
}
RULES = {
    "vip": N_("The best 5 % by what they pay in a year, or chosen by the general manager."),
    "key": N_("The best 20 % by what they pay in a year."),
    "standard": N_("Has a contract."),
    "unsigned": N_("Has no contract."),
    "prospect": N_("Has bought nothing yet."),
}
"""When a customer gets a grade [assumed], as a hint for whoever gives one."""
_TINTED = ("vip", "key")
GRADES_HERE = Grid(
    name="customers.grades",
    kind="grid",
    default=[{"key": key, "tint": "accent"} for key in _TINTED],
    label=N_("Grades"),
    note=N_("Your own words for grades, and which of them you give. What has a grade keeps it."),
    options=GRADES,
    ordered=True,
    columns=(
        Setting("word", "text", "", N_("Called"), most=40),
        Setting("tint", "choice", "grey", N_("Colour"), options=TINTS),
        Setting("rule", "text", "", N_("Who gets it"), most=200),
        Setting("used", "yes", True, N_("Is given")),
    ),
)
UNDO_HOURS = Setting(
    "customers.undo_hours",
    "count",
    24,
    N_("How long the merging of two customers can be undone"),
    unit=N_("hours"),
    least=1,
    most=168,
)
OWN_DATA = Setting(
    "customers.own_data",
    "choice",
    "asked",
    N_("What contacts change of themselves in the portal"),
    options={"asked": N_("waits for a colleague's yes"), "at_once": N_("counts at once")},
)
COMPANY_DATA = Setting(
    "customers.company_data",
    "choice",
    "asked",
    N_("What they change of their company"),
    options=OWN_DATA.options,
)
LOOKS = Setting(
    "customers.looks_an_hour",
    "count",
    30,
    N_("How many masked values one colleague may look at"),
    unit=N_("an hour"),
    least=1,
    most=1000,
)
AT_ONCE = {"contact": OWN_DATA, "customer": COMPANY_DATA}
"""Whether a change counts at once, by what it is about."""
SETTINGS = (GRADES_HERE, UNDO_HOURS, OWN_DATA, COMPANY_DATA, LOOKS)


@dataclass(frozen=True, slots=True)
class GradeWords:
    """One grade as this tenant speaks of it."""

    key: str
    word: str
    tint: str
    rule: str
    is_used: bool


def grades(settings: Mapping[str, Any]) -> list[GradeWords]:
    """``customers.grades`` of the tenant's settings, in the tenant's order; what it left out is as it usually is."""
    return [_grade(one) for one in chosen(GRADES_HERE, settings)]


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
    return chosen(UNDO_HOURS, settings)


def _grade(row: Mapping[str, Any]) -> GradeWords:
    key = row["key"]
    word, rule = row["word"] or gettext(GRADES[key]), row["rule"] or gettext(RULES[key])
    return GradeWords(key, word, row["tint"], rule, row["used"])
