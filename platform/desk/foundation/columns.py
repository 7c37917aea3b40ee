"""Columns that Piccolo does not have."""

from typing import Any

from piccolo.columns import ForeignKey


class SoftForeignKey(ForeignKey[Any]):
    """
    Joins in Piccolo; the real constraint carries the tenant and comes from a raw migration.

    Foreign keys are checked past row security, so the tenant is part of the key.
    """

    @property
    def ddl(self) -> str:
        return f'"{self._meta.db_column_name}" {self.column_type}' + ("" if self._meta.null else " NOT NULL")
