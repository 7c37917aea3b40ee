"""What a tenant may set about people; the defaults are assumed where nobody said otherwise."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

RULES = ("off", "optional", "required")
"""Of the second sign-in step: the strictest of somebody's roles counts."""
EVERYBODY = "everybody"
"""The key that counts for roles that have none of their own."""
INVITATION_HOURS = 72
RESET_MINUTES = 60


def factor_rule(settings: dict[str, Any], roles: Iterable[str]) -> str:
    """Whether somebody with these roles may or has to have a second step: ``people.second_factor``, by role."""
    rules = factor_rules(settings)
    usual = rules.get(EVERYBODY, "optional")
    return max((rules.get(role, usual) for role in roles), key=RULES.index, default=usual)


def factor_rules(settings: dict[str, Any]) -> dict[str, str]:
    """The rule of each role that has one; what can't be understood is left out."""
    said = settings.get("people", {}).get("second_factor", {})
    if isinstance(said, str):
        said = {EVERYBODY: said}
    return {role: rule for role, rule in said.items() if rule in RULES}


def invitation_life(settings: dict[str, Any]) -> timedelta:
    """How long an invitation is good [assumed]; setting ``people.invitation_hours``."""
    return timedelta(hours=int(settings.get("people", {}).get("invitation_hours", INVITATION_HOURS)))


def reset_life(settings: dict[str, Any]) -> timedelta:
    """How long a link for a new password is good [assumed]; setting ``people.reset_minutes``."""
    return timedelta(minutes=int(settings.get("people", {}).get("reset_minutes", RESET_MINUTES)))


FRESH = timedelta(minutes=15)
"""How long after signing in the password isn't asked for again."""
