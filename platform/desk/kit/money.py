"""
Money and figures: counted in whole cents, read from what people type, written as ux section 8 writes them.

A cent is the smallest unit of its currency: a hundredth of a yuan or euro, one whole yen.
"""

import re
import unicodedata
from decimal import Decimal

_DECIMALS = {"JPY": 0, "KRW": 0, "VND": 0, "CLP": 0, "KWD": 3, "BHD": 3, "OMR": 3, "TND": 3}
_LARGEST = 10**15  # cents; far above any bill and far below what a bigint column holds
_SYMBOLS = {
    "CNY": ("¥", "元", "rmb", "cny"),
    "USD": ("us$", "$", "usd"),
    "EUR": ("€", "eur"),
    "JPY": ("¥", "jpy"),
}
_AMOUNT = re.compile(r"([+-]?)([0-9]{1,3}(?:[, ][0-9]{3}){1,6}|[0-9]{1,18})(?:\.([0-9]{1,9}))?\s?(万|亿)?")
_TIMES = {"万": 10**4, "亿": 10**8}
_NO_BREAK = "\N{NO-BREAK SPACE}"


class NotAnAmount(ValueError):
    """What was typed is not an amount of money; ``sentence`` says why, for the person who typed it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def format_money(cents: int, currency: str, lang: str) -> str:
    """
    An amount for people: ¥12,480.00 for yuan in Chinese, else the code in front: CNY 12,480.00.

    ``cents`` is in the smallest unit of ``currency`` (ISO 4217). The space does not break.
    """
    places = _DECIMALS.get(currency, 2)
    sign = "-" if cents < 0 else ""
    whole, rest = divmod(abs(cents), 10**places)
    number = f"{whole:,}.{rest:0{places}}" if places else f"{whole:,}"
    if currency == "CNY" and _is_chinese(lang):
        return f"{sign}¥{number}"
    return f"{currency}{_NO_BREAK}{sign}{number}"


def plain_money(cents: int, currency: str) -> str:
    """An amount as forms and spreadsheets read it: ``12480.00``, whole yen without cents."""
    places = _DECIMALS.get(currency, 2)
    whole, rest = divmod(abs(cents), 10**places)
    number = f"{whole}.{rest:0{places}}" if places else str(whole)
    return f"-{number}" if cents < 0 else number


def parse_money(text: str, currency: str = "CNY") -> int:
    """
    The cents in what a person typed: ``12,480.5``, ``￥１２４８０``, ``1.2万元``, ``-30 CNY``.

    Raises NotAnAmount with a sentence for anything else, for parts of a cent and for sums beyond 10¹⁵ cents.
    """
    if len(text) > 60:
        raise NotAnAmount("This is not an amount of money.")
    found = _AMOUNT.fullmatch(_without_symbols(text, currency))
    if not found:
        raise NotAnAmount("This is not an amount of money.")
    sign, whole, rest, unit = found.groups()
    amount = Decimal(f"{re.sub('[, ]', '', whole)}.{rest or 0}") * _TIMES.get(unit, 1)
    cents = amount.scaleb(_DECIMALS.get(currency, 2))
    if cents != cents.to_integral_value():
        raise NotAnAmount("An amount cannot have parts of a cent.")
    if cents > _LARGEST:
        raise NotAnAmount("This amount is too large.")
    return -int(cents) if sign == "-" else int(cents)


def _without_symbols(text: str, currency: str) -> str:
    """The bare number, after sign, currency and outer space were put in order."""
    bare = unicodedata.normalize("NFKC", text).strip().lower().replace("\N{MINUS SIGN}", "-")
    bare = bare.removesuffix("整").rstrip()
    sign, bare = (bare[0], bare[1:].lstrip()) if bare[:1] in ("-", "+") else ("", bare)
    for symbol in (*_SYMBOLS.get(currency, ()), currency.lower()):
        if bare.startswith(symbol):
            bare = bare.removeprefix(symbol).lstrip()
            break
        if bare.endswith(symbol):
            bare = bare.removesuffix(symbol).rstrip()
            break
    return sign + bare


def format_count(count: int, lang: str) -> str:
    """A whole number, thousands apart: 12 480 in Chinese (the space does not break), 12,480 in English."""
    grouped = f"{count:,}"
    return grouped.replace(",", _NO_BREAK) if _is_chinese(lang) else grouped


def format_percent(share: float, lang: str) -> str:
    """A share of one in whole percent: 0.92 is 92 % in Chinese and 92% in English."""
    return f"{share * 100:.0f}{_NO_BREAK if _is_chinese(lang) else ''}%"


def _is_chinese(lang: str) -> bool:
    return lang.lower().startswith("zh")
