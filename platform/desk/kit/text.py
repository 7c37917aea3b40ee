"""
Words: names and texts made ready to be found, sorted and shown.

Names are kept as entered; what is made here stands beside them. ``pypinyin`` is imported when the first
Chinese name is spelled (0.2 s, 35 MB).
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from markupsafe import Markup, escape

_LONGEST_NAME = 500  # characters that count
_LONGEST_TEXT = 60_000  # characters that are searched
_LONGEST_WORD = 60
_LONGEST_QUERY = 200
_LAST_POSITION = 16_383  # PostgreSQL's, in a tsvector
_POSITIONS = tuple(map(str, range(1, _LAST_POSITION + 1)))
_MOST_PLACES = 255  # of one word in a tsvector

_HAN = "々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_EAST = _HAN + "\u3041-\u30ff\uac00-\ud7af"  # written without spaces: also kana and hangul
_PIECES = re.compile(rf"(?P<east>[{_EAST}]+)|(?P<word>(?:(?![{_EAST}])[^\W_])+)")
_NAME_PIECES = re.compile(rf"(?P<han>[{_HAN}]+)|(?P<word>(?:(?![{_HAN}])[^\W_])+)")
_BESIDE_EAST = re.compile(rf"(?<=[{_EAST}]) | (?=[{_EAST}])")
_MARKS = re.compile("[\u0300-\u036f]")

# Family names that are read otherwise than the same character elsewhere.
_SURNAMES = {
    **{"单": "shan4", "仇": "qiu2", "曾": "zeng1", "解": "xie4", "查": "zha1", "区": "ou1", "朴": "piao2"},
    **{"翟": "zhai2", "盖": "ge3", "缪": "miao4", "覃": "qin2", "宓": "mi4", "冼": "xian3", "隗": "wei3"},
    **{
        "种": "chong2",
        "繁": "po2",
        "召": "shao4",
        "尉迟": "yu4 chi2",
        "万俟": "mo4 qi2",
        "单于": "chan2 yu2",
    },
    **{"长孙": "zhang3 sun1", "澹台": "tan2 tai2"},
}

_URL = re.compile(
    r"(?<![a-z0-9])(?:https?://[a-z0-9\[][!#-;=?-_a-z~]*|tel:\+?[0-9][0-9().\-]{2,30})",
    re.IGNORECASE | re.ASCII,
)
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def normalise_name(name: str) -> str:
    """
    The twin of a name by which it is found, whatever width, case, spacing and punctuation it was typed in.

    ``ACME Co., Ltd.`` and ``acme co ltd`` have one twin, so have ``新联（集团）`` and ``新联 (集团)``.
    A name of punctuation alone keeps it; an empty one stays empty.
    """
    folded = _folded(name[:_LONGEST_NAME])
    kept = "".join(_kept(char) for char in folded)
    return _BESIDE_EAST.sub("", " ".join(kept.split())) or " ".join(folded.split())


def _folded(text: str) -> str:
    """One width and one case; controls are spaces, invisible marks and broken characters are gone."""
    text = text.replace("\n", " ")
    if not text.isprintable():  # nearly every text is: looking at each character is most of the work
        text = "".join(
            " " if kind == "Cc" else "" if kind in ("Cf", "Cs") else char
            for char in text
            for kind in (unicodedata.category(char),)
        )
    for _ in range(3):  # folding can undo composing, and the other way round
        text, before = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()), text
        if text == before:
            break
    return text


def _kept(char: str) -> str:
    if char in ".'’\"":
        return ""
    return " " if unicodedata.category(char).startswith("P") and char != "&" else char


def pinyin_key(name: str) -> str:
    """
    What a name is sorted by, in a database without a Chinese collation: ``wang2王 min3敏``, ``acme pumps``.

    Latin and Chinese names mix by letter; names of one reading stay together by character.
    """
    return " ".join(
        "".join((spelling, char)) if char else spelling for spelling, char in _spelled(name[:_LONGEST_NAME])
    )


def pinyin_initials(name: str) -> str:
    """
    What people type to find a name fast: 王敏 is ``wm``, Acme Pumps is ``ap``, IBM 中国 is ``ibmzg``.

    Latin words beside Chinese ones stand whole. At most 100 characters.
    """
    pieces = list(_spelled(name[:_LONGEST_NAME]))
    mixed = any(char for _, char in pieces)
    return "".join(piece if mixed and not char else piece[:1] for piece, char in pieces)[:100]


def _spelled(name: str) -> Iterator[tuple[str, str]]:
    """Each Chinese character's reading with its tone, and the character; each other word, and nothing."""
    plain = _plain_letters(_folded(name))
    for piece in _NAME_PIECES.finditer(plain):
        if piece["word"]:
            yield piece["word"], ""
        else:
            yield from zip(_readings(piece["han"], is_name=piece["han"] == plain), piece["han"], strict=True)


def _readings(run: str, *, is_name: bool) -> list[str]:
    from pypinyin import Style, lazy_pinyin

    def read(chinese: str) -> list[str]:
        return lazy_pinyin(chinese, style=Style.TONE3, neutral_tone_with_five=True)

    readings = read(run)
    if len(readings) != len(run):  # characters without a known reading are handed back in one piece
        readings = [read(char)[0] for char in run]
    if is_name and len(run) <= 4:  # a person's; companies are longer
        surname = next((run[:length] for length in (2, 1) if run[:length] in _SURNAMES), "")
        readings[: len(surname)] = _SURNAMES[surname].split() if surname else []
    return readings


