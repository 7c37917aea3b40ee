"""``desk signatures verify``: whether every signature still is what it was."""

import json
import sys
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

import click

from desk.foundation import tenants
from desk.foundation.commands import owner, run
from desk.foundation.principals import NOBODY
from desk.foundation.registry import scope_of
from desk.signatures import queries, views
from desk.signatures.states import Fault


@click.group()
def signatures() -> None:
    """Signatures on documents."""


@signatures.command("verify")
@click.option("--tenant", "slug", default="", help="Of one tenant only.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def verify(slug: str, as_json: bool) -> None:
    """Check all signatures: seals, chains, what was signed, and the stored files. Exits with 1 when one is broken."""
    told = run(_verify(slug))
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        for one in told["found"]:
            click.echo(f"{one['tenant']} {one['id']}: {', '.join(one['faults'])}")
        click.echo(f"{told['checked']} checked, {told['broken']} broken.")
    if told["broken"]:
        sys.exit(1)


async def _verify(slug: str) -> dict[str, Any]:
    async with owner() as connection:
        slugs = [slug] if slug else [one["slug"] for one in await tenants.listed(connection)]
        ids = {one: await tenants.id_of(connection, one) for one in slugs}
    checked, found = 0, []
    for tenant, tenant_id in ids.items():
        async for signature_id, faults in _checked(tenant_id):
            checked += 1
            if faults:
                found.append({"tenant": tenant, "id": str(signature_id), "faults": [str(one) for one in faults]})
    return {"checked": checked, "broken": len(found), "found": found}


async def _checked(tenant_id: UUID) -> AsyncIterator[tuple[UUID, list[Fault]]]:
    """Every signature with what is wrong with it, and those of which only the fact is left; in short transactions."""
    chain, serial = NOBODY, 0
    while True:
        async with scope_of(tenant_id):
            found = await queries.leaf(chain, serial)
        for one in found:
            yield one["id"], await views.faults_of(one)
        if len(found) < queries.LEAF:
            break
        chain, serial = found[-1]["chain"], found[-1]["serial"]
    async with scope_of(tenant_id):
        gone = await queries.lost()
    for signature_id in gone:
        yield signature_id, [Fault.GONE]
