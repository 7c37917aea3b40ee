"""
Which values of customers and contacts are for few eyes: whoever holds ``customer.sensitive`` sees them in full.

Everybody else sees them masked, on pages, for programs and in files. Who holds ``customer.look`` may look at one at a
time: each look is kept, and so many an hour are enough (``actions.looking``).
"""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from desk.customers.permissions import LOOK, SENSITIVE
from desk.foundation.principals import Principal
from desk.foundation.web.request import visit_or_none
from desk.kit.masks import MASKED, is_masked, masked

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


_BETWEEN = " · "
_LIKE_A_NUMBER = re.compile(r"\+?[0-9][0-9 ()-]{6,}(?: (?:转|ext\.?) ?[0-9]{1,6})?")


def sees_all(by: Principal | None) -> bool:
    """Whether somebody sees everything in full. Contacts see of the file what is their own."""
    return by is not None and (by.kind == "contact" or by.may(SENSITIVE))


def reader() -> Principal | None:
    """Whoever looks at the page, or asks as a program; None where a job writes."""
    visit = visit_or_none()
    return visit.principal if visit else None


def may_look() -> bool:
    """Whether whoever reads the page sees masks, and may look behind one."""
    by = reader()
    return by is not None and by.may(LOOK) and not sees_all(by)


def shown(owner: str, field: str, text: str, by: Principal | None) -> str:
    """A value as somebody sees it."""
    mask = MASKS.get(owner, {}).get(field)
    return text if mask is None or sees_all(by) else mask(text)


def seen(owner: str, field: str, text: str) -> str:
    """A value as whoever looks at this page sees it."""
    return shown(owner, field, text, reader())


def seen_line(text: str) -> str:
    """The line beneath something that was found, its numbers as whoever looks sees them; what stands first stays."""
    first, *others = text.split(_BETWEEN)
    if not others or sees_all(reader()):
        return text
    return _BETWEEN.join((first, *(_NUMBER(one) if _LIKE_A_NUMBER.fullmatch(one) else one for one in others)))


def kept(owner: str, typed: Mapping[str, Any], stored: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed; where somebody left a mask as it was, what is stored: a mask says nothing."""
    masks = MASKS.get(owner, {})
    return {
        name: stored[name] if name in masks and isinstance(one, str) and is_masked(one) else one
        for name, one in typed.items()
    }


def hidden(owner: str, values: Mapping[str, Any], by: Principal | None) -> dict[str, Any]:
    """The values of one thing as somebody sees them: what is masked becomes text, what is empty stays as it is."""
    if sees_all(by):
        return dict(values)
    masks = MASKS[owner]
    return {name: masks[name](str(one)) if one and name in masks else one for name, one in values.items()}
