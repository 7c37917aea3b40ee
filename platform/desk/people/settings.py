"""What a tenant may set about people; the defaults are assumed where nobody said otherwise."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from desk.foundation.choices import Setting, SettingsPage, chosen
from desk.foundation.translation import N_, gettext
from desk.people.permissions import CONTACT_ROLES, OPERATOR_ROLES, ROLES

RULES = ("off", "optional", "required")
"""Of the second sign-in step: the strictest of somebody's roles counts."""
EVERYBODY = "everybody"
"""The key that counts for roles that have none of their own."""
NO_RULES = N_("One of off, optional and required; or a table with one for each role, and for everybody.")


def _read_rules(said: object) -> dict[str, str]:
    """A rule for everybody, or for each of some roles. Raises ``ValueError``."""
    rules = {EVERYBODY: said} if isinstance(said, str) else said
    roles = {EVERYBODY, *ROLES, *OPERATOR_ROLES, *CONTACT_ROLES}
    if not isinstance(rules, dict) or rules.keys() - roles or not all(rule in RULES for rule in rules.values()):
        raise ValueError(gettext(NO_RULES))
    return rules


SECOND_FACTOR: Setting[dict[str, str]] = Setting(
    "people.second_factor", "own", {}, N_("Second sign-in step"), page="/roles", reads=_read_rules
)
INVITATION = Setting(
    "people.invitation_hours",
    "count",
    72,
    N_("How long an invitation is good"),
    unit=N_("hours"),
    least=1,
    most=720,
)
RESET = Setting(
    "people.reset_minutes",
    "count",
    60,
    N_("How long a link for a new password is good"),
    unit=N_("minutes"),
    least=5,
    most=1440,
)
KEEP_SIGN_INS = Setting(
    "people.sign_in_days",
    "count",
    180,
    N_("How long ended sign-ins are kept, with network and browser"),
    N_("0 for good. They go by night."),
    zero=N_("Kept for good"),
    unit=N_("days"),
    least=0,
    most=3650,
)
_STAFF = ("workspace", "headquarters")
SETTINGS = (
    INVITATION,
    RESET,
    SECOND_FACTOR,
    KEEP_SIGN_INS,
    SettingsPage(N_("Members"), "/members", "member.read", N_("Who works here, with roles and department"), _STAFF),
    SettingsPage(
        N_("Departments"), "/departments", "member.read", N_("Departments and teams, and who heads them"), _STAFF
    ),
    SettingsPage(N_("Roles"), "/roles", "role.manage", N_("What each role may do, and its second step"), _STAFF),
    SettingsPage(N_("Audit trail"), "/audit", "audit.read", N_("Who did what: the history of all of this"), _STAFF),
)


def factor_rule(settings: dict[str, Any], roles: Iterable[str]) -> str:
    """Whether somebody with these roles may or has to have a second step: ``people.second_factor``, by role."""
    rules = factor_rules(settings)
    usual = rules.get(EVERYBODY, "optional")
    return max((rules.get(role, usual) for role in roles), key=RULES.index, default=usual)


def factor_rules(settings: dict[str, Any]) -> dict[str, str]:
    """The rule of each role that has one; what can't be understood is left out."""
    return chosen(SECOND_FACTOR, settings)


def invitation_life(settings: dict[str, Any]) -> timedelta:
    """How long an invitation is good [assumed]."""
    return timedelta(hours=chosen(INVITATION, settings))


def reset_life(settings: dict[str, Any]) -> timedelta:
    """How long a link for a new password is good [assumed]."""
    return timedelta(minutes=chosen(RESET, settings))


FRESH = timedelta(minutes=15)
"""How long after signing in the password isn't asked for again."""
