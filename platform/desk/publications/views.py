"""What pages show of what is published."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from asyncpg import Record
from markupsafe import Markup

from desk.foundation.errors import Unacceptable
from desk.foundation.labels import label
from desk.foundation.translation import language
from desk.foundation.web.paging import decode
from desk.foundation.web.request import current_visit
from desk.kit.money import format_money, plain_money
from desk.kit.text import plain_to_html
from desk.kit.time import now, to_zone
from desk.publications.labels import LABELS
from desk.publications.queries import prices
from desk.publications.queries.bulletins import Key, Wanted

LOOKS = {"virus": ("red", "shield"), "patch": ("blue", "settings"), "other": ("grey", "megaphone")}
"""Tint and sign of each kind."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for of the list of bulletins."""

    path: str
    view: str
    kind: str
    q: str
    after: Key | None

    @property
    def wanted(self) -> Wanted:
        """What the queries look for."""
        return Wanted(self.view, self.kind, self.q)

    def address(self, **changes: str) -> str:
        """The address with some things changed."""
        said = {"view": self.view, "kind": self.kind, "q": self.q} | changes
        return f"{self.path}?{urlencode({name: value for name, value in said.items() if value})}"

    def tab(self, name: str, word: str, count: int | None = None) -> dict[str, Any]:
        """One of the views above the list."""
        at = {"label": word, "url": self.address(view=name), "current": name == self.view}
        return at | {"count": count, "hot": bool(count)}


def read_asked(path: str, query: Mapping[str, str], views: Sequence[str]) -> Asked:
    """Raises ``Unacceptable`` for what isn't offered."""
    view, kind, q = query.get("view") or views[0], query.get("kind", ""), query.get("q", "")[:100].strip()
    if view not in views or "\0" in q or (kind and kind not in LABELS["bulletin.kind"]):
        raise Unacceptable
    key = decode(query["after"], datetime, UUID) if query.get("after") else None
    return Asked(path, view, kind, q, (key[0], key[1]) if key else None)


def kinds(all_of_them: str = "") -> list[tuple[str, str]]:
    """The kinds as choices, with a word for all of them in front."""
    known = [(name, label("bulletin.kind", name)) for name in LABELS["bulletin.kind"]]
    return [("", all_of_them), *known] if all_of_them else known


def row_view(one: Record) -> dict[str, Any]:
    """A bulletin for lists and pages, with its words as paragraphs."""
    tint, sign = LOOKS[one["kind"]]
    words = {name: Markup(plain_to_html(one[name])) for name in ("body", "told") if name in one}  # noqa: S704 - escapes
    return dict(one) | {"tint": tint, "sign": sign} | words


async def price_sheet(found: Record | None, q: str) -> dict[str, Any]:
    """A version of the price standard with its lines, and all versions; nothing where none counts."""
    today = to_zone(now(), current_visit().tenant.zone).date()
    counts = await prices.valid_on(today)
    lines = await prices.lines(found["id"], q) if found else []
    return {
        "standard": dict(found) if found else None,
        "rows": [
            {name: one[name] for name in ("code", "name", "unit")}
            | {"price": format_money(one["cents"], found["currency"], language.get()) if found else ""}
            for one in lines
        ],
        "versions": [
            {"version": one["version"], "valid_from": one["valid_from"], "url": f"/prices?version={one['version']}"}
            | {
                "current": bool(found and found["id"] == one["id"]),
                "counts": bool(counts and counts["id"] == one["id"]),
            }
            for one in await prices.versions()
        ],
        "q": q,
    }


def as_lines(lines: Sequence[Record]) -> str:
    """Prices as they are pasted."""
    cells = ((one["code"], one["name"], one["unit"], plain_money(one["cents"], "CNY")) for one in lines)
    return "\n".join("\t".join(one) for one in cells)
