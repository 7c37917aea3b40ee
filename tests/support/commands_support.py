"""Commands as people start them: processes of their own, against the servers of this test process."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import Any


@dataclass
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


def run_desk(*words: str, **settings: str) -> Said:
    """Runs ``desk WORDS…``; settings are named as in the environment, without ``DESK_``."""
    # The plugin that tests bring lives where only they look.
    given = {name: value for name, value in os.environ.items() if name != "DESK_TEST_PLUGINS"}
    named = {f"DESK_{name.upper()}": value for name, value in settings.items()}
    done = subprocess.run(
        [sys.executable, "-m", "desk.cli", *words],
        env=given | named,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return Said(done.returncode, done.stdout, done.stderr)
