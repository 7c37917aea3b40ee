"""What one plugin says of a fact and another reads of it, compared by their JSON."""

from collections.abc import Mapping
from typing import Any

import msgspec

from desk.foundation import events, hooks, manifests, reactions
from desk.foundation.events import Event
from desk.foundation.manifests import Manifest

ANYTHING = "anything"


def faults(manifest: Manifest) -> list[str]:
    """Facts of its own without types, and what it wants to read of others that isn't there."""
    own: list[type[Event]] = list(hooks.answers("register_events").get(manifest.slug, ()))
    found = [f"{one.name} has fields without types" for one in own if one.fields and one.shape is None]
    heard = reactions.heard_by(manifest.slug)
    found += [f"hears {name}, and no reaction is to it" for name in manifest.hears if name not in heard]
    for name, read in sorted(manifest.hears.items()):
        found += [f"{name}: {why}" for why in _compared(name, read)]
    return found


def _compared(name: str, read: type[msgspec.Struct]) -> list[str]:
    sender = events.registered().get(name)
    if sender is None:
        owner = name.partition(".")[0]  # Of a plugin that isn't installed here nobody knows what it records.
        return ["nobody records it"] if hooks.is_core(owner) or manifests.of(owner) else []
    if sender.shape is None:
        given = {one.encode_name for one in msgspec.structs.fields(read) if one.required}
        return [f"{one} is not recorded" for one in sorted(given - set(sender.fields))]
    return mismatches(sender.shape, read)


def mismatches(sent: type[msgspec.Struct], read: type[msgspec.Struct]) -> list[str]:
    """Where a reader wants what a sender doesn't say, or in another type."""
    said = {one.encode_name: one for one in msgspec.structs.fields(sent)}
    found = []
    for one in msgspec.structs.fields(read):
        theirs = said.get(one.encode_name)
        if theirs is None:
            found += [f"{one.encode_name} is not recorded"] if one.required else []
        elif wrong := {kind for kind in _kinds(theirs.type) if not _is_read(kind, _kinds(one.type))}:
            found.append(f"{one.encode_name} may be {' or '.join(sorted(wrong))}, which isn't read")
    return found


def _is_read(kind: str, read: set[str]) -> bool:
    """A string of any form is a string, and a whole number is a number."""
    wider = {kind, kind.partition(" ")[0], "number" if kind == "integer" else kind, ANYTHING}
    return bool(wider & read)


def _kinds(of: Any) -> set[str]:
    """The kinds of JSON that a type may be: ``string``, ``string uuid``, ``integer``, ``null``."""
    (schema,), parts = msgspec.json.schema_components([of])
    return _in_schema(schema, parts)


def _in_schema(schema: Mapping[str, Any], parts: Mapping[str, Any]) -> set[str]:
    if "$ref" in schema:
        return _in_schema(parts[schema["$ref"].rpartition("/")[2]], parts)
    if "anyOf" in schema:
        return {kind for one in schema["anyOf"] for kind in _in_schema(one, parts)}
    if "enum" in schema:
        return {"string" if isinstance(one, str) else "integer" for one in schema["enum"]}
    kind = schema.get("type", ANYTHING)
    return {f"{kind} {schema['format']}" if kind == "string" and "format" in schema else kind}
