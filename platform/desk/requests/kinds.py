"""
The kinds of requests, who provides them, and what hooks get and give about them.

    Provider("field_service", ("requests.on_site",))
    Entitlement(Cover.CONTRACT, "Annual service", until=date(2027, 3, 31))
    Claim("2nd of 4 visits", reference=str(visit))
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from uuid import UUID

from desk.foundation.asking import hooks
from desk.foundation.hooks import answers
from desk.foundation.translation import N_
from desk.requests.states import RANKS, Cover


@dataclass(frozen=True, slots=True)
class RequestKind:
    """What may be asked for. Its id begins with the slug of whose it is: ``requests.on_site``."""

    id: str
    label: str
    for_customer: str
    """What the customer reads in the portal."""
    service: str
    """The service whose entitlement is asked for: ``on_site``."""
    icon: str = "truck"


@dataclass(frozen=True, slots=True)
class Provider:
    """A plugin that does requests of some kinds: it hears ``request.opened`` and takes what it will do."""

    slug: str
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Entitlement:
    """One reason why a customer gets a service, or why not."""

    cover: Cover
    title: str
    """What people read: the contract's name, the reason of the permission."""
    until: date | None = None
    reference: str = ""
    """The answering plugin's own word, handed back when something is claimed."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A piece of something that is counted, taken for one request: the second of four visits, a seat."""

    title: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class RequestThing:
    """A request as a plugin sees it."""

    id: UUID
    number: int
    kind: str
    customer_id: UUID
    product_id: UUID | None
    subject_kind: str
    subject_id: UUID | None
    cause_id: UUID | None
    due_at: datetime | None
    cover: Cover
    cover_by: str
    """The slug of whoever said so."""
    cover_reference: str


@dataclass(frozen=True, slots=True)
class Entitlements:
    """All answers, the one that counts first; and who didn't answer."""

    found: tuple[tuple[str, Entitlement], ...]
    """By slug."""
    silent: tuple[str, ...] = ()

    @property
    def best(self) -> tuple[str, Entitlement]:
        """Who said what counts; no cover where nobody knows of any."""
        return self.found[0] if self.found else ("", Entitlement(Cover.NONE, ""))


KINDS = (
    RequestKind("requests.on_site", N_("On-site visit"), N_("A visit at your place"), "on_site"),
    RequestKind("requests.remote_help", N_("Remote help"), N_("Remote help"), "remote_help", "screen"),
    RequestKind("requests.training_voucher", N_("Training voucher"), N_("A place in a training"), "training", "book"),
    RequestKind("requests.visit_credit", N_("Visit credit"), N_("A visit for free"), "visit_credit", "coins"),
)


@cache
def registered() -> dict[str, RequestKind]:
    """All kinds by id, those of slices and plugins that are installed."""
    found: dict[str, RequestKind] = {}
    for slug, declared in answers("register_request_kinds").items():
        for one in declared:
            assert one.id.startswith(f"{slug}."), f"{one.id} is not of {slug}"
            found[one.id] = one
    return found


@cache
def _providers() -> tuple[Provider, ...]:
    found = [(slug, one) for slug, declared in answers("register_providers").items() for one in declared]
    assert all(slug == one.slug for slug, one in found), "a provider is the plugin that says so"
    return tuple(one for _, one in found)


def kind_of(kind: str) -> RequestKind:
    """The kind of this id; what nobody declares any more keeps its id as its name."""
    return registered().get(kind) or RequestKind(kind, kind, N_("A service"), kind)


def offered() -> list[RequestKind]:
    """What may be asked for in this tenant."""
    ask = hooks()
    return [one for one in registered().values() if not ask.silent(one.id.partition(".")[0])]


def providers_of(kind: str) -> list[str]:
    """Who provides requests of this kind in this tenant, by slug."""
    ask = hooks()
    return [one.slug for one in _providers() if kind in one.kinds and not ask.silent(one.slug)]


def ranked(found: list[tuple[str, Entitlement]], silent: list[str]) -> Entitlements:
    """Entitlements by their rank; of one rank the one that lasts longest, then by slug."""

    def key(pair: tuple[str, Entitlement]) -> tuple[int, date, str]:
        slug, one = pair
        return RANKS[one.cover], date.min if one.until is None else _reversed(one.until), slug

    return Entitlements(tuple(sorted(found, key=key)), tuple(silent))


def _reversed(day: date) -> date:
    return date.fromordinal(date.max.toordinal() - day.toordinal() + 1)
