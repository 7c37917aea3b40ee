"""
Values: what each kind of field takes, how it is kept, how it sorts, and how people and programs read it.

A value is kept as one text: a day as 2026-11-19, a number as 1250.5, yes or no as such, choices by their keys,
sorted, with commas between them. Nothing said is the empty text.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from desk.fields.states import CHOOSING, Field, Kind
from desk.foundation.labels import listed
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import NOT_A_CHOICE, TOO_LONG
from desk.kit.text import normalise_name

NO_NUMBER = N_("A number is written like 1250 or 12.5.")
NO_DAY = N_("A day is written like 2026-11-19.")
NO_YES = N_("Yes or no.")
NONE_OF = N_("“{value}” is none of: {choices}.")
LONGEST = {Kind.TEXT: 500, Kind.LONG_TEXT: 10_000}
_TWIN = 120
_WHOLE, _SHARE = 11, 4
"""Digits before and behind the point: fifteen are exact wherever a program reads them."""
_ZERO = Decimal(10) ** _WHOLE
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?:[ T]00:00:00)?")
_PARTS = re.compile(r"[,，、;；\n]")
_YES = {"yes", "true", "on", "1", "y", "是", "有", "对", "√"}
_NO = {"no", "false", "off", "0", "n", "否", "无", "不", "×"}
_WORDS = {"yes": N_("Yes"), "no": N_("No")}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def read(field: Field, given: Any) -> str:
    """What was typed, sent or stood in a cell, as it is kept. Raises ``ValueError`` with a sentence."""
    several = [_text(one) for one in (given if isinstance(given, list | tuple) else [given])]
    if field.kind == Kind.SEVERAL:
        parts = (part.strip() for one in several for part in _PARTS.split(one))
        chosen = {_chosen(field, part) for part in parts if part}
        return ",".join(sorted(chosen))
    text = several[-1] if several else ""
    return _READERS[field.kind](field, text) if text else ""


def _text(given: Any) -> str:
    if given is None:
        return ""
    if isinstance(given, bool):
        return "yes" if given else "no"
    return _CONTROL.sub("", str(given).replace("\r\n", "\n")).strip()


def _said(field: Field, text: str) -> str:
    if len(text) > LONGEST[field.kind]:
        raise ValueError(gettext(TOO_LONG).format(limit=LONGEST[field.kind], count=len(text)))
    return " ".join(text.split()) if field.kind == Kind.TEXT else text


def _number(_field: Field, text: str) -> str:
    try:
        found = Decimal(text.replace(",", "").replace("，", "")) if text.isascii() and len(text) < 40 else None
    except InvalidOperation:
        found = None
    if found is None or not found.is_finite() or abs(found) >= _ZERO:
        raise ValueError(gettext(NO_NUMBER))
    if found != round(found, _SHARE):
        raise ValueError(gettext(NO_NUMBER))
    return f"{found:f}".rstrip("0").rstrip(".") if found % 1 else f"{int(found)}"


def _day(_field: Field, text: str) -> str:
    found = _DAY.fullmatch(text)
    try:
        return date(*map(int, found.groups())).isoformat() if found else _no_day()
    except ValueError:
        return _no_day()


def _no_day() -> str:
    raise ValueError(gettext(NO_DAY))


def _yes(_field: Field, text: str) -> str:
    word = text.casefold()
    if word not in _YES | _NO:
        raise ValueError(gettext(NO_YES))
    return "yes" if word in _YES else "no"


def _chosen(field: Field, text: str) -> str:
    """The key of a choice, said by its key or by its word in either language."""
    for one in field.choices:
        if text == one.key or text.casefold() in (one.zh.casefold(), one.en.casefold()):
            return one.key
    offered = [one.word for one in field.choices if not one.retired]
    raise ValueError(
        gettext(NONE_OF).format(value=text[:40], choices=listed(offered)) if offered else gettext(NOT_A_CHOICE)
    )


_READERS: dict[Kind, Callable[[Field, str], str]] = {
    Kind.TEXT: _said,
    Kind.LONG_TEXT: _said,
    Kind.NUMBER: _number,
    Kind.DATE: _day,
    Kind.YES_NO: _yes,
    Kind.CHOICE: _chosen,
}


def parts(field: Field, stored: str) -> Iterator[tuple[str, str, str]]:
    """The rows of a value: which choice where there may be several, what is kept, and its twin."""
    if not stored:
        return
    if field.kind == Kind.SEVERAL:
        yield from ((one, one, one) for one in stored.split(","))
    else:
        yield "", stored, twin(field, stored)


def twin(field: Field, stored: str) -> str:
    """What sorts and compares as the value does, byte by byte; of a long text nothing."""
    if field.kind == Kind.NUMBER:
        return f"{Decimal(stored) + _ZERO:0{_WHOLE + _SHARE + 2}.{_SHARE}f}"
    if field.kind == Kind.TEXT:
        return normalise_name(stored)[:_TWIN]
    return "" if field.kind == Kind.LONG_TEXT else stored


def shown(field: Field, stored: str) -> str:
    """A value as people read it."""
    if field.kind in CHOOSING:
        keys = stored.split(",")
        return listed(one.word for one in field.choices if one.key in keys)
    if field.kind == Kind.YES_NO and stored:
        return gettext(_WORDS[stored])
    return stored


def plain(field: Field, stored: str) -> Any:
    """A value as programs read it: a number, true or false, a list of keys, a text; None where nothing is said."""
    if field.kind == Kind.SEVERAL:
        return stored.split(",") if stored else []
    if not stored:
        return None
    if field.kind == Kind.NUMBER:
        return float(stored) if "." in stored else int(stored)
    return stored == "yes" if field.kind == Kind.YES_NO else stored


def options(field: Field, stored: str = "") -> list[tuple[str, str]]:
    """What can be chosen, with its words: what is offered, and what stands there already."""
    if field.kind == Kind.YES_NO:
        return [(key, gettext(word)) for key, word in _WORDS.items()]
    held = stored.split(",")
    return [(one.key, one.word) for one in field.choices if not one.retired or one.key in held]
