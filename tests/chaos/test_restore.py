"""What was kept while people wrote comes back whole, behind its wall, and goes on."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

CHAOS = Path(__file__).parent / "__main__.py"


@pytest.mark.slow
def test_a_backup_comes_back_whole_and_alive() -> None:
    words = ["restore", "--count", "20", "--json"]
    done = subprocess.run([sys.executable, CHAOS, *words], capture_output=True, text=True, check=False, timeout=240)

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["differences"] == 0
    assert told["tables"] > 20
    assert told["rows"] > 100
