"""
Settings: what a tenant may choose, declared where it is used, in a slice's or plugin's ``settings.py``.

    SEATS = Setting("training.seats", "count", 12, N_("Seats of a session"), least=1, most=60)

    chosen(SEATS)                                       # in the tenant whose scope is open

They stand in the tenant's facts, in ``tenant.toml`` as ``[settings.training]`` ``seats = 20``, and on the page of whose
they are. What was never chosen, or can't be understood any more, is the default. A table of settings is a ``Grid``.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar, cast

from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_, gettext
from desk.kit.money import format_money, parse_money, plain_money

T = TypeVar("T")
Kind = Literal["yes", "count", "money", "text", "time", "choice", "some", "grid", "own"]

NOT_THIS = N_("Choose one of those that are offered.")
NO_NUMBER = N_("This is not a whole number.")
NO_MONEY = N_("This is not an amount, such as 120.50.")
NO_YES = N_("Yes or no.")
NO_TEXT = N_("This is not text.")
NO_TIME = N_("Please say a time such as 21:00.")
NO_LIST = N_("This is not a list.")
TOO_LITTLE = N_("At least {least}.")
TOO_MUCH = N_("At most {most}.")
TOO_LONG = N_("At most {most} characters.")
NO_OWNER = N_("there are no settings of {owner}; there are some of {owners}")
NO_SETTING = N_("there is no setting {owner}.{key}; there are {keys}")
TYPES: dict[Kind, tuple[type, str]] = {
    "yes": (bool, NO_YES),
    "count": (int, NO_NUMBER),
    "money": (int, NO_MONEY),
    "text": (str, NO_TEXT),
    "time": (str, NO_TIME),
    "choice": (str, NOT_THIS),
    "some": (list, NO_LIST),
    "grid": (list, NO_LIST),
}
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """A page of its own on which a tenant chooses something, to be found from the overview of all settings."""

    title: str
    url: str
    permission: str
    note: str = ""
    faces: tuple[str, ...] = ("workspace",)


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One thing that a tenant may choose."""

    name: str
    """Whose it is and what: ``training.seats``."""
    kind: Kind
    """``money`` is in cents, ``time`` is ``21:00``; ``choice`` is one of ``options``, ``some`` any number of them."""
    default: T
    label: str
    note: str = ""
    """A sentence below the field: what follows from it."""
    unit: str = ""
    """What is counted: ``N_("days")``."""
    least: int | None = None
    most: int | None = None
    """Bounds of a number; of a text its length."""
    zero: str = ""
    """What no days, or none of whatever is counted, mean: ``N_("for good")``."""
    options: Mapping[str, str] = field(default_factory=dict)
    """Of a choice: what is stored, and its words."""
    page: str = ""
    """Where it is chosen, when that isn't the page of its owner's settings."""
    reads: Callable[[Any], Any] | None = None
    """Of the kind ``own``: reads a value that only its own page understands; raises ``ValueError``."""
    faces: tuple[str, ...] = ("workspace", "headquarters")
    """Where it can be chosen."""

    @property
    def owner(self) -> str:
        """The slug of the slice or plugin whose it is."""
        return self.name.partition(".")[0]

    @property
    def key(self) -> str:
        """Its name among those of its owner."""
        return self.name.partition(".")[2]

    @property
    def usual(self) -> T:
        """What counts where nobody chose."""
        return self.default

    def read(self, said: object) -> T:
        """A stored or given value. Raises ``ValueError`` with a sentence in the reader's language."""
        if self.reads is not None:
            return cast("T", self.reads(said))
        kind, sentence = TYPES[self.kind]
        if type(said) is not kind or (self.kind == "time" and not _TIME.fullmatch(str(said))):
            raise ValueError(gettext(sentence))
        if self.kind == "some" and len({*cast("list[str]", said)} & self.options.keys()) != len(
            cast("list[str]", said)
        ):
            raise ValueError(gettext(NOT_THIS))
        if self.kind == "choice" and said not in self.options:
            raise ValueError(gettext(NOT_THIS))
        if self.kind in ("count", "money", "text"):
            self._bound(len(said) if isinstance(said, str) else cast("int", said))
        return cast("T", said)

    def _bound(self, size: int) -> None:
        if self.least is not None and size < self.least:
            raise ValueError(gettext(TOO_LITTLE).format(least=self.shown(self.least)))
        if self.most is not None and size > self.most:
            sentence = TOO_LONG if self.kind == "text" else TOO_MUCH
            raise ValueError(gettext(sentence).format(most=self.shown(self.most)))

    def shown(self, value: Any) -> Any:
        """A value as its field holds it."""
        if self.kind == "yes":
            return "1" if value else ""
        if self.kind == "some":
            return list(value)
        return plain_money(value, "CNY") if self.kind == "money" else str(value)

    def worded(self, value: Any) -> str:
        """A value in words, for whoever reads what is chosen; empty for what only its own page understands."""
        if self.kind == "yes":
            return gettext(N_("Yes")) if value else gettext(N_("No"))
        if self.kind in ("choice", "some"):
            words = [gettext(self.options.get(one, one)) for one in (value if self.kind == "some" else [value])]
            return gettext(", ").join(words) or gettext(N_("nothing"))
        if self.kind == "money":
            return format_money(value, "CNY", "zh-CN")
        if self.zero and value == 0:
            return gettext(self.zero)
        return "" if self.kind == "own" else f"{value} {gettext(self.unit) if self.unit else ''}".strip()

    def typed(self, text: str) -> T:
        """What a person typed or ticked. Raises ``ValueError`` with a sentence."""
        text = text.strip()
        if self.kind == "yes":
            return self.read(text in ("1", "on", "true"))
        if self.kind == "count":
            return self.read(int(text) if text.lstrip("-").isdecimal() else None)
        if self.kind == "money":
            return self.read(_cents(text))
        return self.read(text)

    def taken(self, values: Mapping[str, Any]) -> T:
        """What a form says of it. Raises ``ValueError``, or ``Invalid`` where several fields are its own."""
        given = values.get(self.key, "")
        if self.kind == "some":
            return self.read([given] if isinstance(given, str) and given else [*given])
        return self.typed(str(given))


