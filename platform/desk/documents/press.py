"""
The press: a program of its own that sets one document, with little memory, little time, and nothing to read or write.

It gets everything on its standard input as JSON and answers on its standard output. It imports nothing of the product
and knows no settings: what it doesn't know can't be printed. The root of its world is an empty folder, into which it
puts what it was given.
"""

import base64
import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

MEMORY = 1_500_000_000
"""Bytes of address space; a usual document takes a tenth of that in truth."""
FONT = "Noto Sans SC"
"""Without it, Chinese would be printed as nothing at all."""
SECONDS = 20
"""Of computing; whoever waits gives up earlier."""


def _bound() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def set_document(told: dict[str, Any], root: Path) -> bytes:
    """The PDF, or with ``"format": "png"`` the picture of its first page. Nothing is written from here on."""
    import typst

    _bound()
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[told["fonts"]])
    if FONT not in fonts.families():
        raise LookupError(f"{FONT} is not in {told['fonts']}: the front-end packages are missing")
    made: Any = typst.compile(
        root / "main.typ",
        root=root,
        font_paths=fonts,
        format=told["format"],
        ppi=told.get("ppi"),
        package_path=root / "none",
        package_cache_path=root / "none",
    )
    return bytes(made[0] if isinstance(made, list) else made)


def main() -> int:
    """Read, set, answer; what went wrong in one line."""
    os.environ["RAYON_NUM_THREADS"] = "1"
    told = json.load(sys.stdin.buffer)
    root = Path(sys.argv[1])
    for name, body in told["files"].items():
        (root / Path(name).name).write_bytes(base64.b64decode(body))
    try:
        made = set_document(told, root)
    except Exception as error:
        sys.stderr.write(f"{type(error).__name__}: {str(error)[:500]}".replace("\n", " ") + "\n")
        return 1
    sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
