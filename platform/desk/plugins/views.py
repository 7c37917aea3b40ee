"""What the pages of plugins show."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from asyncpg import Record

from desk.foundation import choices, hooks, manifests
from desk.foundation.choices import Setting
from desk.foundation.tenancy import TenantFacts
from desk.foundation.translation import N_, gettext
from desk.people.views import permission_label

STATES = {
    "on": (N_("On"), "green", "check"),
    "off": (N_("Off"), "grey", "ban"),
    "shaky": (N_("Failed now and then"), "amber", "alert"),
    "left_out": (N_("Left out"), "red", "alert"),
    "faulty": (N_("Not migrated"), "red", "alert"),
    "not_loaded": (N_("Not loaded"), "red", "alert"),
}


@dataclass(frozen=True, slots=True)
class Known:
    """What the database knows of plugins here."""

    faults: Mapping[str, str]
    trips: Mapping[str, Record]


def slugs() -> list[str]:
    """All that are installed, those that couldn't be loaded among them."""
    return sorted({*hooks.of_plugins(), *hooks.left_out}, key=lambda slug: (hooks.title(slug), slug))


def line(slug: str, known: Known, tenant: TenantFacts) -> dict[str, Any]:
    """One plugin as a line of the list."""
    manifest, trip = manifests.of(slug), known.trips.get(slug)
    state = _state(slug, known, tenant)
    word, tint, sign = STATES[state]
    return {
        "slug": slug,
        "title": hooks.title(slug),
        "summary": gettext(manifest.summary) if manifest else "",
        "version": manifest.version if manifest else "",
        "on": slug in tenant.plugins or slug in tenant.waiting,
        "state": state,
        "word": gettext(word),
        "tint": tint,
        "sign": sign,
        "why": _why(slug, known),
        "failed_at": trip["last_at"] if trip else None,
    }


def _state(slug: str, known: Known, tenant: TenantFacts) -> str:
    trip = known.trips.get(slug)
    if slug in hooks.left_out:
        return "not_loaded"
    if slug in known.faults:
        return "faulty"
    if slug not in tenant.plugins:
        return "off"
    if trip is not None:
        return "left_out" if trip["tripped_at"] else "shaky"
    return "on"


def _why(slug: str, known: Known) -> str:
    if left_out := hooks.left_out.get(slug):
        return str(left_out)
    trip = known.trips.get(slug)
    return known.faults.get(slug) or (trip["why"] if trip else "")


def can_replay(line: Mapping[str, Any]) -> bool:
    """Whether it is on and may hear what happened before."""
    manifest = manifests.of(line["slug"])
    return line["on"] and manifest is not None and manifest.replays


def chore(found: Record) -> dict[str, Any]:
    """What took long with it; with the way to what it kept."""
    return dict(found) | {"url": f"/files/{found['file']}" if found["file"] else ""}


def brings(slug: str) -> list[dict[str, Any]]:
    """What comes with it: a heading and lines for each kind of thing."""
    manifest = manifests.of(slug)
    if manifest is None:
        return []
    parts = [
        (N_("Works only with"), [hooks.title(one) for one in manifest.needs]),
        (N_("Doesn't go with"), [hooks.title(one) for one in manifest.conflicts]),
        (N_("What it lets people do"), [gettext(one.label) for one in _declared("register_permissions", slug)]),
        (N_("Acts by itself with"), [permission_label(one) for one in sorted(manifest.acts_with)]),
        (N_("Facts that it records"), [one.name for one in _declared("register_events", slug)]),
        (N_("Facts that it hears"), sorted(name for name in _declared("register_reactions", slug) if name)),
        (N_("Tables"), list(manifest.tables)),
    ]
    return [{"title": gettext(title), "lines": lines} for title, lines in parts if lines]


def _declared(hook: str, slug: str) -> Any:
    return hooks.answers(hook).get(slug, ())


def described(slug: str) -> dict[str, Any]:
    """Everything that is known of an installed plugin without a tenant, for programs."""
    manifest = manifests.of(slug)
    found: dict[str, Any] = {"slug": slug, "loaded": slug not in hooks.left_out}
    if left_out := hooks.left_out.get(slug):
        return found | {"why": str(left_out)}
    assert manifest is not None
    return found | {
        "name": manifest.name,
        "summary": manifest.summary,
        "version": manifest.version,
        "fits": manifest.fits,
        "needs": list(manifest.needs),
        "conflicts": list(manifest.conflicts),
        "acts_with": sorted(manifest.acts_with),
        "tables": list(manifest.tables),
        "permissions": [one.name for one in _declared("register_permissions", slug)],
        "settings": [_setting(one) for one in choices.of(slug)],
        "events": {one.name: _schema_out(one) for one in _declared("register_events", slug)},
        "hears": {name: msgspec.json.schema(kind) for name, kind in sorted(manifest.hears.items())},
        "replays": manifest.replays,
    }


def _setting(one: Setting[Any]) -> dict[str, Any]:
    found = {"name": one.name, "kind": one.kind, "default": one.default, "least": one.least, "most": one.most}
    return found | ({"options": list(one.options)} if one.options else {})


def _schema_out(event: Any) -> dict[str, Any]:
    """The payload of a fact: all of it always there, with its types where the fact says them."""
    if event.shape is not None:
        return msgspec.json.schema(event.shape) | {"version": event.version}
    names = list(event.fields)
    return {"type": "object", "properties": {name: {} for name in names}, "required": names, "version": event.version}
