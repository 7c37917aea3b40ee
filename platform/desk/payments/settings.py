"""What a tenant may set about payments: the currency that forms begin with, and who verifies claims."""

from collections.abc import Mapping
from typing import Any

from desk.foundation.choices import Setting, chosen
from desk.foundation.translation import N_
from desk.people.permissions import ROLES

CURRENCIES = ("CNY", "HKD", "MOP", "TWD", "USD", "EUR", "JPY", "KRW", "SGD")
CURRENCY = Setting(
    "payments.currency",
    "choice",
    "CNY",
    N_("Currency"),
    N_("The one that forms begin with."),
    options={one: one for one in CURRENCIES},
)
VERIFIERS = Setting(
    "payments.verifiers",
    "choice",
    "finance",
    N_("Who verifies payments"),
    N_("Payments that customers or colleagues report wait for this role."),
    options=ROLES,
)
SETTINGS = (CURRENCY, VERIFIERS)


def currency(settings: Mapping[str, Any]) -> str:
    """``payments.currency`` of the tenant's settings, an ISO code."""
    return chosen(CURRENCY, settings)


def verifiers(settings: Mapping[str, Any]) -> str:
    """The role for which claims wait: ``payments.verifiers``."""
    return chosen(VERIFIERS, settings)


def own_currency() -> str:
    """The currency of the tenant whose scope is open."""
    return chosen(CURRENCY)
