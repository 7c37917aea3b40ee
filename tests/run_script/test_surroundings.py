"""What the script gives the tools that it starts."""

import subprocess
import sys


def test_what_python_compiles_is_kept_beside_the_other_caches(script, monkeypatch):
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)
    look = "import sys; print(sys.dont_write_bytecode, sys.pycache_prefix)"

    said = subprocess.check_output([sys.executable, "-c", look], env=script.environment(), text=True)

    assert said.split() == ["False", str(script.CACHE / "bytecode")]
