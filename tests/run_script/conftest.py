"""The entry script as a module, and a copy of it in an empty folder to run for real."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
FILES = ("run", "pyproject.toml", "package.json", "package-lock.json", ".npmrc")


@pytest.fixture
def script() -> ModuleType:
    """The script, loaded but not run, as it stands in the project."""
    spec = spec_from_loader("run_script", SourceFileLoader("run_script", str(ROOT / "run")))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder with what the script needs, and nothing installed."""
    folder = tmp_path / "project"
    folder.mkdir()
    for path in (*(ROOT / name for name in FILES), *ROOT.glob("requirements*.lock")):
        shutil.copy(path, folder)
    (tmp_path / "home").mkdir()
    return folder


@pytest.fixture
def bare(tmp_path: Path) -> Callable[..., dict[str, str]]:
    """An environment with a home of its own and no way out: every registry is a closed port of this machine."""

    def environment(index: str = "http://127.0.0.1:9/", **more: str) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name.startswith(("LC_", "LANG", "PATH"))}
        registries = {"PIP_INDEX_URL": index, "npm_config_registry": index, "PIP_CONFIG_FILE": os.devnull}
        return kept | registries | {"HOME": str(tmp_path / "home")} | more

    return environment


@pytest.fixture
def run_there(
    elsewhere: Path, bare: Callable[..., dict[str, str]]
) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """Runs the copy; ``first`` is Python that comes before it, to make the surroundings worse."""

    def run(*words: str, first: str = "", **env: str) -> "subprocess.CompletedProcess[str]":
        code = (
            f"import runpy, sys; sys.argv = ['run', *sys.argv[1:]]; {first}\nrunpy.run_path('run', run_name='__main__')"
        )
        command = [sys.executable, "-c", code, *words]
        return subprocess.run(
            command, cwd=elsewhere, env=bare(**env), capture_output=True, text=True, timeout=120, check=False
        )

    return run
