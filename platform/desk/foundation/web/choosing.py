"""Settings as fields of a form, and what such a form says of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from desk.foundation import choices
from desk.foundation.choices import Setting
from desk.foundation.errors import Invalid
from desk.foundation.grids import PLACE, Grid
from desk.foundation.translation import gettext


def fields(declared: Iterable[Setting[Any]], settings: Mapping[str, Any]) -> list[dict[str, Any]]:
    """These settings as fields, with what is chosen now."""
    return [_field(one, settings) for one in declared]


def values_of(declared: Iterable[Setting[Any]], settings: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in all their fields, by name."""
    found: dict[str, Any] = {}
    for one in declared:
        shown = one.shown(choices.chosen(one, settings))
        found |= shown if isinstance(one, Grid) else {one.key: shown}
    return found


def read(declared: Iterable[Setting[Any]], values: Mapping[str, Any]) -> dict[str, Any]:
    """What a form says of these settings; what isn't ticked is a no. Raises ``Invalid`` with all that can't be."""
    found: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for one in declared:
        try:
            found[one.key] = one.taken(values)
        except Invalid as refusal:
            wrong |= refusal.fields
        except ValueError as error:
            wrong[one.key] = str(error)
    if wrong:
        raise Invalid(wrong)
    return found


def _field(one: Setting[Any], settings: Mapping[str, Any]) -> dict[str, Any]:
    value = choices.chosen(one, settings)
    found: dict[str, Any] = {
        "key": one.key,
        "kind": one.kind,
        "label": _label(one),
        "note": gettext(one.note) if one.note else "",
        "options": [(stored, gettext(word)) for stored, word in one.options.items()],
        "changed": value != one.usual,
        "usual": one.worded(one.usual),
    }
    return found | _table(one, value) if isinstance(one, Grid) else found


def _label(one: Setting[Any]) -> str:
    unit = gettext(one.unit) if one.unit else ""
    return f"{gettext(one.label)} ({unit})" if unit else gettext(one.label)


def _table(one: Grid, value: list[dict[str, Any]]) -> dict[str, Any]:
    """The rows of a table in their order, each with the names of its fields."""
    columns = [
        {
            "label": _label(of),
            "kind": of.kind,
            "options": [(stored, gettext(word)) for stored, word in of.options.items()],
        }
        for of in one.columns
    ]
    rows = [
        {
            "label": one.called(row),
            "place": one.field(row["key"], PLACE),
            "fields": [one.field(row["key"], of.name) for of in one.columns],
        }
        for row in value
    ]
    return {"columns": columns, "rows": rows, "ordered": one.ordered}
