"""Everything is killed for a short while, in a world of its own: nothing is lost, nothing happens twice."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

CHAOS = Path(__file__).parent / "__main__.py"


@pytest.mark.slow
def test_tickets_survive_kills_and_a_flush() -> None:
    words = ["tickets", "--count", "60", "--kills", "6", "--json"]
    done = subprocess.run([sys.executable, CHAOS, *words], capture_output=True, text=True, check=False, timeout=240)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"expected": 240, "effects": 240, "lost": 0, "doubled": 0, "kills": 6}


@pytest.mark.slow
def test_due_steps_survive_kills_of_pacer_and_worker() -> None:
    words = ["deadlines", "--count", "200", "--kills", "4", "--json"]
    done = subprocess.run([sys.executable, CHAOS, *words], capture_output=True, text=True, check=False, timeout=240)

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"expected": 200, "effects": 200, "lost": 0, "doubled": 0, "kills": 4}
