"""What is said of a campaign on its pages."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from msgspec import Meta

from desk.extend import NOT_A_CHOICE, NOT_READABLE, Form, Invalid, audience_filters, current_scope, gettext
from desk_campaigns.actions.repeating import SeriesFields
from desk_campaigns.actions.writing import CampaignFields
from desk_campaigns.states import Answers, Content, Rhythm

LONGEST = 4_000
MOST_OF_FILTER = 18
"""Characters that are read of a filter: the digits of a large number."""
BETWEEN = re.compile(r"^-{3,}\s*$", re.MULTILINE)
"""What stands between two texts of a series."""


class CampaignForm(Form):
    """A campaign and whom it is for."""

    name: Annotated[str, Meta(max_length=100)]
    content: Annotated[str, Meta(max_length=20)]
    body: Annotated[str, Meta(max_length=LONGEST)]
    subject: Annotated[str, Meta(max_length=200)] = ""
    channels: list[str] = []
    grades: list[str] = []
    roles: list[str] = []
    industry: Annotated[str, Meta(max_length=60)] = ""
    area: Annotated[str, Meta(max_length=100)] = ""
    product: Annotated[str, Meta(max_length=100)] = ""
    product_version: Annotated[str, Meta(max_length=40)] = ""
    answers: Annotated[str, Meta(max_length=20)] = str(Answers.KEPT)
    registered: Annotated[int, Meta(ge=1, le=1_000_000_000)] | None = None
    per_minute: Annotated[int, Meta(ge=1, le=100_000)] | None = None
    version: int | None = None


class SeriesForm(CampaignForm, kw_only=True):
    """A series: its texts stand in one field, with a line of dashes between them."""

    rhythm: Annotated[str, Meta(max_length=20)]
    first_at: Annotated[str, Meta(max_length=40)]
    birthdays: bool = False


class MomentForm(Form):
    """A moment as a browser sends it, in the tenant's zone."""

    send_at: Annotated[str, Meta(max_length=40)]


def fields_of(form: CampaignForm, values: Mapping[str, Any]) -> CampaignFields:
    """The campaign. Raises ``Invalid`` for a kind that isn't written by hand."""
    if form.content not in tuple(Content):
        raise Invalid({"content": gettext(NOT_READABLE)})
    if form.answers not in tuple(Answers):
        raise Invalid({"answers": gettext(NOT_A_CHOICE)})
    plain = {"industry": form.industry, "area": form.area, "product": form.product, "version": form.product_version}
    filters: dict[str, Any] = {name: said for name, said in plain.items() if said}
    more = {"grades": form.grades, "roles": form.roles, "registered": form.registered, "more": _of_plugins(values)}
    filters |= {name: said for name, said in more.items() if said}
    words = (form.name, form.content, form.channels, form.body, form.subject, filters)
    return CampaignFields(*words, per_minute=form.per_minute, answers=form.answers)


def _of_plugins(values: Mapping[str, Any]) -> dict[str, str]:
    """What was typed into the filters that plugins add, by their names. Raises ``Invalid``."""
    found = {}
    for name, one in audience_filters().items():
        said = str(values.get(name, "")).strip()[:MOST_OF_FILTER]
        if said and one.number and not (said.isascii() and said.isdecimal()):
            raise Invalid({name: gettext(NOT_READABLE)})
        if said:
            found[name] = said
    return found


def series_of(form: SeriesForm, values: Mapping[str, Any]) -> SeriesFields:
    """The series. Raises ``Invalid``."""
    if form.rhythm not in tuple(Rhythm):
        raise Invalid({"rhythm": gettext(NOT_A_CHOICE)})
    texts = [one.strip() for one in BETWEEN.split(form.body) if one.strip()]
    return SeriesFields(fields_of(form, values), texts, form.rhythm, _moment(form.first_at, "first_at"), form.birthdays)


def moment_of(form: MomentForm) -> datetime:
    """The moment. Raises ``Invalid``."""
    return _moment(form.send_at, "send_at")


def _moment(said: str, field: str) -> datetime:
    try:
        found = datetime.fromisoformat(said)
    except ValueError:
        raise Invalid({field: gettext(NOT_READABLE)}) from None
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo(current_scope().tenant.zone))
