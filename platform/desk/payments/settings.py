"""What a tenant may set about payments: the currency that forms begin with, and who verifies claims."""

import re
from collections.abc import Mapping
from typing import Any

CURRENCY = "CNY"
VERIFIERS = "finance"
_CODE = re.compile(r"[A-Z]{3}")


def currency(settings: Mapping[str, Any]) -> str:
    """``payments.currency`` of the tenant's settings, an ISO code."""
    said = str(_said(settings).get("currency", CURRENCY))
    return said if _CODE.fullmatch(said) else CURRENCY


def verifiers(settings: Mapping[str, Any]) -> str:
    """The role for which claims wait: ``payments.verifiers``."""
    return str(_said(settings).get("verifiers", VERIFIERS))


def _said(settings: Mapping[str, Any]) -> dict[str, Any]:
    found = settings.get("payments", {})
    return found if isinstance(found, dict) else {}
