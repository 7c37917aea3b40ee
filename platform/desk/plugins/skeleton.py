"""A new plugin: a small one that works, as a distribution of its own, from one file of text."""

import re
from pathlib import Path

TEXT = Path(__file__).parent / "templates" / "plugins" / "skeleton.txt"
SLUG = re.compile(r"[a-z][a-z0-9_]{1,30}")


class WrongName(ValueError):
    """A name that can't be a slug, or is taken."""


def files(slug: str) -> dict[str, str]:
    """The files of a plugin with this slug, by their paths. Raises ``WrongName``."""
    if not SLUG.fullmatch(slug) or slug == "desk":
        raise WrongName(f"{slug!r} is no slug: lower-case letters, digits and _, beginning with a letter")
    words = {"__dashed__": slug.replace("_", "-"), "__Name__": slug.replace("_", " ").capitalize(), "__slug__": slug}
    text = TEXT.read_text("utf-8")
    for placeholder, word in words.items():
        text = text.replace(placeholder, word)
    parts = re.split(r"^=== (.+)\n", text, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def write(slug: str, into: Path) -> Path:
    """Write them below a folder; the answer is the plugin's own. Raises ``WrongName`` where it is there already."""
    home = into / f"desk-{slug.replace('_', '-')}"
    if home.exists():
        raise WrongName(f"{home} is there already")
    for path, text in files(slug).items():
        file = home / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return home
