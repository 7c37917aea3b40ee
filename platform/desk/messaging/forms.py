"""What is said of messages on their pages, and by programs."""

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta

from desk.foundation.errors import Invalid, Unacceptable
from desk.foundation.labels import words
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import Form, read_values
from desk.messaging import texts
from desk.messaging.actions import MessagingRules, NewServer
from desk.messaging.queries import Wanted

NEEDED = N_("Please fill this in.")
_STORED = re.compile(r"[a-z][a-z0-9_.]{0,79}")
Locale = Literal["zh-CN", "en"]


class TextForm(Form):
    """A notice in one's own words."""

    channel: Annotated[str, Meta(max_length=40)]
    lang: Locale
    body: Annotated[str, Meta(max_length=texts.LONGEST_BODY)]
    subject: Annotated[str, Meta(max_length=texts.LONGEST_TITLE)] = ""


class PlaceForm(Form):
    """Which text of a notice."""

    channel: Annotated[str, Meta(max_length=40)]
    lang: Locale


class ChannelsForm(Form):
    channels: list[str] = []


class RulesForm(Form):
    quiet_from: Annotated[str, Meta(max_length=8)]
    quiet_until: Annotated[str, Meta(max_length=8)]
    cap: int
    keep_days: int


class ServerForm(Form):
    host: Annotated[str, Meta(max_length=253)]
    port: Annotated[int, Meta(ge=1, le=65_535)]
    security: Literal["tls", "starttls", "none"]
    sender: Annotated[str, Meta(max_length=200)]
    bounces: Annotated[str, Meta(max_length=200)] = ""
    username: Annotated[str, Meta(max_length=200)] = ""
    password: Annotated[str, Meta(max_length=500)] = ""


class ConsentForm(Form):
    """What a contact wants, as a program or a colleague writes it down."""

    channel: Annotated[str, Meta(max_length=40)]
    allowed: bool
    kind: Annotated[str, Meta(max_length=80)] = ""


def read_rules(values: Mapping[str, Any]) -> MessagingRules:
    """Quiet hours, cap and keeping; what they may be the settings say. Raises ``Invalid``."""
    form = read_values(values, RulesForm)
    return MessagingRules(form.quiet_from, form.quiet_until, form.cap, form.keep_days)


def read_server(values: Mapping[str, Any]) -> NewServer:
    """A mail server. Raises ``Invalid``."""
    form = read_values(values, ServerForm)
    signed_in = (form.username, form.password)
    return NewServer(form.host, form.port, form.security, *signed_in, form.sender, form.bounces)


def read_text(values: Mapping[str, Any], *, letter: bool) -> TextForm:
    """A text; a letter needs a subject. Raises ``Invalid``."""
    form = read_values(values, TextForm)
    if letter and not form.subject.strip():
        raise Invalid({"subject": gettext(NEEDED)})
    return form


FILTERS = ("kind", "channel", "status", "person", "cause", "subject", "q")


def read_wanted(query: Mapping[str, str]) -> Wanted:
    """What of the log an address asks for. Raises ``Unacceptable`` for what can't be read."""
    said = {name: query.get(name) or None for name in FILTERS}
    stored = [said[name] for name in ("kind", "channel") if said[name]]
    if not all(_STORED.fullmatch(one) for one in stored if one):
        raise Unacceptable
    if said["status"] not in (None, *words("delivery.status")):
        raise Unacceptable
    return Wanted(
        kind=said["kind"],
        channel=said["channel"],
        status=said["status"],
        person=_id(said["person"]),
        cause=_id(said["cause"]),
        subject=_id(said["subject"]),
        name=(said["q"] or "").strip()[:100],
    )


def _id(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Unacceptable from None
