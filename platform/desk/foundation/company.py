"""
Who a tenant is to its customers: its name in two languages, where it is, how it is reached, which languages it speaks.

Name, mark, zone, accent and first language stand in the register; the rest are settings, chosen on the page */company*.
"""

from collections.abc import Mapping
from typing import Any

from desk.foundation.choices import Setting, chosen
from desk.foundation.tenancy import TenantFacts, current_scope
from desk.foundation.translation import LANGUAGES, N_, language

PAGE = "/company"
SPOKEN: Mapping[str, str] = {"zh-CN": "中文", "en": "English"}

NAME_EN = Setting("setup.name_en", "text", "", N_("English name"), most=200, page=PAGE)
ADDRESS = Setting("setup.address", "text", "", N_("Address"), most=300, page=PAGE)
ADDRESS_EN = Setting("setup.address_en", "text", "", N_("Address in English"), most=300, page=PAGE)
PHONES = Setting("setup.phones", "text", "", N_("Telephones"), most=300, page=PAGE)
SPEAKS = Setting("setup.languages", "some", list(SPOKEN), N_("Languages of the portal"), options=SPOKEN, page=PAGE)
SETTINGS: tuple[Setting[Any], ...] = (NAME_EN, ADDRESS, ADDRESS_EN, PHONES, SPEAKS)


def called(tenant: TenantFacts | None = None, lang: str = "") -> str:
    """What a tenant is called in a language, or in the reader's."""
    tenant = tenant or current_scope().tenant
    english = chosen(NAME_EN, tenant.settings) if (lang or language.get()) == "en" else ""
    return english or tenant.name


def lines(tenant: TenantFacts | None = None, lang: str = "") -> tuple[str, ...]:
    """Address and telephones in a language, or in the reader's: for letterheads and the foot of the portal."""
    tenant = tenant or current_scope().tenant
    english = chosen(ADDRESS_EN, tenant.settings) if (lang or language.get()) == "en" else ""
    address = english or chosen(ADDRESS, tenant.settings)
    return (*_lines_of(address), *_lines_of(chosen(PHONES, tenant.settings)))


def speaks(tenant: TenantFacts, face: str) -> tuple[str, ...]:
    """The languages of a face: customers get those that the company chose, its own people all."""
    found = chosen(SPEAKS, tenant.settings) if face == "portal" else list(LANGUAGES)
    return tuple(found) or (tenant.locale,)


def _lines_of(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in text.splitlines() if one.strip())
