"""What programs get of fields."""

from typing import Literal

import msgspec

from desk.fields.states import Owner

KindWord = Literal["text", "long_text", "number", "date", "yes_no", "choice", "several"]


class Choice(msgspec.Struct):
    """One value that can be chosen; what is sent is the key."""

    key: str
    zh: str
    en: str


class Field(msgspec.Struct):
    """A field of the tenant's own. Its values stand under its key in ``custom`` of its owner."""

    owner: Owner
    key: str
    kind: KindWord
    zh: str
    en: str
    required: bool
    confidential: bool
    choices: list[Choice]
