"""The tables of the report with words for what they hold, and a chart beside those that have one."""

from typing import Any

from desk.extend import gettext, label
from desk_complaints.queries.reckoning import CATEGORIES, MORE_POSITIONS, SERVICE_POSITIONS

LONGEST = 300
"""Of a bar, in units of the drawing; words stand left of it and its value right of it."""
LEFT = 126
HEIGHT = 26
CHARTED = {"T1": "count", "T2": "count", "T4": "complaints", "T5": "count"}


def sheets(found: dict[str, Any]) -> list[dict[str, Any]]:
    """T1 to T11 for people: zeros of T3 are blank, shares have their sign."""
    titles = _titles()
    return [_sheet(name, titles[name], found[name]["rows"]) for name in titles]


def _sheet(name: str, title: str, rows: list[dict[str, Any]]) -> dict[str, Any]:
    columns = [key for key in rows[0] if key != "row"] if rows else []
    return {
        "name": name,
        "title": title,
        "columns": [_word(name, one) for one in columns],
        "rows": [
            {"word": _word(name, row["row"]), "cells": [_cell(name, row["row"], key, row[key]) for key in columns]}
            for row in rows
        ],
        "chart": _bars(name, rows) if name in CHARTED else [],
    }


def lines_of(sheet: dict[str, Any]) -> list[list[Any]]:
    """One table as lines of a workbook, with its title above and a blank line below; counts are numbers."""
    rows = [[row["word"], *(int(one) if one.isdecimal() else one for one in row["cells"])] for row in sheet["rows"]]
    return [[f"{sheet['name']} {sheet['title']}"], ["", *sheet["columns"]], *rows, []]


def _cell(table: str, row: str, column: str, count: float) -> str:
    if column == "share" or row == "growth":
        return f"{count}%"
    return "" if table == "T3" and not count and row != "total" else str(count)


def _bars(name: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A bar for each row but the total, as long as its part of the longest."""
    shown = [row for row in rows if row["row"] != "total"]
    most = max((row[CHARTED[name]] for row in shown), default=0)
    bars = []
    for place, row in enumerate(shown if most else []):
        width = round(row[CHARTED[name]] * LONGEST / most)
        bars.append(
            {
                "word": _word(name, row["row"]),
                "y": place * HEIGHT,
                "width": width,
                "label_x": LEFT + width + 6,
                "said": str(row[CHARTED[name]]),
            }
        )
    return bars


def _word(table: str, name: str) -> str:
    """What a row or column is called."""
    fixed = {
        "total": gettext("Total"),
        "share": gettext("Share"),
        "count": gettext("Count"),
        "volume": gettext("Services"),
        "complaints": gettext("Complaints"),
        "customers": gettext("Customers"),
        "last_year": gettext("Last year"),
        "this_year": gettext("This year"),
        "growth": gettext("Growth"),
    }
    if name in fixed:
        return fixed[name]
    if table in ("T3", "T4") and name in (*SERVICE_POSITIONS, *MORE_POSITIONS):
        return label("complaints.position", name)
    whole = table in ("T1", "T2", "T7", "T8") or name in ("service", "sales", "product")
    return label("complaints.category" if whole and name in CATEGORIES else "complaints.item", name)


def _titles() -> dict[str, str]:
    return {
        "T1": gettext("Complaints of the month by category"),
        "T2": gettext("Complaints since January by category"),
        "T3": gettext("Service complaints of the month"),
        "T4": gettext("Service complaints by position"),
        "T5": gettext("Sales complaints of the month"),
        "T6": gettext("Product complaints of the month"),
        "T7": gettext("The month against last year"),
        "T8": gettext("Since January against last year"),
        "T9": gettext("Service since January against last year"),
        "T10": gettext("Sales since January against last year"),
        "T11": gettext("Products since January against last year"),
    }
