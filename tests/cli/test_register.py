"""`desk migrate` and `desk tenants`: what they show before, and what stands afterwards."""

from pathlib import Path

import pytest


@pytest.fixture
def gamma(tmp_path: Path) -> Path:
    folder = tmp_path / "gamma"
    folder.mkdir()
    (folder / "tenant.toml").write_text('name = "Gamma 软件"\nmark = "G"\n', "utf-8")
    return folder


def test_what_is_pending_is_told(desk, empty, database):
    pending = desk("migrate", "--check", database_url=empty)
    assert pending.code == 1
    assert "pending: core core_0001_register" in pending.out
    assert desk("migrate", "--check").code == 0


def test_a_dry_run_changes_nothing(desk, register, gamma):
    shown = desk("tenants", "apply", str(gamma), "--dry-run")

    assert shown.code == 0, shown.err
    assert "gamma: new" in shown.out
    assert "gamma" not in {one["slug"] for one in desk("tenants", "list", "--json").json()}


def test_applying_twice_changes_nothing_the_second_time(desk, register, gamma):
    assert desk("tenants", "apply", str(gamma), "--yes").code == 0
    again = desk("tenants", "apply", str(gamma), "--yes")

    assert "gamma: as it is" in again.out
    found = {one["slug"]: one for one in desk("tenants", "list", "--json").json()}["gamma"]
    assert found["kind"] == "partner"
    assert set(found["hosts"]) == {"gamma.localhost", "gamma-help.localhost", "gamma-files.localhost"}


def test_a_wrong_file_is_refused_with_its_name(desk, register, gamma):
    (gamma / "tenant.toml").write_text('name = "Gamma"\naccent = "red"\n', "utf-8")
    refused = desk("tenants", "apply", str(gamma), "--yes")

    assert refused.code == 1
    assert "gamma/tenant.toml" in refused.err
    assert "Traceback" not in refused.err
