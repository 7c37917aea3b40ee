"""The rules of the contract: what is so of a plugin that keeps them, and what to do where it isn't."""

from collections.abc import Sequence
from dataclasses import dataclass

RULES = {
    "loaded": ("It joins in.", "Mend what the reason says; `desk plugins list` tells it too."),
    "rooms": (
        "Its files are the rooms that every plugin has.",
        "Move what is in it to the room that it belongs to; docs/plugins.md has the list.",
    ),
    "imports": (
        "It imports desk.extend alone, and no other plugin.",
        "Import it from desk.extend, or ask for it there; what another plugin knows is heard as an event.",
    ),
    "languages": (
        "Each sentence is there in both languages, with the same values.",
        "Add the sentence with its Chinese to locale/zh_CN.po.",
    ),
    "schemas": (
        "What it records is typed, and what it hears is what the sender records.",
        "Give `fields` of its events their types as a dict, and let the structs of `hears` read what is there.",
    ),
    "permissions": (
        "Each of its routes names a permission that is known.",
        'Name it in the route, opt=needs("…"), and declare it in permissions.py.',
    ),
    "migrations": (
        "Its migrations go up, down and up again, and leave nothing behind.",
        "Let `down` undo all that `up` does, and `up` run on an empty database.",
    ),
    "fences": (
        "Each of its tables stands behind the wall, with its tenant in every key.",
        "Make it with fenced_table(…), and references with references={…}.",
    ),
    "privacy": (
        "Of each table with words in it is said what erasing a person does; what is theirs they get when they ask.",
        "Name it in privacy.py, in ERASURE, and in EXPORT too; Impersonal where the words are nobody's.",
    ),
    "tenants": (
        "What belongs to another tenant answers as what doesn't exist.",
        "Read it through the scope, raise NotFound when it isn't there, and fill some in sample.py to try it with.",
    ),
    "off": (
        "Switched off, nothing of it is left to be seen or done.",
        "Let its handlers, lines and hooks stand in its own package, and nothing act by itself when it is imported.",
    ),
    "removal": (
        "Taken away, all its rows are exported and erased.",
        "Name all its tables in the manifest, those that others refer to first.",
    ),
}


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one check."""

    check: str
    faults: Sequence[str]
    untried: Sequence[str] = ()
    """Where it could not be tried for want of sample data."""

    @property
    def ok(self) -> bool:
        return not self.faults

    def told(self) -> dict[str, object]:
        """For programs, and for the line that people read."""
        holds, advice = RULES[self.check]
        said = {"check": self.check, "ok": self.ok, "says": holds if self.ok else advice}
        return {**said, "faults": list(self.faults), "untried": list(self.untried)}
