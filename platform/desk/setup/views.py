"""What the pages of settings show."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from asyncpg import Record

from desk.foundation import choices, company, hooks
from desk.foundation.choices import Setting, SettingsPage
from desk.foundation.labels import label
from desk.foundation.principals import Principal
from desk.foundation.subjects import Key
from desk.foundation.tenancy import TenantFacts
from desk.foundation.translation import N_, gettext

FIRST = ("people", "calendars", "deadlines", "customers", "tickets", "messaging", "surveys", "payments", "documents")
"""The order of the overview; whoever isn't named follows."""
NOBODY_SAID = N_("The system")
COMPANY = {
    "setup.name": N_("Name of the company"),
    "setup.mark": N_("Mark"),
    "setup.zone": N_("Time zone"),
    "setup.accent": N_("Colour"),
    "setup.locale": N_("First language"),
}
"""What the register says of the company, as its page says it."""


def title(owner: str) -> str:
    """What a slice or plugin is called."""
    word = label("slice", owner)
    return word if word != owner else hooks.title(owner)


def overview(tenant: TenantFacts, face: str, by: Principal, q: str) -> list[dict[str, Any]]:
    """Whoever has something to choose here, with it; narrowed by a word."""
    order = {owner: place for place, owner in enumerate(FIRST)}
    here = [one for one in choices.owners() if hooks.is_core(one) or one in tenant.plugins]
    found = [_group(one, tenant, face, by, q) for one in sorted(here, key=lambda one: (order.get(one, 99), one))]
    return [one for one in found if one["settings"] or one["pages"]]


def _group(owner: str, tenant: TenantFacts, face: str, by: Principal, q: str) -> dict[str, Any]:
    own = f"/settings/{owner}" if hooks.is_core(owner) else f"/plugins/{owner}"
    everything = _fits(q, title(owner))
    settings = [
        _line(one, own, tenant) for one in choices.of(owner) if face in one.faces and (one.kind != "own" or one.page)
    ]
    pages = [_page(one) for one in choices.pages_of(owner) if face in one.faces and by.may(one.permission)]
    if face == "headquarters":
        settings = [one for one in settings if one["url"].startswith("/settings/") or _is_there(one["url"], pages)]
    return {
        "owner": owner,
        "title": title(owner),
        "url": own if typed_here(owner, face) or not hooks.is_core(owner) else "",
        "settings": [one for one in settings if everything or _fits(q, one["label"], one["note"], one["name"])],
        "pages": [one for one in pages if everything or _fits(q, one["title"], one["note"])],
    }


def typed_here(owner: str, face: str) -> tuple[Setting[Any], ...]:
    """The settings of an owner that are chosen on its page of settings here, and on no page of their own."""
    return tuple(one for one in choices.of(owner) if not one.page and face in one.faces)


def _is_there(url: str, pages: Sequence[Mapping[str, Any]]) -> bool:
    return any(one["url"] == url for one in pages)


def _line(one: Setting[Any], own: str, tenant: TenantFacts) -> dict[str, Any]:
    value = choices.chosen(one, tenant.settings)
    return {
        "name": one.name,
        "label": gettext(one.label),
        "note": gettext(one.note) if one.note else "",
        "value": one.worded(value),
        "changed": value != one.usual,
        "url": one.page or f"{own}#f-{one.key}",
    }


def _page(one: SettingsPage) -> dict[str, str]:
    return {"title": gettext(one.title), "url": one.url, "note": gettext(one.note) if one.note else ""}


def _fits(q: str, *words: str) -> bool:
    return q.casefold() in " ".join(words).casefold()


def change(one: Record, names: Mapping[Key, str]) -> dict[str, Any]:
    """One change: when, who, which setting, from what to what."""
    said = msgspec.json.decode(one["payload"])
    known = {setting.name: setting for setting in choices.of(said["setting"].partition(".")[0])}
    setting = known.get(said["setting"])
    kind = "member" if one["by_kind"] == "operator" else one["by_kind"]
    return {
        "at": one["at"],
        "by": names.get((kind, one["by_id"]), "") or gettext(NOBODY_SAID),
        "label": gettext(setting.label if setting else COMPANY.get(said["setting"], said["setting"])),
        "old": _worded(setting, said["old"]),
        "new": _worded(setting, said["new"]),
    }


def is_of_company(one: Record) -> bool:
    """Whether a change is about who the company is."""
    said = msgspec.json.decode(one["payload"])["setting"]
    return said in COMPANY or said in [setting.name for setting in company.SETTINGS]


def _worded(setting: Setting[Any] | None, value: Any) -> str:
    """A value of the past in words; as it is, where the setting doesn't know such a value any more."""
    try:
        return setting.worded(setting.read(value)) if setting else str(value)
    except ValueError:
        return str(value)


def by_whom(found: Sequence[Record]) -> set[Key]:
    """Everybody whose name these changes need."""
    kinds = {"operator": "member"}
    return {(kinds.get(one["by_kind"], one["by_kind"]), one["by_id"]) for one in found if one["by_id"] is not None}


STEPS = (
    ("company", N_("Say who you are"), N_("Name, address and telephones, for customers and for paper"), "/company"),
    ("hours", N_("Say when you are there"), N_("Service hours: promises count in them"), "/calendars"),
    ("colleagues", N_("Invite a colleague"), N_("Each with a sign-in and roles of their own"), "/members"),
    ("customer", N_("Note the first customer"), N_("One by hand, or all of them from a table"), "/customers/new"),
    ("answer", N_("Answer the first ticket"), N_("Note a call, and write the answer to the customer"), "/tickets/new"),
)
"""What leads from an empty tenant to the first answered ticket; each is done when its fact is there."""


def first_steps(done: Mapping[str, bool]) -> list[dict[str, Any]]:
    """The steps, each with whether it is done, and which is the next."""
    left = [key for key, _, _, _ in STEPS if not done[key]]
    return [
        {"title": gettext(title), "note": gettext(note), "url": url, "done": done[key], "next": left[:1] == [key]}
        for key, title, note, url in STEPS
    ]
