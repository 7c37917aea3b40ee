"""
An example for every route: whom it belongs to, what its address names, what is sent.

    @example("tickets.closure")
    async def closure(place):
        return Example(path={"number": await place.ticket("solved")}, form={})

The builder is asked twice, at the place of whoever asks and at a stranger's; ``test_sweep`` mixes the two.
``place`` is one tenant with one of its customers: see ``stage.py``. A new route needs a line here.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

FACES = ("workspace", "portal", "headquarters", "files")


@dataclass
class Example:
    """One request that works."""

    path: dict[str, Any] = field(default_factory=dict)
    also: list[dict[str, Any]] = field(default_factory=list)
    """Other spellings of the same address, by id where the first one says a number."""
    query: dict[str, Any] = field(default_factory=dict)
    form: dict[str, Any] | None = None
    json: dict[str, Any] | None = None
    files: dict[str, Any] | None = None
    ids: tuple[str, ...] = ()
    """Names in form, json or query that hold the id of something: a stranger's must not do."""
    filters: dict[str, Any] = field(default_factory=dict)
    """What may stand in the address to narrow a list, with ids of what is here: a stranger's must show nothing."""
    shared: bool = False
    """The address names a word that is the same for every tenant, such as a role."""
    ok: tuple[int, ...] = (200, 201, 303)
    client: Any = None
    """The one browser for whom this works, where it isn't any that may."""
    marker: str = ""
    """A word of what the builder made: it must not stand on a stranger's pages."""


Builder = Callable[[Any], Awaitable[Example]]
EXAMPLES: dict[tuple[str, str], Builder] = {}
"""By face and name of the route."""


def example(*names: str, faces: tuple[str, ...] = ("workspace",)) -> Callable[[Builder], Builder]:
    """Register a builder for these routes, on these faces."""

    def register(builder: Builder) -> Builder:
        for face in faces:
            for name in names:
                assert (face, name) not in EXAMPLES, f"{name} has two examples"
                EXAMPLES[face, name] = builder
        return builder

    return register


OPEN = {
    "assets.theme": "the tenant's colours, also on the sign-in page",
    "static": "files of ours, the same for all",
    "static/head": "files of ours, the same for all",
    "people.sign_in": "where one signs in",
    "people.begin_sign_in": "where one signs in: tests/people",
    "people.code": "the second step of signing in: tests/people",
    "people.pass_code": "the second step of signing in: tests/people",
    "people.forgotten": "asks for a link by mail",
    "people.ask_reset": "asks for a link by mail, and says the same to all: tests/people",
    "people.link": "the link is the permission: tests/people",
    "people.use_link": "the link is the permission: tests/people",
    "live.signals": "asks for the sign-in itself, again and again: tests/foundation/test_signals.py",
    "messaging.opt_out": "the signed link says who it is, and asks only: tests/messaging",
    "messaging.opt_out_now": "the signed link is the permission, for mail programs too: tests/messaging",
    "messaging.returned": "what is handed in is signed: tests/messaging/test_returned.py",
    "mail.arrived": "what is handed in is signed: tests/mail/test_coming_in.py",
    "sms.hear": "the address is the permission, for gateways: tests/sms",
    "signatures.verify": "asks by a code off a paper, and is told no name: tests/signatures",
    "files.fetch_thumbnail": "the signed link is the permission, on a host without cookies: tests/files",
    "portal.check_certificate": "asks by a code off a paper, and is told a first letter: tests/training",
    "portal.complain_openly": "a form for anybody, and names nobody: tests/complaints",
    "portal.file_openly": "anybody may complain; throttled, and nothing is looked up: tests/complaints",
    "surveys.by_link": "the link is the permission, and asks only: tests/surveys",
    "surveys.answer_by_link": "the link is the permission, once: tests/surveys",
    "headquarters.archive_bytes": "the signed link is the permission, for ten minutes: tests/headquarters",
    "files.fetch": "the signed link is the permission, on a host without cookies: tests/files",
}
"""Routes for people who are not signed in, each with the reason."""
