"""The program behind ``desk plugins check``: servers that nobody else uses, then all checks, then a line for each."""

import argparse
import asyncio
import contextlib
import importlib
import json
import os
import sys
import tempfile
from pathlib import Path

from desk.demo.embedded import Stack


def main() -> int:
    """Check one plugin; 1 when it breaks a rule."""
    parser = argparse.ArgumentParser(prog="desk plugins check")
    parser.add_argument("slug")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="desk-check-", ignore_cleanup_errors=True) as folder:
        stack = Stack(Path(folder) / "servers", durable=False)
        stack.start()
        try:
            found = _checked(stack, Path(folder), asked.slug)
        finally:
            stack.stop()
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n" if asked.json else "".join(_lines(found)))
    return 0 if found["ok"] else 1


def _checked(stack: Stack, folder: Path, slug: str) -> dict[str, object]:
    os.environ |= stack.environment() | {
        "DESK_TENANTS": str(folder / "tenants"),
        "DESK_FILES_URL": (folder / "files").as_uri(),
        "DESK_BASE_DOMAIN": "localhost:8000",
        "DESK_SCHEME": "http",
    }
    os.environ.setdefault("DESK_ENVIRONMENT", "test")
    importlib.reload(importlib.import_module("desk.settings"))  # The addresses were not known when it was read.
    from desk.conformance import suite

    with contextlib.redirect_stdout(sys.stderr):  # Migrations speak of themselves.
        results = asyncio.run(suite.run(slug, folder, stack.database_url("postgres")))
    return {"plugin": slug, "ok": all(one.ok for one in results), "checks": [one.told() for one in results]}


def _lines(found: dict[str, object]) -> list[str]:
    checks = found["checks"]
    assert isinstance(checks, list)
    lines = []
    for one in checks:
        more = [f"- {fault}" for fault in one["faults"]]
        more += [f"  not tried, without sample data: {', '.join(one['untried'])}"] if one["untried"] else []
        lines.append(f"{'ok' if one['ok'] else 'FAULTY':8}{one['check']:12}{one['says']}\n")
        lines += [f"{'':20}{line}\n" for line in more]
    return lines


if __name__ == "__main__":
    sys.exit(main())
