"""Two languages: sentences are English in the code and Chinese in the catalogues of their rooms."""

from collections.abc import Iterable
from contextvars import ContextVar
from gettext import NullTranslations
from pathlib import Path

from babel.messages.pofile import read_po

LANGUAGES = ("zh-CN", "en")
DEFAULT = "zh-CN"

language: ContextVar[str] = ContextVar("desk_language", default=DEFAULT)


class Catalogue(NullTranslations):
    """All sentences of one language, gathered from the ``locale`` rooms of slices and plugins."""

    def __init__(self) -> None:
        super().__init__()
        self.sentences: dict[str, str] = {}

    def read(self, path: Path) -> None:
        """Add one catalogue file; a later file never changes what an earlier one said."""
        with path.open("rb") as file:
            for message in read_po(file, locale="zh_CN"):
                key, text = _first(message.id), _first(message.string)
                if key and text and not message.fuzzy:
                    self.sentences.setdefault(key, text)

    def gettext(self, message: str) -> str:
        return self.sentences.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        found = self.sentences.get(msgid1)
        return found if found is not None else (msgid1 if n == 1 else msgid2)


def _first(one: object) -> str:
    """The only form: sentences with a number have two in English and one in Chinese."""
    return str(one[0]) if isinstance(one, list | tuple) else str(one or "")


_chinese = Catalogue()


def load_catalogues(folders: Iterable[Path]) -> None:
    """Read ``zh_CN.po`` of each folder that has one."""
    for folder in folders:
        path = folder / "zh_CN.po"
        if path.is_file():
            _chinese.read(path)


def gettext(message: str) -> str:
    """The sentence in the language of whoever reads now."""
    return message if language.get() == "en" else _chinese.gettext(message)


def ngettext(one: str, many: str, n: int) -> str:
    """The sentence for this number; Chinese has one form for all."""
    if language.get() == "en":
        return one if n == 1 else many
    return _chinese.ngettext(one, many, n)


def N_(message: str) -> str:
    """Mark a sentence for the catalogues; it is translated where it is shown."""
    return message


_ = gettext
