"""`desk sample`: the invented people come once, and their sign-ins stay what they were."""

import stat
from pathlib import Path

import asyncpg
import pytest
from click.testing import CliRunner

from desk.demo import sample
from desk.foundation.registry import scope_of
from desk.people import passwords, queries
from desk.settings import ROOT, Settings, settings

TENANTS = str(ROOT / "tenants")


@pytest.fixture
async def huaxin(desk, register):
    """The id of a tenant that the repository brings."""
    applied = desk("tenants", "apply", f"{TENANTS}/huaxin", "--yes")
    assert applied.code == 0, applied.err
    connection = await asyncpg.connect(settings.owner_url)
    found = await connection.fetchval("select id from tenant where slug = 'huaxin'")
    await connection.close()
    return found


async def counts(tenant) -> dict[str, int]:
    from desk.foundation.database import value

    async with scope_of(tenant):
        tables = ("member", "credential", "api_token", "customer", "contact", "product", "ticket", "entry")
        return {name: await value(f"select count(*) from {name}") for name in tables}  # noqa: S608 - names of ours


async def test_people_can_sign_in_and_again_changes_nothing(desk, huaxin, tmp_path: Path):
    state = str(tmp_path / "sample.json")
    first = desk("sample", "huaxin", "--json", tenants=TENANTS, sample_state=state)
    assert first.code == 0, first.err
    told = first.json()
    before = await counts(huaxin)
    again = desk("sample", "huaxin", "--json", tenants=TENANTS, sample_state=state)

    assert again.json() == told
    assert await counts(huaxin) == before
    assert before["member"] == 8
    assert before["api_token"] == 1
    assert stat.S_IMODE((tmp_path / "sample.json").stat().st_mode) == 0o600
    one = told["tenants"][0]
    assert [found["role"] for found in one["sign_ins"]].count("hotline_engineer") == 3
    async with scope_of(huaxin):
        for found in one["sign_ins"]:
            known = await queries.credential_of(found["login"], "workspace")
            assert await passwords.matches(found["password"], known["password_hash"])


async def test_without_a_file_the_sign_ins_are_made_anew(desk, huaxin):
    told = [desk("sample", "huaxin", "--json", tenants=TENANTS).json()["tenants"][0] for _ in range(2)]

    assert told[0]["token"] != told[1]["token"]
    async with scope_of(huaxin):
        known = await queries.credential_of(told[1]["sign_ins"][3]["login"], "workspace")
        assert await passwords.matches(told[1]["sign_ins"][3]["password"], known["password_hash"])
        assert not await passwords.matches(told[0]["sign_ins"][3]["password"], known["password_hash"])
    assert (await counts(huaxin))["api_token"] == 1


@pytest.mark.parametrize(
    ("words", "changed", "said"),
    [
        (["--all"], {"environment": "production"}, "does not belong in production"),
        (["acme"], {}, "There is no"),
        ([], {}, "Name the tenants, or say --all."),
        (["huaxin", "--all"], {}, "Name the tenants, or say --all."),
    ],
)
def test_what_cannot_be_filled_is_told(register, monkeypatch, words, changed, said):
    monkeypatch.setattr(sample, "settings", Settings(**changed))
    refused = CliRunner().invoke(sample.sample, words)

    assert refused.exit_code != 0
    assert said in refused.output
