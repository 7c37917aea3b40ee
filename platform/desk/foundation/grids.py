"""
A setting that is a table: one row for each of the keys that are known, such as each grade or each channel.

    [[settings.tickets.reopening]]
    key = "hotline"
    days = 7

A tenant says only what it wants otherwise; read, each row is there, and each column of it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from desk.foundation.choices import NO_LIST, Setting
from desk.foundation.errors import Invalid
from desk.foundation.translation import N_, gettext

NO_ROW = N_("A row needs a key, once; there are {keys}.")
NO_COLUMN = N_("There is no column {column}; there are {columns}.")
IN_ROW = N_("{row}, {column}: {why}")
PLACE = "place"
"""The column of a form that says in which order the rows shall stand."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid(Setting[list[Row]]):
    """``options`` are its rows, ``default`` those that usually differ, ``columns`` settings named by one word."""

    columns: tuple[Setting[Any], ...]
    ordered: bool = False
    """Whether a tenant chooses the order of the rows, too."""

    @property
    def usual(self) -> list[Row]:
        """All rows as they usually are."""
        return [self._whole({"key": key}) for key in self.options]

    def read(self, said: object) -> list[Row]:
        """All rows, those that are said first. Raises ``ValueError``."""
        if not isinstance(said, list):
            raise ValueError(gettext(NO_LIST))
        found: dict[str, Row] = {}
        for one in said:
            key = str(one.get("key")) if isinstance(one, Mapping) else ""
            if key not in self.options or key in found:
                raise ValueError(gettext(NO_ROW).format(keys=", ".join(self.options)))
            found[key] = self._row(one)
        rest = [self._whole({"key": key}) for key in self.options if key not in found]
        rows = [*found.values(), *rest]
        return rows if self.ordered else sorted(rows, key=lambda row: [*self.options].index(row["key"]))

    def _row(self, said: Mapping[str, Any]) -> Row:
        columns = {one.name: one for one in self.columns}
        for name, value in said.items():
            if name == "key":
                continue
            if name not in columns:
                raise ValueError(gettext(NO_COLUMN).format(column=name, columns=", ".join(columns)))
            try:
                columns[name].read(value)
            except ValueError as error:
                raise ValueError(gettext(IN_ROW).format(row=said["key"], column=name, why=error)) from None
        return self._whole(said)

    def _whole(self, said: Mapping[str, Any]) -> Row:
        usually: Row = next((one for one in self.default if one["key"] == said["key"]), {})
        return {one.name: one.usual for one in self.columns} | usually | dict(said)

    def shown(self, value: Any) -> Any:
        """The fields of all rows: ``<key>.<row>.<column>``, and the place of each."""
        fields = {}
        for place, row in enumerate(value, 1):
            for one in self.columns:
                fields[self.field(row["key"], one.name)] = one.shown(row[one.name])
            fields[self.field(row["key"], PLACE)] = str(place)
        return fields

    def field(self, row: str, column: str) -> str:
        """What a field of the form is called."""
        return f"{self.key}.{row}.{column}"

    def taken(self, values: Mapping[str, Any]) -> list[Row]:
        """The rows of a form, by their places. Raises ``Invalid`` with all fields that need another look."""
        rows: list[tuple[int, Row]] = []
        wrong: dict[str, str] = {}
        for number, key in enumerate(self.options, 1):
            row: Row = {"key": key}
            for one in self.columns:
                name = self.field(key, one.name)
                try:
                    row[one.name] = one.typed(str(values.get(name, "")))
                except ValueError as error:
                    wrong[name] = str(error)
            place = str(values.get(self.field(key, PLACE), ""))
            rows.append((int(place) if place.isdecimal() and len(place) < 4 else number, row))
        if wrong:
            raise Invalid(wrong)
        return self.read([row for _, row in sorted(rows, key=lambda one: one[0])])

    def worded(self, value: Any) -> str:
        """What is otherwise than usual, row by row; their order, where that alone is."""
        usually = {row["key"]: row for row in self.usual}
        said = [f"{self.called(row)}: {words}" for row in value if (words := self._differing(row, usually))]
        if not said and [row["key"] for row in value] != [*self.options]:
            return gettext(", ").join(self.called(row) for row in value)
        return "; ".join(said) or gettext(N_("as usual"))

    def called(self, row: Row) -> str:
        """The word of a row."""
        word = self.options[row["key"]]
        return gettext(word)

    def _differing(self, row: Row, usually: Mapping[str, Row]) -> str:
        usual = usually[row["key"]]
        return gettext(", ").join(one.worded(row[one.name]) for one in self.columns if row[one.name] != usual[one.name])
