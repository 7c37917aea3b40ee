"""Rows: each cell read as what its column is, with everything that is wrong with the row said at once."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from desk.customers.actions.fields import (
    NO_DAY,
    NO_EMAIL,
    NO_EXTENSION,
    NO_WEBSITE,
    NOT_YET,
    NUMBERS,
    is_email,
    is_extension,
    is_mobile,
    is_website,
    number_fault,
    parted,
    spelled,
)
from desk.customers.actions.matching import Said
from desk.customers.labels import CARES, CREDITS, GRADES, ROLES, STATUSES
from desk.fields import kinds as own_kinds
from desk.fields.settings import live
from desk.fields.states import PREFIX
from desk.foundation.labels import label, listed
from desk.foundation.tenancy import scope_or_none
from desk.foundation.translation import N_, gettext, language
from desk.foundation.web.forms import NOT_A_NUMBER, REQUIRED, TOO_LONG
from desk.imports.kinds import Column, Entry, Fate, Reading, plain, refused
from desk.kit.masks import is_masked
from desk.kit.phone import format_phone, parse_phone
from desk.kit.spreadsheets import Row
from desk.kit.text import normalise_name, pinyin_key
from desk.kit.time import now

NO_CONTACT_NAME = N_("The contact's name is missing beside their details.")
NO_PRODUCT_NAME = N_("The product's name is missing beside its details.")
NO_CUSTOMER = N_("Whose this is has to be said: the customer's number or name.")
LOST_DIGITS = N_("A spreadsheet has cut this number to {value}: its digits are lost. Please type it as text.")
NOT_ONE_OF = N_("“{value}” is none of: {choices}.")
NO_YEAR = N_("A year of birth is written like 1980.")

_SPOKEN = {
    "status": {
        "prospect": "prospect 潜在 潜在客户 意向 意向客户 lead",
        "customer": "customer 客户 正式 正式客户 已成交 成交客户 老客户 active",
        "lost": "lost 流失 已流失 流失客户 停用 inactive",
    },
    "grade": {
        "vip": "vip VIP客户 贵宾 贵宾客户",
        "key": "key 重点 重点客户 大客户 keyaccount",
        "standard": "standard 标准 标准客户 普通 普通客户 一般 一般客户 normal",
        "unsigned": "unsigned 未签约 未签约客户 无合同 nocontract",
        "prospect": "prospect 潜在 潜在客户 未购买 notabuyeryet",
    },
    "credit": {
        "a": "a 优 优秀 优良 excellent",
        "b": "b 良 良好 good",
        "c": "c 中 一般 中等 fair",
        "d": "d 差 较差 poor",
    },
    "cares_for": {
        "speed": "speed 速度 响应速度 及时",
        "safety": "safety 数据安全 安全 safetyoftheirfiles",
        "skill": "skill 技术 专业 专业技术",
        "manner": "manner 态度 服务态度",
        "price": "price 价格 费用",
        "place": "place 上门服务 上门 现场 comingtothem",
    },
    "contact_roles": {
        "main": "main 主要联系人 主联系人 主要 maincontact",
        "finance": "finance 财务 会计",
        "it": "it 信息化 网管 技术",
        "boss": "boss 负责人 老板 法人 领导 head",
        "trainee": "trainee 学员",
    },
}
_STORED = {
    name: {plain(word): stored for stored, words in spoken.items() for word in words.split()}
    for name, spoken in _SPOKEN.items()
}
_CHOICES = {
    "status": ("customer_status", STATUSES),
    "grade": ("grade", GRADES),
    "credit": ("credit", {stored: word for stored, word in CREDITS.items() if stored}),
    "cares_for": ("cares_for", CARES),
    "contact_roles": ("contact_role", ROLES),
}
_AND = re.compile(r"[,，、;；/\n]")
"""Between several words of one cell."""
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_COMPANY = re.compile("[\u4e00-\u9fff][\u4e00-\u9fff()（）]{4,}")
_BRACKETS = re.compile("[()（）]+")
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?(?: 00:00:00)?")
_SERIAL = re.compile("[2-6][0-9]{4}")
"""A day as Excel counts it: 1954 to 2091."""
_DAY_ZERO = date(1899, 12, 30)
_CUT = re.compile(r"[0-9](?:\.[0-9]+)?[eE]\+[0-9]{2}")
_NOT_SEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


PARTS = ("customer", "contact", "product")
_DIGITS = (
    *(*NUMBERS, "contact_phone", "external_key", "tax_no", "bank", "dongle_no", "service_code", "confirmation_code"),
    *("im", "number"),
)
"""Where a spreadsheet that takes digits for a number does harm."""


class _Fault(Exception):
    """One cell's fault, translated."""


@dataclass(slots=True)
class _Heard:
    """What a row says, and what is wrong with it."""

    values: dict[str, dict[str, Any]] = field(default_factory=lambda: {part: {} for part in PARTS})
    faults: list[tuple[str, str]] = field(default_factory=list)

    def lacks(self, name: str, sentence: str) -> None:
        if name not in {known for known, _ in self.faults}:
            place = 0 if name == "name" else len(self.faults)
            self.faults.insert(place, (name, gettext(sentence)))


