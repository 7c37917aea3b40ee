"""What somebody asked of a list in its address: view, order, filters, a text, and the place where the page begins."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from desk.foundation.errors import NotFound
from desk.foundation.translation import N_, gettext
from desk.foundation.web.lists.declaring import List

LONGEST_TEXT = 200
TEXT = N_("Text")
GONE = N_("(no longer there)")


class Asked:
    """What somebody asked for in the address of a list. Raises ``Unacceptable`` for what it doesn't offer."""

    def __init__(self, what: List, query: Mapping[str, str], *, saved: str = "") -> None:
        self.list, self.saved = what, saved
        self.view = what.view(query.get(what.view_in, what.usual_view))
        self.sort = what.sort(query.get("sort") or self.view.sort, self.view)
        self.q = query.get("q", "")[:LONGEST_TEXT].strip()
        self.after, self.before = query.get("after"), query.get("before")
        self.choose = query.get("choose", "")
        self.texts = {one.name: text for one in what.filters if (text := one.read(query))}
        self._values = {name: what.filter(name).value(text) for name, text in self.texts.items()}
        self.said: dict[str, str] = {}
        self.around: Any = None

    def value(self, name: str) -> Any:
        """What a filter looks for; None where it isn't set."""
        return self._values.get(name)

    def with_view(self, name: str) -> "Asked":
        """Another view as it is when one comes to it, without any filter."""
        other = Asked(self.list, {self.list.view_in: name})
        other.around = self.around
        return other

    async def say(self) -> None:
        """
        Find the words for what narrows the list. Raises ``NotFound`` for something that isn't there.

        A saved view may outlive what it names: then it says so and shows nothing of it.
        """
        for name, text in self.texts.items():
            try:
                self.said[name] = await self.list.filter(name).said(text)
            except NotFound:
                if not self.saved:
                    raise
                self.said[name] = gettext(GONE)

    def query(self, **changes: str | None) -> dict[str, str]:
        """What the address says, with some things changed; what becomes None is dropped."""
        now: dict[str, str | None] = {self.list.view_in: self.view.name, **self.texts, "q": self.q or None}
        now["sort"] = self.sort.name if self.sort.name != self.view.sort else None
        now["saved"] = self.saved or None
        return {name: value for name, value in (now | changes).items() if value}

    def address(self, path: str = "", /, **changes: str | None) -> str:
        """The list's address with some things changed."""
        query = self.query(**changes)
        return f"{path or self.list.path}?{urlencode(query)}" if query else path or self.list.path

    def kept(self, *without: str) -> list[tuple[str, str]]:
        """What a form of the page sends along, as hidden fields."""
        return [(name, value) for name, value in self.query().items() if name not in without]


def chips(asked: Asked) -> list[dict[str, Any]]:
    """What narrows the list now, in the order of its filters, each with the ways to change it and without it."""
    found = [_chip(asked, name) for name in (one.name for one in asked.list.filters) if name in asked.texts]
    if asked.q:
        found.append(_chip_of(gettext(TEXT), asked.q, asked.address(**_one("q", None))))
    return found


def more(asked: Asked) -> list[dict[str, Any]]:
    """Filters that can be added."""
    return [
        _choosing(asked, one.name) | {"label": gettext(one.word)}
        for one in asked.list.filters
        if one.name not in asked.texts and one.shape
    ]


def orders(asked: Asked) -> list[dict[str, Any]]:
    """The orders that can be chosen."""
    return [
        {
            "label": gettext(one.word),
            "url": asked.address(sort=one.name if one.name != asked.view.sort else None),
            "current": one is asked.sort,
        }
        for one in asked.list.sorts_of(asked.view)
    ]


def _chip(asked: Asked, name: str) -> dict[str, Any]:
    one = asked.list.filter(name)
    chip = _chip_of(gettext(one.word), asked.said[name], asked.address(**_one(name, None)))
    return chip | _choosing(asked, name)


def _chip_of(label: str, value: str, remove_url: str) -> dict[str, Any]:
    return {"label": label, "value": value, "remove_url": remove_url, "shape": "", "name": ""}


def _choosing(asked: Asked, name: str) -> dict[str, Any]:
    """How a filter is set: links, or the fields of a form."""
    one = asked.list.filter(name)
    low, _, high = asked.texts.get(name, "").partition("..")
    return {
        "name": name,
        "shape": one.shape,
        "choices": [
            {"label": word, "url": asked.address(**_one(name, text)), "current": asked.texts.get(name) == text}
            for text, word in one.choices().items()
        ],
        "url": asked.address(choose=name),
        "open": asked.choose == name,
        "low": low,
        "high": high,
        "kept": asked.kept(name),
    }


def _one(name: str, value: str | None) -> dict[str, str | None]:
    return {name: value}
