"""Putting a notice into words: the tenant's own text or ours, in the person's language, with what is said filled in."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import msgspec

from desk.foundation import company
from desk.foundation.notices import Channel, Notice, Person, Text
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import LANGUAGES, gettext, language
from desk.foundation.web.hosts import address
from desk.messaging import queries, texts

HIDDEN = "•••"
"""Stands for a secret wherever something is kept."""
FACES = {"contact": "portal"}


@dataclass(frozen=True, slots=True)
class Worded:
    """Subject and body, filled in."""

    title: str
    body: str
    said: Mapping[str, str] = field(default_factory=dict)
    """For channels that take values: the variables of the body, in their order."""

    @property
    def kept(self) -> str:
        """These variables as they are kept: in pairs, because an object of the database forgets their order."""
        return msgspec.json.encode(list(self.said.items())).decode()


@contextmanager
def spoken(locale: str) -> Iterator[None]:
    """Speak somebody's language inside."""
    token = language.set(locale if locale in LANGUAGES else current_scope().tenant.locale)
    try:
        yield
    finally:
        language.reset(token)


def default_of(notice: Notice, channel: Channel) -> Text:
    """Our own text of a notice for a channel, in the language that is spoken."""
    found = notice.letter if channel.form == "letter" else notice.line
    return Text(gettext(found.subject), gettext(found.body))


async def words_for(
    notice: Notice, channel: Channel, locale: str, values: Mapping[str, str], own: Mapping[tuple[str, str], Any] | None
) -> Worded:
    """The words of one delivery. ``own`` are the tenant's texts of this notice, asked for here when None."""
    known = await queries.texts_of(notice.id) if own is None else own
    found = known.get((channel.key, locale))
    with spoken(locale):
        text = Text(found["subject"], found["body"]) if found is not None else default_of(notice, channel)
    body = texts.filled(text.body, values)
    if channel.limits.characters and len(body) > channel.limits.characters:
        body = body[: channel.limits.characters - 1] + "…"
    said = {one: values.get(one, "") for one in texts.names_in(text.body)} if channel.takes_values else {}
    return Worded(texts.one_line(texts.filled(text.subject, values)), body, said)


def everywhere(person: Person, path: str) -> dict[str, str]:
    """The variables of every notice."""
    return {"name": person.name, "company": company.called(lang=person.locale), "link": url_of(person, path)}


def url_of(person: Person, path: str) -> str:
    """The address of a path on a person's own face; empty where they can't sign in."""
    tenant = current_scope().tenant
    face = FACES.get(person.kind, "headquarters" if tenant.kind == "headquarters" else "workspace")
    host = tenant.hosts.get(face)
    return address(host, path) if path and host and person.signs_in else ""
