"""
Which values of customers and contacts are for few eyes: whoever holds ``customer.sensitive`` sees them in full.

Everybody else sees them masked, on pages, for programs and in files, and may look at one at a time: each look is kept.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from desk.customers.permissions import SENSITIVE
from desk.foundation.principals import Principal
from desk.kit.masks import MASKED, masked

Mask = Callable[[str], str]
_NUMBER: Mask = partial(masked, first=3, last=4)
_CODE: Mask = partial(masked, first=4, last=2)
_ACCOUNT: Mask = partial(masked, last=4)


def _nothing(text: str) -> str:
    return MASKED if text else ""


MASKS: Mapping[str, Mapping[str, Mask]] = {
    "customer": {"phone": _NUMBER, "tax_no": _CODE, "invoice_address": _nothing, "bank": _ACCOUNT},
    "contact": {"mobile": _NUMBER, "phone": _NUMBER, "im": _CODE, "birthday": _nothing, "birth_year": _nothing},
}
"""By whose they are and field."""


def sees_all(by: Principal | None) -> bool:
    """Whether somebody sees everything in full."""
    return by is not None and by.may(SENSITIVE)


def shown(owner: str, field: str, text: str, by: Principal | None) -> str:
    """A value as somebody sees it."""
    mask = MASKS.get(owner, {}).get(field)
    return text if mask is None or sees_all(by) else mask(text)


def hidden(owner: str, values: Mapping[str, Any], by: Principal | None) -> dict[str, Any]:
    """The values of one thing as somebody sees them: what is masked becomes text, what is empty stays as it is."""
    if sees_all(by):
        return dict(values)
    masks = MASKS[owner]
    return {name: masks[name](str(one)) if one and name in masks else one for name, one in values.items()}