def _plain_letters(text: str) -> str:
    """Without accents: Zürich is zurich. Marks of other scripts, such as kana's, stay."""
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", text)))


def bigrams(text: str) -> str:
    """
    The text as a tsvector, written out for ``$1::tsvector``: ``'打印':1 '印机':2 '机':3 'acme':4``.

    Chinese, kana and hangul as pairs of characters, the last of a run also alone; other words lower-cased and
    without accents. Bounded: what lies behind 60,000 characters or PostgreSQL's last position is not found.
    """
    places: dict[str, list[str]] = {}
    for position, word in zip(_POSITIONS, _words(text[:_LONGEST_TEXT]), strict=False):
        if word in places:
            places[word].append(position)
        else:
            places[word] = [position]
    return " ".join([f"'{word}':{','.join(found[:_MOST_PLACES])}" for word, found in places.items()])


def bigram_query(query: str) -> str | None:
    """
    What a person typed as a tsquery, written out for ``$1::tsquery``; None when there is nothing to look for.

    Every term between spaces must be there, each as a phrase; its last word may go on (``acm`` finds acme).
    A single Chinese character finds every word that has it; a single letter or digit only itself.
    """
    terms = (list(_words(term)) for term in query[:_LONGEST_QUERY].split())
    phrases = [_phrase(words) for words in terms if words]
    return " & ".join(dict.fromkeys(phrases)) or None


def _phrase(words: list[str]) -> str:
    if len(words) > 1 and _is_lone(words[-1]) and len(words[-2]) == 2 and words[-2].endswith(words[-1]):
        words = words[:-1]  # the end of a run: in the text the run may go on
    last = words[-1]
    goes_on = len(last) >= 2 and not re.match(rf"[{_EAST}]", last)
    quoted = [f"'{word}'" for word in words]
    if goes_on or _is_lone(last):
        quoted[-1] += ":*"
    phrase = " <-> ".join(quoted)
    return f"({phrase})" if len(quoted) > 1 else phrase


def _is_lone(word: str) -> bool:
    return len(word) == 1 and bool(re.match(rf"[{_EAST}]", word))


def _words(text: str) -> Iterator[str]:
    """What text and query are both cut into: letters and digits only, so nothing in it needs escaping."""
    for piece in _PIECES.finditer(_plain_letters(_folded(text))):
        run = piece["east"]
        if run:
            yield from map("".join, pairwise(run))
            yield run[-1]
        else:
            yield piece["word"][:_LONGEST_WORD]


def plain_to_html(text: str) -> Markup:
    """
    Plain text as safe HTML: paragraphs, line breaks, and links for http, https and tel only.

    A link is plain ASCII; it ends before Chinese, a bracket that it did not open, and final punctuation.
    """
    text = _UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    paragraphs: list[list[Markup]] = [[]]
    for line in text.split("\n"):
        if line.strip():
            paragraphs[-1].append(_linked(line.rstrip()))
        elif paragraphs[-1]:
            paragraphs.append([])
    written = (Markup("<br>\n").join(lines) for lines in paragraphs if lines)
    return Markup("\n").join(Markup("<p>{}</p>").format(lines) for lines in written)


def _linked(line: str) -> Markup:
    parts: list[Markup] = []
    end = 0
    for found in _URL.finditer(line):
        url = _without_tail(found[0])
        parts += [escape(line[end : found.start()]), _link(url)]
        end = found.start() + len(url)
    return Markup("").join([*parts, escape(line[end:])])


def _link(url: str) -> Markup:
    target = "" if url[:4].lower() == "tel:" else Markup(' target="_blank"')
    return Markup('<a href="{0}" rel="noopener noreferrer"{1}>{0}</a>').format(url, target)


def _without_tail(url: str) -> str:
    """Without the punctuation of the sentence around; a closing bracket stays when the link opened it."""
    surplus = {close: url.count(close) - url.count(open_) for open_, close in ("()", "[]")}
    end = len(url)
    while end and (url[end - 1] in ".,;:!?'*_" or surplus.get(url[end - 1], 0) > 0):
        if url[end - 1] in surplus:
            surplus[url[end - 1]] -= 1
        end -= 1
    return url[:end]


def clip(text: str, length: int) -> str:
    """
    The text on one line, in at most ``length`` characters, the last of them ``…`` when something is left out.

    Words and composed characters stay whole where that costs little. Raises ValueError below one character.
    """
    if length < 1:
        raise ValueError("nothing can be clipped to less than one character")
    line = " ".join(text[: length * 8 + 1_000].split())
    if len(line) <= length:
        return line
    end = length - 1
    while end and length - end < 20 and (_joins(line[end]) or line[end - 1] == "\u200d"):
        end -= 1
    space = line.rfind(" ", 0, end + 1)
    return line[: space if space > end * 0.8 else end].rstrip() + "…"


def _joins(char: str) -> bool:
    """True when the character belongs to the one before: accents, joiners, skin tones."""
    return unicodedata.category(char) in ("Mn", "Me", "Mc") or char == "\u200d" or "\U0001f3fb" <= char <= "\U0001f3ff"