def read_row(row: Row, reading: Reading, *, only: str = "") -> Entry | Fate:
    """One row as what it says of a customer, or why it can't be taken; ``only`` a part of somebody known."""
    heard = _Heard()
    for name, cell in zip(reading.fields, row.cells, strict=True):
        if name is not None and cell:
            _take(heard, reading.columns[name], cell)
    customer, contact, product = heard.values.values()
    name = str(customer.get("name", ""))
    twin = normalise_name(name)[:200]
    if only and not customer:
        heard.lacks("name", NO_CUSTOMER)
    elif not only and not twin and "number" not in customer:
        heard.lacks("name", REQUIRED)
    if (contact or only == "contact") and "name" not in contact:
        heard.lacks("contact", NO_CONTACT_NAME)
    if (product or only == "product") and "name" not in product:
        heard.lacks("product", NO_PRODUCT_NAME)
    if heard.faults:
        return refused(row.number, name, *heard.faults)
    if contact:
        contact |= parted(contact.get("phone", ""), contact.get("extension", ""))
        contact["name_key"] = _key(contact["name"])[:300]
    key = _key(name)[:600] if name else ""
    return Entry(row.number, Said(customer, twin, key, contact, product))


def _take(heard: _Heard, column: Column, cell: str) -> None:
    name = column.field
    if is_masked(cell):
        return  # as it was taken out by somebody who doesn't see it: it says nothing
    try:
        if column.target.startswith(PREFIX):
            _take_own(heard.values[column.part], column, cell)
            return
        text = _clean(cell, lines=name == "note")
        if len(text) > column.longest:
            raise _Fault(gettext(TOO_LONG).format(limit=column.longest, count=len(text)))
        if name in _DIGITS and _CUT.fullmatch(text):
            raise _Fault(gettext(LOST_DIGITS).format(value=text))
        if text:
            read = _READERS.get(name)
            heard.values[column.part][column.target or name] = read(text) if read else text
    except _Fault as fault:
        heard.faults.append((name, str(fault)))


def _take_own(values: dict[str, Any], column: Column, cell: str) -> None:
    """What stands in a field of the tenant's own."""
    field = next((one for one in live(column.part) if one.name == column.target), None)
    if field is None:
        return
    try:
        if stored := own_kinds.read(field, cell):
            values[column.target] = stored
    except ValueError as fault:
        raise _Fault(str(fault)) from None


def _clean(cell: str, *, lines: bool) -> str:
    if cell.isprintable():
        return cell
    text = _NOT_SEEN.sub("", cell.replace("\r\n", "\n"))
    return text.strip() if lines else " ".join(text.split())


def _key(name: str) -> str:
    """``pinyin_key`` of a name, ten times as fast for companies: their names consist of the same words."""
    if not _COMPANY.fullmatch(name):
        return _whole_key(name)
    return " ".join(_word_key(word) for run in _BRACKETS.split(name) if run for word in _words()(run))


@cache
def _words() -> Callable[[str], Iterable[str]]:
    """What cuts a name into the words that pypinyin would read it by."""
    from pypinyin.seg.mmseg import seg

    cut: Callable[[str], Iterable[str]] = seg.cut
    return cut


@lru_cache(maxsize=65_536)
def _word_key(word: str) -> str:
    return pinyin_key(f"{word},")  # with something behind it, it isn't read as a person's name


@lru_cache(maxsize=16_384)
def _whole_key(name: str) -> str:
    return pinyin_key(name)


def _number(text: str) -> str:
    if is_mobile(text):
        return spelled(text)
    found = _other_number(text)
    if not found:
        raise _Fault(number_fault(text))
    return found


@lru_cache(maxsize=16_384)
def _other_number(text: str) -> str:
    """A number as it is kept, or nothing; people of one company share theirs."""
    found = parse_phone(text)
    return format_phone(found, "zh-CN") if found else ""


def _matching(fits: Callable[[str], bool], sentence: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if not fits(text):
            raise _Fault(gettext(sentence))
        return text

    return read


def _choice(name: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        scope = scope_or_none()
        own = _own_words(name, language.get(), *((scope.tenant.id, scope.tenant.version) if scope else (None, 0)))
        stored = {plain(word): one for one, word in own.items()}.get(plain(text)) or _STORED[name].get(plain(text))
        if stored is None:
            raise _Fault(gettext(NOT_ONE_OF).format(value=text[:40], choices=listed(own.values())))
        return stored

    return read


def _several(name: str) -> Callable[[str], list[str]]:
    one = _choice(name)

    def read(text: str) -> list[str]:
        parts = (part.strip() for part in _AND.split(text))
        return list(dict.fromkeys(one(part) for part in parts if part))

    return read


@lru_cache(maxsize=64)
def _own_words(name: str, _language: str, _tenant: UUID | None, _version: int) -> dict[str, str]:
    """The words for the values of a field, as this tenant calls them."""
    kind, known = _CHOICES[name]
    return {stored: label(kind, stored) for stored in known}


def _day(text: str) -> date:
    found = _DAY.fullmatch(text) or re.fullmatch(r"([0-9]{4})([0-9]{2})([0-9]{2})", text)
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None
    if day is None and _SERIAL.fullmatch(text):
        day = _DAY_ZERO + timedelta(days=int(text))
    if day is None:
        raise _Fault(gettext(NO_DAY))
    if day > now().date():
        raise _Fault(gettext(NOT_YET))
    return day


def _own_number(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise _Fault(gettext(NOT_A_NUMBER))
    return int(text)


def _year(text: str) -> int:
    year = text.removesuffix("年")
    if not _YEAR.fullmatch(year) or int(year) > now().year:
        raise _Fault(gettext(NO_YEAR))
    return int(year)


_READERS: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys((*NUMBERS, "contact_phone"), _number),
    "email": _matching(is_email, NO_EMAIL),
    "website": _matching(is_website, NO_WEBSITE),
    "extension": _matching(is_extension, NO_EXTENSION),
    "status": _choice("status"),
    "grade": _choice("grade"),
    "credit": _choice("credit"),
    "cares_for": _several("cares_for"),
    "contact_roles": _several("contact_roles"),
    "number": _own_number,
    "birthday": _day,
    "birth_year": _year,
    "purchased_on": _day,
}
