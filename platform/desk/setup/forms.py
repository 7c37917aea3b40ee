"""What a browser may send about the company."""

from typing import Annotated, Any
from zoneinfo import available_timezones

from msgspec import Meta

from desk.foundation import company
from desk.foundation.errors import Invalid
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import Form, read_values
from desk.kit.phone import phone_fault

NO_ZONE = N_("There is no time zone of this name, such as Asia/Shanghai.")
NO_COLOUR = N_("A colour is written like #0b6b66.")
WRONG_LINE = N_("{line}: {fault}")
TOO_MANY = N_("At most {most} numbers.")
NOT_SPOKEN = N_("The first language has to be one of those.")
MOST_PHONES = 5
COLUMNS = ("name", "mark", "zone", "accent", "locale")


class CompanyForm(Form):
    name: Annotated[str, Meta(min_length=1, max_length=200)]
    name_en: Annotated[str, Meta(max_length=200)] = ""
    mark: Annotated[str, Meta(max_length=4)] = ""
    zone: Annotated[str, Meta(max_length=60)] = ""
    accent: Annotated[str, Meta(max_length=7)] = ""
    locale: Annotated[str, Meta(max_length=10)] = ""
    address: Annotated[str, Meta(max_length=300)] = ""
    address_en: Annotated[str, Meta(max_length=300)] = ""
    phones: Annotated[str, Meta(max_length=300)] = ""
    languages: list[str] = []


def read_company(values: dict[str, Any]) -> tuple[dict[str, str], dict[str, Any]]:
    """What stands in the register, and what in the settings. Raises ``Invalid`` with all that can't be."""
    form = read_values(values, CompanyForm)
    faults: dict[str, str] = {}
    if form.zone not in available_timezones():
        faults["zone"] = gettext(NO_ZONE)
    accent = form.accent.lower()
    if len(accent) != 7 or accent[0] != "#" or set(accent[1:]) - set("0123456789abcdef"):
        faults["accent"] = gettext(NO_COLOUR)
    if fault := _phone_fault(form.phones):
        faults["phones"] = fault
    spoken = [one for one in company.SPOKEN if one in form.languages]
    if form.locale not in spoken:
        faults["locale"] = gettext(NOT_SPOKEN)
    if faults:
        raise Invalid(faults)
    columns = {name: str(getattr(form, name)) for name in COLUMNS} | {"accent": accent}
    said = {one.key: getattr(form, one.key) for one in company.SETTINGS}
    return columns, said | {"languages": spoken}


def _phone_fault(text: str) -> str:
    lines = [one.strip() for one in text.splitlines() if one.strip()]
    if len(lines) > MOST_PHONES:
        return gettext(TOO_MANY).format(most=MOST_PHONES)
    for line in lines:
        if fault := phone_fault(line):
            return gettext(WRONG_LINE).format(line=line, fault=gettext(fault.sentence).format(**fault.values))
    return ""
