"""Files that hold passwords: readable by their owner alone, and never half written."""

import json
from pathlib import Path
from typing import Any


def write_private(path: Path, content: Any) -> None:
    """Write JSON in one step, with mode 0600."""
    new = path.with_suffix(".new")
    new.touch(0o600)
    new.chmod(0o600)
    new.write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")
    new.replace(path)
