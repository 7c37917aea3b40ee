"""``desk loyalty``: does the ledger of points add up?"""

import json

import click
from asyncpg import Record

from desk.extend import in_each_tenant, in_one_pool, run
from desk_loyalty.queries import ledger


@click.group("loyalty")
def group() -> None:
    """Loyalty points."""


@group.command("verify")
@click.option("--tenant", help="Only this tenant, by its slug.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
def verify(tenant: str | None, as_json: bool) -> None:
    """Count the accounts, and what doesn't add up: nothing ever should."""
    accounts, broken = run(in_one_pool(_verify(tenant)))
    if as_json:
        click.echo(json.dumps({"accounts": accounts, "broken": len(broken)}))
    else:
        click.echo(f"{accounts} accounts, {len(broken)} broken")
        for slug, what, key in broken:
            click.echo(f"  {slug}: {what} {key}")
    if broken:
        raise SystemExit(1)


async def _verify(only: str | None) -> tuple[int, list[tuple[str, str, str]]]:
    accounts, broken = 0, list[tuple[str, str, str]]()
    for slug, (count, found) in await in_each_tenant(_of_tenant, only or "", having="loyalty"):
        accounts += count
        broken += [(slug, one["what"], str(one["id"])) for one in found]
    return accounts, broken


async def _of_tenant() -> tuple[int, list[Record]]:
    return await ledger.accounts(), await ledger.broken()
