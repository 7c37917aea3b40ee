"""
Companies' names: what of them is a name, and how it sounds.

``新联机电（集团）股份有限公司`` and ``新联机电股份`` differ in what every company writes; two that sound the same may
be one that was typed twice.
"""

import re

from desk.kit.text import normalise_name, pinyin_key

_FORMS = (
    "有限责任公司",
    "股份有限公司",
    "集团有限公司",
    "有限公司",
    "股份公司",
    "总公司",
    "公司",
    "集团",
    "股份",
    "厂",
)
_FORM = re.compile(f"(?:{'|'.join(_FORMS)})$")
_LATIN_FORMS = frozenset(
    {
        *("co", "ltd", "limited", "inc", "incorporated", "corp", "corporation", "company"),
        *("llc", "llp", "plc", "gmbh", "ag", "group"),
    }
)
_LETTERS = re.compile("[a-z]+")
_SHORTEST = 2


def core_of(name: str) -> str:
    """
    A company's name without its legal form, as its twin is written: ``新联机电（集团）股份有限公司`` is 新联机电.

    A branch is a company of its own, so 分公司 stays. A name of nothing but forms is kept whole.
    """
    twin = normalise_name(name)
    core = twin
    while not core.endswith("分公司") and (shorter := _FORM.sub("", core)) != core and len(shorter) >= _SHORTEST:
        core = shorter
    words = core.split()
    while len(words) > 1 and words[-1] in _LATIN_FORMS:
        words.pop()
    return " ".join(words) or twin


def sound_of(core: str) -> str:
    """How a Chinese name sounds, without tones: 新联 and 欣连 are both ``xin lian``. Empty for names in letters."""
    if core.isascii():
        return ""
    return " ".join(found[0] for piece in pinyin_key(core).split() if (found := _LETTERS.match(piece)))
