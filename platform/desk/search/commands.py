"""``desk search``: letting everything be found that is there."""

import json

import click

from desk.foundation.commands import in_each_tenant, in_one_pool, run
from desk.search import actions


@click.group()
def search() -> None:
    """The index over everything."""


@search.command("fill")
@click.option("--tenant", "slug", default="", help="Only this tenant.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def fill(slug: str, as_json: bool) -> None:
    """Put into the index what was there before its kind could be found. A job does the same once a day."""
    filled = run(in_one_pool(_fill(slug)))
    if as_json:
        click.echo(json.dumps(filled))
        return
    for tenant, counts in filled.items():
        said = ", ".join(f"{name} {count}" for name, count in counts.items() if count)
        click.echo(f"{tenant}: {said or 'all of it is there'}")


async def _fill(only: str) -> dict[str, dict[str, int]]:
    """Each tenant a transaction at a time, until nothing is left."""
    filled: dict[str, dict[str, int]] = {}
    more = True
    while more:
        more = False
        for tenant, (counts, goes_on) in await in_each_tenant(actions.fill, only):
            before = filled.get(tenant, {})
            filled[tenant] = {name: before.get(name, 0) + count for name, count in counts.items()}
            more = more or goes_on
    return filled
