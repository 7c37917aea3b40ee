"""
Lists: one way to declare them, and what the pages of all of them have in common.

Which rows, filters and words there are is each list's own; see docs/lists.md.
"""

from desk.foundation.web.lists.asking import Asked
from desk.foundation.web.lists.declaring import (
    Bulk,
    Column,
    Done,
    Export,
    Line,
    List,
    Row,
    Sort,
    View,
    all_of_it,
    all_registered,
    register,
    registered,
)
from desk.foundation.web.lists.filters import NOBODY, Choice, Days, Filter, Flag, Number, Person, Thing, Words
from desk.foundation.web.lists.keeping import Kept, Saved, asked_of, columns_of, kept, register_keeper
from desk.foundation.web.lists.leaves import Leaf, leaf, rounded
from desk.foundation.web.lists.showing import show, take_out
from desk.foundation.web.lists.taking_out import AT_ONCE, Suffix, flowing, table

__all__ = [
    "AT_ONCE",
    "NOBODY",
    "Asked",
    "Bulk",
    "Choice",
    "Column",
    "Days",
    "Done",
    "Export",
    "Filter",
    "Flag",
    "Kept",
    "Leaf",
    "Line",
    "List",
    "Number",
    "Person",
    "Row",
    "Saved",
    "Sort",
    "Suffix",
    "Thing",
    "View",
    "Words",
    "all_of_it",
    "all_registered",
    "asked_of",
    "columns_of",
    "flowing",
    "kept",
    "leaf",
    "register",
    "register_keeper",
    "registered",
    "rounded",
    "show",
    "table",
    "take_out",
]
