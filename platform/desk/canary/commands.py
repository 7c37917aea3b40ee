"""``desk canary``: found the two tenants where they aren't there yet, walk the whole way, and say what leaked."""

import json
from typing import Any

import click
import msgspec

from desk.canary import actions
from desk.canary.tables import CanaryRun
from desk.foundation import tenants
from desk.foundation.commands import in_one_pool, owner, run
from desk.foundation.labels import label
from desk.foundation.principals import SYSTEM


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
@click.option("--found", "only_found", is_flag=True, help="Only found the two tenants, as a part of the installation.")
def canary(as_json: bool, only_found: bool) -> None:
    """Try whether anything leaks between tenants; ends with 1 when something does."""
    if only_found:
        run(_found())
        return
    told = _told(run(_walked()))
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        click.echo(f"{told['leaked']} of {told['steps']} leaked ({told['seconds']} s).")
        for one in told["leaks"]:
            click.echo(f"  {one['where']}: {label('canary_run.why', one['why'])} {one['more']}".rstrip())
        for one in told["untried"]:
            click.echo(f"  not tried: {one}")
    if told["leaked"]:
        raise click.exceptions.Exit(1)


async def _found() -> str:
    """Found them; the answer is the slug of headquarters. Raises ``LookupError`` with a sentence."""
    async with owner() as connection:
        await actions.found_canaries(connection)
        known = [one["slug"] for one in await tenants.listed(connection) if one["kind"] == "headquarters"]
    if not known:
        raise LookupError("There is no headquarters, which would keep what the canaries find.")
    return str(known[0])


async def _walked() -> CanaryRun:
    slug = await _found()
    async with owner() as connection:
        headquarters = await tenants.id_of(connection, slug)
    return await in_one_pool(actions.try_all(headquarters, by=SYSTEM))


def _told(found: CanaryRun) -> dict[str, Any]:
    return {
        "status": found.status,
        "steps": found.steps,
        "leaked": found.leaked,
        "seconds": round((found.seen_at - found.begun_at).total_seconds(), 1),
        "leaks": msgspec.json.decode(found.leaks),
        "untried": list(found.untried),
    }


COMMANDS = (canary,)
