"""``desk privacy``: what is kept of a person, taken out or erased, and what is old, on the command line."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from desk.files import storage
from desk.foundation.commands import run, scope_by_slug
from desk.foundation.principals import SYSTEM
from desk.foundation.translation import language
from desk.privacy import actions, queries, views

TENANT = click.option("--tenant", "slug", required=True, help="In which tenant.")
PERSON = click.option("--person", type=click.UUID, required=True, help="The id of a contact or a member.")
JSON = click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")


@click.group()
def privacy() -> None:
    """What is kept of people."""


@privacy.command("export")
@TENANT
@PERSON
@click.option("--out", "path", required=True, type=click.Path(dir_okay=False, writable=True, path_type=Path))
@JSON
def export_person(slug: str, person: UUID, path: Path, as_json: bool) -> None:
    """Write what is kept of somebody into a ZIP file."""
    done, content = run(_export(slug, person))
    path.write_bytes(content)
    _say(done | {"file": str(path)}, "{rows} rows written to {file}.", as_json)


@privacy.command("erase")
@TENANT
@PERSON
@click.option("--all-the-same", is_flag=True, help="Also while something is open with them.")
@JSON
def erase_person(slug: str, person: UUID, all_the_same: bool, as_json: bool) -> None:
    """Erase somebody: at once, and for good."""
    _say(run(_erase(slug, person, all_the_same)), "{rows} rows erased or emptied.", as_json)


@privacy.command("retention")
@TENANT
@JSON
def show_retention(slug: str, as_json: bool) -> None:
    """Say what the next night would forget, and forget nothing."""
    found = run(_retention(slug))
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for one in found:
        click.echo("{setting}: {days} days, {rows} rows".format(**one))


def _say(done: dict[str, Any], sentence: str, as_json: bool) -> None:
    click.echo(json.dumps(done, ensure_ascii=False) if as_json else sentence.format(**done))


async def _export(slug: str, person: UUID) -> tuple[dict[str, Any], bytes]:
    async with scope_by_slug(slug) as scope:
        language.set(scope.tenant.locale)
        of = await queries.kind_of(person)
        run_id = await actions.begin_export(of, person, by=SYSTEM)
        await actions.export(run_id, by=SYSTEM)
        done = await queries.run(run_id)
        assert done is not None
        content = await storage.get(scope.tenant.id, done["file"])
    return {"person": str(person), "kind": of, "rows": done["rows"]}, content


async def _erase(slug: str, person: UUID, all_the_same: bool) -> dict[str, Any]:
    async with scope_by_slug(slug) as scope:
        language.set(scope.tenant.locale)
        of = await queries.kind_of(person)
        run_id = await actions.begin_erasure(of, person, all_the_same=all_the_same, by=SYSTEM)
        while await actions.erase_portion(run_id, by=SYSTEM):
            pass
        done, found = await queries.run(run_id), await queries.person(of, person)
        assert done is not None
        kept = (await views.preview(of, (person, found["credential"] if found else None)))["kept"]
    return {"person": str(person), "kind": of, "rows": done["rows"], "kept": kept}


async def _retention(slug: str) -> list[dict[str, Any]]:
    async with scope_by_slug(slug):
        found = await views.retentions()
    return [{"setting": one["name"], "days": one["days"], "rows": one["count"]} for one in found]
