"""People as something to look at: what a change of roles does to whom, and the audit trail in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from asyncpg import Record

from desk.foundation import events, hooks
from desk.foundation.labels import label
from desk.foundation.permissions import Permission, registered
from desk.foundation.subjects import Key
from desk.foundation.translation import N_, gettext
from desk.people.permissions import offered

LISTS = {"roles": "role", "added": "role", "removed": "role", "granted": "", "scopes": "", "changed": "member.field"}
"""Parts of payloads that are lists of stored words, with the kind of word; empty: permissions."""
WORDS = {
    "role": "role",
    "rule": "factor.rule",
    "face": "face",
    "way": "sign_in.way",
    "why": "sign_in.why",
    "sign_in": "sign_in.which",
    "purpose": "link.purpose",
}
NONE = N_("nothing")
WORDLESS = {"under": N_("nothing: it is a department"), "into_called": N_("nothing")}
"""What a part of a payload says that is empty."""
NOTHING = {"scopes": N_("everything")}
"""What an empty list says, where that isn't “nothing”."""
PEOPLE = ("successor", "deputy", "head")
"""Parts of payloads that are members' ids."""
SIGNS = {
    "sign_in": ("grey", "sign-out"),
    "refused": ("red", "ban"),
    "permission": ("amber", "lock"),
    "member": ("grey", "people"),
    "token": ("amber", "link"),
    "export": ("amber", "download"),
    "look": ("violet", "eye"),
    "setting": ("grey", "settings"),
    "plugin": ("grey", "layers"),
    "privacy": ("violet", "lock"),
}
SOMEBODY, PLATFORM = N_("Somebody"), N_("The system")


@dataclass(frozen=True, slots=True)
class Shift:
    """What becomes of one permission: who gets it and who loses it, by name."""

    label: str
    gains: list[str]
    loses: list[str]


def shifts(people: Iterable[tuple[str, frozenset[str], frozenset[str]]]) -> list[Shift]:
    """What a change does: of each person the name, what they may do before it, and after it."""
    gains: dict[str, list[str]] = {}
    loses: dict[str, list[str]] = {}
    for name, before, after in people:
        for one in after - before:
            gains.setdefault(one, []).append(name)
        for one in before - after:
            loses.setdefault(one, []).append(name)
    known = [one for one in registered().values() if one.name in gains or one.name in loses]
    return [Shift(gettext(one.label), gains.get(one.name, []), loses.get(one.name, [])) for one in known]


def areas(role: str, plugins: frozenset[str], allowed: frozenset[str], q: str = "") -> list[dict[str, Any]]:
    """What a role can be allowed, slice by slice: name, word, whether it is allowed, whether the tenant changed it."""
    offers, found = {one.name for one in offered(role)}, []
    declared: dict[str, tuple[Permission, ...]] = hooks.answers("register_permissions")
    for slug, permissions in declared.items():
        if not (hooks.is_core(slug) or slug in plugins):
            continue
        rows = [_offer(one, role, allowed) for one in permissions if one.name in offers]
        rows = [one for one in rows if q.casefold() in f"{one['label']} {one['name']}".casefold()]
        if rows:
            word = label("slice", slug)
            found.append({"label": word if word != slug else hooks.title(slug), "permissions": rows})
    return found


def _offer(one: Permission, role: str, allowed: frozenset[str]) -> dict[str, Any]:
    is_allowed = one.name in allowed
    return {
        "name": one.name,
        "label": gettext(one.label),
        "allowed": is_allowed,
        "changed": is_allowed != (role in one.roles),
    }


def permission_label(name: str) -> str:
    """What a permission is called."""
    known = registered().get(name)
    return gettext(known.label) if known else name


def keys_of(found: Iterable[Record]) -> set[Key]:
    """Everybody and everything whose name these facts need, by kind and id."""
    keys: set[Key] = set()
    for one in found:
        keys.add((one["subject_kind"], one["subject_id"]))
        if one["by_id"] is not None:
            keys.add((_kind(one["by_kind"]), one["by_id"]))
        payload = msgspec.json.decode(one["payload"])
        keys |= {("member", UUID(payload[key])) for key in PEOPLE if payload.get(key)}
    return keys


def audit_row(one: Record, names: Mapping[Key, str]) -> dict[str, Any]:
    """One fact of the trail in words."""
    payload = msgspec.json.decode(one["payload"])
    if "field" in payload:
        payload["field"] = label(f"{one['subject_kind']}_field", payload["field"])
    subject = names.get((one["subject_kind"], one["subject_id"]), "")
    by = names.get((_kind(one["by_kind"]), one["by_id"]), "") if one["by_id"] else ""
    if not by and one["subject_kind"] == "credential":
        by = subject  # before somebody is signed in, nobody but the sign-in name says who it was
    tint, sign = SIGNS[one["audit"]]
    nobody = PLATFORM if one["by_kind"] == "system" else SOMEBODY
    return {
        "id": one["id"],
        "at": one["at"],
        "name": one["name"],
        "kind": label("audit", one["audit"]),
        "tint": tint,
        "sign": sign,
        "by": by,
        "about": subject if subject != by else "",
        "text": _sentence(one["name"], {"by": by or gettext(nobody), "subject": subject}, payload, names),
        "network": payload.get("network", ""),
    }


def _kind(by_kind: str) -> str:
    return "member" if by_kind in ("member", "operator") else by_kind


def _sentence(name: str, who: dict[str, str], payload: dict[str, Any], names: Mapping[Key, str]) -> str:
    known = events.registered().get(name)
    if known is None:
        return name
    words = {key: _word(key, value, names) for key, value in payload.items()}
    return gettext(known.sentence).format_map(_Lenient(words | who))


def _word(key: str, value: Any, names: Mapping[Key, str]) -> str:
    if isinstance(value, list):
        kind = LISTS.get(key, "")
        found = [label(kind, one) if kind else permission_label(one) for one in value if isinstance(one, str)]
        return gettext(", ").join(found) or gettext(NOTHING.get(key, NONE))
    if key == "plugin":
        return hooks.title(str(value))
    if key in PEOPLE:
        return names.get(("member", UUID(value)), "") if value else gettext("nobody")
    if key in WORDS and isinstance(value, str):
        return label(WORDS[key], value)
    return gettext(WORDLESS[key]) if key in WORDLESS and not value else str(value)


class _Lenient(dict[str, str]):
    """An older version of a fact may lack a word."""

    def __missing__(self, key: str) -> str:
        return "…"
