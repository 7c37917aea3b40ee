"""
Settings: what a tenant may choose, declared where it is used, in a slice's or plugin's ``settings.py``.

    SEATS = Setting("training.seats", "count", 12, N_("Seats of a session"), least=1, most=60)

    chosen(SEATS)                                       # in the tenant whose scope is open

They stand in the tenant's facts, in ``tenant.toml`` as ``[settings.training]`` ``seats = 20``, and on the page of whose
they are. What was never chosen, or can't be understood any more, is the default.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar, cast

from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_, gettext
from desk.kit.money import parse_money, plain_money

T = TypeVar("T", bool, int, str)
Kind = Literal["yes", "count", "money", "text", "choice"]

NOT_THIS = N_("Choose one of those that are offered.")
NO_NUMBER = N_("This is not a whole number.")
NO_MONEY = N_("This is not an amount, such as 120.50.")
NO_YES = N_("Yes or no.")
NO_TEXT = N_("This is not text.")
TOO_LITTLE = N_("At least {least}.")
TOO_MUCH = N_("At most {most}.")
TOO_LONG = N_("At most {most} characters.")
TYPES: dict[Kind, type] = {"yes": bool, "count": int, "money": int, "text": str, "choice": str}


@dataclass(frozen=True, slots=True)
class Setting(Generic[T]):
    """One thing that a tenant may choose."""

    name: str
    """Whose it is and what: ``training.seats``."""
    kind: Kind
    """``money`` is in cents; ``choice`` is one of ``options``."""
    default: T
    label: str
    note: str = ""
    """A sentence below the field: what follows from it."""
    unit: str = ""
    """What is counted: ``N_("days")``."""
    least: int | None = None
    most: int | None = None
    """Bounds of a number; of a text its length."""
    options: Mapping[str, str] = field(default_factory=dict)
    """Of a choice: what is stored, and its words."""

    @property
    def owner(self) -> str:
        """The slug of the slice or plugin whose it is."""
        return self.name.partition(".")[0]

    @property
    def key(self) -> str:
        """Its name among those of its owner."""
        return self.name.partition(".")[2]

    def read(self, said: object) -> T:
        """A stored or given value. Raises ``ValueError`` with a sentence in the reader's language."""
        wrong = {"yes": NO_YES, "count": NO_NUMBER, "money": NO_MONEY, "text": NO_TEXT, "choice": NOT_THIS}
        if type(said) is not TYPES[self.kind]:
            raise ValueError(gettext(wrong[self.kind]))
        if self.kind == "choice" and said not in self.options:
            raise ValueError(gettext(NOT_THIS))
        size = len(said) if isinstance(said, str) else said
        if isinstance(size, int) and self.kind not in ("yes", "choice"):
            self._bound(size)
        return cast("T", said)

    def _bound(self, size: int) -> None:
        if self.least is not None and size < self.least:
            raise ValueError(gettext(TOO_LITTLE).format(least=self.shown(self.least)))
        if self.most is not None and size > self.most:
            sentence = TOO_LONG if self.kind == "text" else TOO_MUCH
            raise ValueError(gettext(sentence).format(most=self.shown(self.most)))

    def shown(self, value: Any) -> str:
        """A value as its field holds it."""
        if self.kind == "yes":
            return "1" if value else ""
        return plain_money(value, "CNY") if self.kind == "money" else str(value)

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


def _cents(text: str) -> int | None:
    try:
        return parse_money(text)
    except ValueError:
        return None


_declared: dict[str, tuple[Setting[Any], ...]] = {}


def register(owner: str, declared: Iterable[Setting[Any]]) -> None:
    """Make the settings of one slice or plugin known; a default that its own bounds refuse is a mistake."""
    mine = tuple(declared)
    for one in mine:
        if one.owner != owner or [other.name for other in mine].count(one.name) > 1:
            raise ValueError(f"setting {one.name} is not of {owner}, or declared twice")
        one.read(one.default)
    _declared[owner] = mine


def of(owner: str) -> tuple[Setting[Any], ...]:
    """The settings of one slice or plugin, in the order of their declaration."""
    return _declared.get(owner, ())


def registered() -> dict[str, tuple[Setting[Any], ...]]:
    """All settings, by whose they are."""
    return dict(_declared)


def chosen(setting: Setting[T], settings: Mapping[str, Any] | None = None) -> T:
    """What the tenant chose, or the default; of the tenant whose scope is open where no settings are given."""
    said = current_scope().tenant.settings if settings is None else settings
    mine = said.get(setting.owner)
    if not isinstance(mine, Mapping) or setting.key not in mine:
        return setting.default
    try:
        return setting.read(mine[setting.key])
    except ValueError:
        return setting.default


def check(settings: Mapping[str, Any]) -> None:
    """See whether a tenant file's settings are ones that are declared. Raises ``ValueError``."""
    for owner, said in settings.items():
        declared = {one.key: one for one in of(owner)}
        if not declared:
            continue
        if not isinstance(said, Mapping):
            raise ValueError(f"settings.{owner} is a table of {', '.join(declared)}")
        for key, value in said.items():
            if key not in declared:
                raise ValueError(f"there is no setting {owner}.{key}; there are {', '.join(declared)}")
            try:
                declared[key].read(value)
            except ValueError as error:
                raise ValueError(f"settings.{owner}.{key}: {error}") from None
