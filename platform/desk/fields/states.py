"""What a field is."""

from enum import StrEnum
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from desk.foundation.translation import language

PREFIX = "custom."
"""Before the key of a field, wherever it stands among fields of the house: in forms, history, columns, filters."""
Owner = Literal["customer", "contact", "product"]
OWNERS: tuple[Owner, ...] = ("customer", "contact", "product")
MOST = 50
"""Fields of one owner."""
Key = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,38}$")]
Word = Annotated[str, Meta(min_length=1, max_length=40)]


class Kind(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    NUMBER = "number"
    DATE = "date"
    YES_NO = "yes_no"
    CHOICE = "choice"
    SEVERAL = "several"


CHOOSING = (Kind.CHOICE, Kind.SEVERAL)


class Choice(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One value that can be chosen. One that is retired is still understood, but not offered."""

    key: Key
    zh: Word
    en: Annotated[str, Meta(max_length=40)] = ""
    retired: bool = False

    @property
    def word(self) -> str:
        """What it is called in the reader's language."""
        return _word(self.zh, self.en)


class Field(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One field; ``key`` and ``kind`` never change."""

    key: Key
    kind: Kind
    zh: Word
    en: Annotated[str, Meta(max_length=40)] = ""
    required: bool = False
    confidential: bool = False
    """Shown to those alone who may see confidential fields; masked for all others, and never found by a search."""
    choices: tuple[Choice, ...] = ()
    retired: bool = False

    @property
    def name(self) -> str:
        """What it is called among the fields of the house."""
        return PREFIX + self.key

    @property
    def word(self) -> str:
        """What it is called in the reader's language."""
        return _word(self.zh, self.en)

    @property
    def is_found(self) -> bool:
        """Whether its values are among the words by which things are found."""
        return self.kind in (Kind.TEXT, Kind.LONG_TEXT, Kind.NUMBER) and not self.confidential

    def choice(self, key: str) -> Choice | None:
        """The choice of this key, also one that is retired."""
        return next((one for one in self.choices if one.key == key), None)


def _word(zh: str, en: str) -> str:
    return (en or zh) if language.get() == "en" else zh
