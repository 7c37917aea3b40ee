"""The notices and channels of this installation, as slices and plugins declared them; and which are on in a tenant."""

from collections.abc import Container, Iterable, Iterator
from functools import cache

from desk.foundation import events, hooks
from desk.foundation.notices import Channel, Notice
from desk.foundation.tenancy import TenantFacts
from desk.messaging import texts


class WrongNotice(ValueError):
    """A declaration that can't work: a mistake of the programmer."""


@cache
def notices() -> dict[str, tuple[str, Notice]]:
    """All notices whose fact there is, by id, each with the slug of whose it is."""
    found: dict[str, tuple[str, Notice]] = {}
    for slug, declared in hooks.answers("register_notices").items():
        try:
            found |= {one.id: (slug, one) for one in _checked(declared, found)}
        except WrongNotice as error:
            if hooks.is_core(slug):
                raise
            hooks.drop(slug, error)
    return found


def _checked(declared: Iterable[Notice], others: Container[str]) -> Iterator[Notice]:
    for one in declared:
        if one.id in others:
            raise WrongNotice(f"notice {one.id} is declared twice")
        if one.event in events.registered():
            _check(one)
            yield one


@cache
def channels() -> dict[str, tuple[str, Channel]]:
    """All channels by key, each with the slug of whose it is."""
    found: dict[str, tuple[str, Channel]] = {}
    for slug, declared in hooks.answers("register_channels").items():
        for one in declared:
            if one.key in found:
                raise WrongNotice(f"channel {one.key} is declared twice")
            found[one.key] = (slug, one)
    return found


def notice(kind: str, tenant: TenantFacts) -> Notice | None:
    """The notice of this id, or None when its plugin is off here."""
    slug, found = notices().get(kind, ("", None))
    return found if found is not None and _is_on(slug, tenant) else None


def channel(key: str, tenant: TenantFacts) -> Channel | None:
    """The channel of this key, or None when its plugin is off here."""
    slug, found = channels().get(key, ("", None))
    return found if found is not None and _is_on(slug, tenant) else None


def notices_here(tenant: TenantFacts) -> list[Notice]:
    """What people of this tenant are told, by id."""
    return [one for _, (slug, one) in sorted(notices().items()) if _is_on(slug, tenant)]


def channels_here(tenant: TenantFacts) -> list[Channel]:
    """The ways to people in this tenant; inboxes first."""
    found = [one for slug, one in channels().values() if _is_on(slug, tenant)]
    return sorted(found, key=lambda one: (one.send is not None, one.key))


def of_event(name: str, tenant: TenantFacts) -> list[tuple[str, Notice]]:
    """What follows from a fact of this name, each with the slug of whose it is."""
    return [(slug, one) for slug, one in notices().values() if one.event == name and _is_on(slug, tenant)]


def variables_of(found: Notice) -> list[str]:
    """What the texts of a notice may say."""
    return [*texts.EVERYWHERE, *(one for one in (*found.samples, *found.secret) if one not in texts.EVERYWHERE)]


def _is_on(slug: str, tenant: TenantFacts) -> bool:
    return hooks.is_core(slug) or (slug in tenant.plugins and slug not in tenant.tripped)


def _check(one: Notice) -> None:
    known = variables_of(one)
    for text in (one.letter, one.line):
        if strangers := texts.strangers_in(text.subject + text.body, known):
            raise WrongNotice(f"notice {one.id} says {', '.join(strangers)}, which is no variable of it")
    if bool(one.secret) != (one.secrets is not None):
        raise WrongNotice(f"notice {one.id} has secret variables and nobody who gives them, or the other way round")
