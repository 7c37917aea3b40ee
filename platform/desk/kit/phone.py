"""
Telephone numbers: read from any spelling into one, found by any part, written as ux section 8 writes them.

``phonenumbers`` is imported when the first number is read (60 ms); numbers of China are written without it.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

_LONGEST = 60  # characters; no spelling of one number is longer
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−ー一·", "-"))
_LABEL = re.compile(r"^(?:tel|phone|mobile|mob|fax|电话|手机|座机|固话|总机|传真|热线|t|m|p)[\s.:]*(?=[+(0-9])")
_EXTENSION = re.compile(
    r"[\s(\-]*(?:转接|转|轉|分机|分機|内线|內線|;?ext(?:ension|n)?|x|#|,)[\s.:=]*(?:分机|号)?([0-9]{1,6})\s*(?:号|分机)?\s*\)?$"
)
_LAST_GROUP = re.compile(r"-([0-9]{1,6})$")
_SEVERAL = re.compile(r"[/;,、或和]|\s{3,}")
_SPELLING = re.compile(r"[+(]{0,2}[0-9][0-9\s().\-]*")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")


@dataclass(frozen=True, slots=True)
class Phone:
    """A number that can be called from anywhere, and the extension behind it: digits, or empty."""

    e164: str
    extension: str = ""

    @property
    def uri(self) -> str:
        """For a link: ``tel:+8651255500123;ext=806``."""
        return f"tel:{self.e164};ext={self.extension}" if self.extension else f"tel:{self.e164}"

    @property
    def digits(self) -> str:
        """What ``search_digits`` of any part of this number is a part of."""
        return search_digits(self.e164)

    @property
    def mobile(self) -> str:
        """A mobile number of China as it is dialled there, eleven digits; empty for any other."""
        at_home = self.e164.removeprefix("+86")
        return at_home if self.e164 != at_home and _MOBILE.fullmatch(at_home) else ""


class Fault(NamedTuple):
    """What is wrong with a number: an English sentence to be translated, and the values for its places."""

    sentence: str
    values: dict[str, int] = {}


NO_NUMBER = Fault("There is no number here.")
OTHER_WORDS = Fault("A phone number is written in digits; this has other words in it.")
SEVERAL = Fault("There is more than one number here.")
AREA_CODE = Fault("The area code is missing, as in 0512-5550 0123.")
TOO_SHORT = Fault("This number is too short.")
TOO_LONG = Fault("This number is too long.")
NOT_A_NUMBER = Fault("This is not a phone number that can be called.")


def parse_phone(raw: str, region: str = "CN") -> Phone | None:
    """The number in any spelling, or None; ``region`` is the country of numbers without a country code."""
    found = _read(raw, region)
    return found if isinstance(found, Phone) else None


def phone_fault(raw: str, region: str = "CN") -> Fault | None:
    """What is wrong with a number that ``parse_phone`` does not take; None when it does."""
    found = _read(raw, region)
    return found if isinstance(found, Fault) else None


def _read(raw: str, region: str) -> Phone | Fault:
    if not raw.strip():
        return NO_NUMBER
    if len(raw) > _LONGEST:
        return TOO_LONG
    text, extension = _split_extension(_plain(raw))
    if not _SPELLING.fullmatch(text):
        parts = [part for part in _SEVERAL.split(text) if len(_only_digits(part)) >= 7]
        return SEVERAL if len(parts) > 1 else OTHER_WORDS
    found = _callable(text, region)
    if isinstance(found, str):
        return Phone(found, extension)
    behind = _LAST_GROUP.search(text)  # 0512-55500123-806
    if behind and not extension:
        main = _callable(text[: behind.start()], region)
        if isinstance(main, str) and main.startswith("+86") and not _MOBILE.fullmatch(main[3:]):
            return Phone(main, behind[1])
    return found


def _plain(raw: str) -> str:
    """Half-width, lower case, plain dashes; without invisible marks, label or Excel's ``.0``."""
    text = unicodedata.normalize("NFKC", raw)
    text = "".join(char for char in text if unicodedata.category(char) != "Cf").strip().lower()
    return _LABEL.sub("", text.translate(_DASHES), count=1).removesuffix(".0").strip()


def _split_extension(text: str) -> tuple[str, str]:
    found = _EXTENSION.search(text)
    return (text[: found.start()].strip(), found[1]) if found else (text, "")


def _callable(text: str, region: str) -> str | Fault:
    """The E.164 form of digits and signs that make one number, or what is wrong."""
    import phonenumbers

    digits = _only_digits(text)
    local = region == "CN" and not text.startswith(("+", "(+", "00")) and not digits.startswith("86")
    if local and re.match(r"1[3-9]", digits) and len(digits) != 11:
        return Fault("A mobile number has 11 digits; this has {count}.", {"count": len(digits)})
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return NOT_A_NUMBER
    reason = phonenumbers.is_possible_number_with_reason(number)
    chinese = number.country_code == 86
    listed = phonenumbers.is_valid_number(number) or bool(_MOBILE.fullmatch(str(number.national_number)))
    if listed or (not chinese and reason == phonenumbers.ValidationResult.IS_POSSIBLE):
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if local and re.fullmatch(r"[2-8][0-9]{6,7}", digits):
        return AREA_CODE
    if reason == phonenumbers.ValidationResult.TOO_LONG:
        return TOO_LONG
    return TOO_SHORT if reason == phonenumbers.ValidationResult.TOO_SHORT else NOT_A_NUMBER


def search_digits(text: str) -> str:
    """
    The digits to look for when someone types a number or a part of it: a substring of ``Phone.digits``.

    Without extension, without 86 and without the 0 of an area code, so ``0512 5550``, ``+86 512 5550`` and
    ``512-5550`` find the same. Empty when there are no digits.
    """
    plain, _ = _split_extension(_plain(text[: 2 * _LONGEST]))
    digits = _only_digits(plain)
    abroad = plain.startswith(("+", "(+", "00"))
    digits = digits.lstrip("0")
    if digits.startswith("86") and (abroad or len(digits) >= 12):
        digits = digits[2:].lstrip("0")
    return digits


def format_phone(phone: Phone, lang: str) -> str:
    """
    A number for people: 139 0000 1234 and 0512-5550 0123 转 806; in English +86 139 0000 1234 ext. 806.

    Numbers of other countries keep their code in both.
    """
    chinese = lang.lower().startswith("zh")
    if not phone.e164.startswith("+86"):
        text = _foreign(phone.e164)
    elif chinese:
        text = _at_home(phone.e164[3:])
    else:
        text = f"+86 {_at_home(phone.e164[3:]).removeprefix('0').replace('-', ' ')}"
    if not phone.extension:
        return text
    return f"{text} 转 {phone.extension}" if chinese else f"{text} ext. {phone.extension}"


def _at_home(national: str) -> str:
    """A number of China as it is written there: mobile, 400 and 800, or area code and number."""
    if _MOBILE.fullmatch(national):
        return f"{national[:3]} {national[3:7]} {national[7:]}"
    if re.fullmatch(r"[48]00[0-9]{7}", national):
        return f"{national[:3]}-{national[3:6]}-{national[6:]}"
    area = 2 if national.startswith(("10", "2")) else 3
    return f"0{national[:area]}-{national[area:-4]} {national[-4:]}"


def _foreign(e164: str) -> str:
    import phonenumbers

    try:
        number = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return e164
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def _only_digits(text: str) -> str:
    return "".join(char for char in text if char in "0123456789")