def _cents(text: str) -> int | None:
    try:
        return parse_money(text)
    except ValueError:
        return None


_declared: dict[str, tuple[Setting[Any], ...]] = {}
_pages: dict[str, tuple[SettingsPage, ...]] = {}


def register(owner: str, declared: Iterable[Setting[Any] | SettingsPage]) -> None:
    """Make the settings of one slice or plugin known; a default that its own bounds refuse is a mistake."""
    said = tuple(declared)
    mine = tuple(one for one in said if isinstance(one, Setting))
    for one in mine:
        if one.owner != owner or [other.name for other in mine].count(one.name) > 1:
            raise ValueError(f"setting {one.name} is not of {owner}, or declared twice")
        one.read(one.usual)
    _declared[owner] = mine
    _pages[owner] = tuple(one for one in said if isinstance(one, SettingsPage))


def of(owner: str) -> tuple[Setting[Any], ...]:
    """The settings of one slice or plugin, in the order of their declaration."""
    return _declared.get(owner, ())


def pages_of(owner: str) -> tuple[SettingsPage, ...]:
    """The pages on which more of it is chosen."""
    return _pages.get(owner, ())


def owners() -> list[str]:
    """Whoever has settings or pages of them."""
    return [owner for owner in _declared if of(owner) or pages_of(owner)]


def chosen(setting: Setting[T], settings: Mapping[str, Any] | None = None) -> T:
    """What the tenant chose, or the default; of the tenant whose scope is open where no settings are given."""
    said = current_scope().tenant.settings if settings is None else settings
    mine = said.get(setting.owner)
    if not isinstance(mine, Mapping) or setting.key not in mine:
        return setting.usual
    try:
        return setting.read(mine[setting.key])
    except ValueError:
        return setting.usual


def check(settings: Mapping[str, Any], unknown: Iterable[str] = ()) -> None:
    """
    See whether a tenant file's settings are ones that are declared. Raises ``ValueError`` with a sentence.

    ``unknown`` are plugins that take no part in this process: what they would understand nobody can say.
    """
    for owner, said in settings.items():
        declared = {one.key: one for one in of(owner)}
        if owner in unknown:
            continue
        if not declared:
            there = ", ".join(sorted(one for one in _declared if of(one)))
            raise ValueError(gettext(NO_OWNER).format(owner=owner, owners=there))
        if not isinstance(said, Mapping):
            raise ValueError(f"settings.{owner} is a table of {', '.join(declared)}")
        for key, value in said.items():
            if key not in declared:
                raise ValueError(gettext(NO_SETTING).format(owner=owner, key=key, keys=", ".join(declared)))
            try:
                declared[key].read(value)
            except ValueError as error:
                raise ValueError(f"settings.{owner}.{key}: {error}") from None
