"""What is said of a webhook on its page, and of facts that shall be sent again."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from msgspec import Meta

from desk.foundation.errors import Invalid
from desk.foundation.events import registered
from desk.foundation.hooks import is_shown
from desk.foundation.reactions import EVERY, fits
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import NOT_READABLE, Form, read_values

NO_FACT = N_("No fact is called {name}. The list of all stands in the description of the API.")
NO_PATTERN = N_("Please choose at least one kind of facts.")
BEFORE = N_("The end is before the beginning.")
_PATTERN = re.compile(r"[a-z][a-z_]{0,38}(?:\.[a-z_]{1,38}|\.\*)")
MOST = 50
"""Patterns of one webhook, and of one question to the feed."""


class WebhookForm(Form):
    name: Annotated[str, Meta(max_length=100)]
    url: Annotated[str, Meta(max_length=2000)]
    which: Literal["all", "some"] = "all"
    groups: list[str] = []
    names: Annotated[str, Meta(max_length=4000)] = ""


class SpanForm(Form):
    """Begin and end as ``datetime-local`` writes them, on the tenant's clocks."""

    begin: Annotated[str, Meta(max_length=30)]
    end: Annotated[str, Meta(max_length=30)] = ""
    taken: bool = False


def groups() -> list[str]:
    """What facts' names begin with: ``ticket.*``."""
    return sorted({f"{name.partition('.')[0]}.*" for name in _known()})


def _known() -> list[str]:
    on = current_scope().tenant.plugins
    return [name for name in registered() if is_shown(name, on)]


def read_webhook(values: Mapping[str, Any]) -> tuple[WebhookForm, dict[str, str]]:
    """The form, and what is wrong with it: where something is, with nothing in its place."""
    faults: dict[str, str] = {}
    try:
        form = read_values(values, WebhookForm)
    except Invalid as refusal:
        faults = refusal.fields
        form = read_values(
            {"name": "-", "url": "-", **{k: v for k, v in values.items() if k not in faults}}, WebhookForm
        )
    try:
        patterns_of(form)
    except Invalid as refusal:
        faults |= refusal.fields
    return form, faults


def patterns_of(form: WebhookForm) -> tuple[str, ...]:
    """The patterns that were chosen. Raises ``Invalid``."""
    if form.which == "all":
        return (EVERY,)
    found = read_patterns([*form.groups, *re.split(r"[\s,，、;]+", form.names)], field="names")
    if not found:
        raise Invalid({"groups": gettext(NO_PATTERN)})
    return found


def read_patterns(given: list[str], *, field: str) -> tuple[str, ...]:
    """Names of facts and ``ticket.*``, each of which fits at least one fact that there is. Raises ``Invalid``."""
    found = tuple(dict.fromkeys(one.strip() for one in given if one.strip()))
    if len(found) > MOST:
        raise Invalid({field: gettext(NOT_READABLE)})
    for one in found:
        known = one == EVERY or (_PATTERN.fullmatch(one) and any(fits(name, one) for name in _known()))
        if not known:
            raise Invalid({field: gettext(NO_FACT).format(name=one[:80])})
    return found


def read_span(form: SpanForm, zone: str, now: datetime) -> tuple[datetime, datetime]:
    """Begin and end; without an end, until now. Raises ``Invalid``."""
    faults, moments = {}, {}
    for field, text in (("begin", form.begin), ("end", form.end)):
        try:
            moments[field] = datetime.fromisoformat(text) if text else now
        except ValueError:
            faults[field] = gettext(NOT_READABLE)
            continue
        if moments[field].tzinfo is None:
            moments[field] = moments[field].replace(tzinfo=ZoneInfo(zone))
    if faults:
        raise Invalid(faults)
    if moments["end"] < moments["begin"]:
        raise Invalid({"end": gettext(BEFORE)})
    return moments["begin"], moments["end"]
