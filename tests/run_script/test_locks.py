"""The locks pin everything by hash, name no host, and the development lock holds all of the other."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
NPM = [ROOT / "package-lock.json", ROOT / "infra/browser/package-lock.json"]
PIP = sorted(ROOT.glob("requirements*.lock"))


def blocks(lock: Path) -> dict[str, str]:
    """The text of each pinned package, by name and version."""
    found = re.findall(r"^(\S+==\S+)(.*?)(?=^\S|\Z)", lock.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return dict(found)


@pytest.mark.parametrize("lock", PIP, ids=lambda path: path.name)
def test_every_python_package_has_a_hash_and_no_address(lock):
    assert blocks(lock)
    assert all("--hash=sha256:" in text for text in blocks(lock).values())
    assert "://" not in lock.read_text("utf-8")


def test_development_has_all_that_a_run_has():
    assert blocks(ROOT / "requirements.lock").keys() <= blocks(ROOT / "requirements-dev.lock").keys()


@pytest.mark.parametrize("lock", NPM, ids=lambda path: path.parent.name)
def test_every_front_end_package_has_a_hash_and_no_address(lock):
    packages = json.loads(lock.read_text("utf-8"))["packages"]

    assert all("resolved" not in one for one in packages.values())
    assert all(one["integrity"].startswith("sha512-") for name, one in packages.items() if name)


@pytest.mark.parametrize("lock", NPM, ids=lambda path: path.parent.name)
def test_front_end_packages_are_pinned_exactly(lock):
    package = json.loads(lock.with_name("package.json").read_text("utf-8"))

    for name, version in {**package["dependencies"], **package.get("devDependencies", {})}.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), f"{name} {version}"
