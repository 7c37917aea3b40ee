"""A value that fits a schema, to show what it means: made of the schema alone, the same each time."""

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]
OF_FORMATS = {
    "uuid": "0195f3c2-7d5e-7aaa-8000-0123456789ab",
    "date": "2026-11-19",
    "date-time": "2026-11-19T02:31:05Z",
    "binary": "(bytes)",
}
OF_TYPES: dict[str, Any] = {"string": "…", "integer": 1, "number": 1.5, "boolean": False, "null": None, "object": {}}


def sample_of(schema: Schema, components: Mapping[str, Schema]) -> Any:
    """A value for this schema; of several choices the first."""
    if "$ref" in schema:
        return sample_of(components[schema["$ref"].rpartition("/")[2]], components)
    if "enum" in schema:
        return schema["enum"][0]
    if "anyOf" in schema:
        return sample_of(schema["anyOf"][0], components)
    if schema.get("type") == "array":
        return [sample_of(schema["items"], components)]
    if "properties" in schema:
        return {name: sample_of(one, components) for name, one in schema["properties"].items()}
    return OF_FORMATS.get(schema.get("format", ""), OF_TYPES.get(schema.get("type", ""), "…"))


def words_of(schema: Schema) -> str:
    """A schema in few words: ``string (date)``, ``open | closed``, ``list of Entry``."""
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if "enum" in schema:
        return " | ".join(map(str, schema["enum"]))
    if "anyOf" in schema:
        return " | ".join(words_of(one) for one in schema["anyOf"])
    if schema.get("type") == "array":
        return f"[{words_of(schema['items'])}]"
    kind, form = str(schema.get("type", "any")), schema.get("format", "")
    return f"{kind} ({form})" if form else kind
