"""``desk customers``: whole tables in and out on the command line."""

import json
import os
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from desk.customers.actions import find_doubles, merge_customers, note_export, note_likenesses
from desk.customers.imports.exporting import exported, headings
from desk.customers.imports.kinds import CUSTOMERS
from desk.customers.queries import doubles, numbered
from desk.customers.queries.importing import how_many
from desk.foundation.commands import run, scope_by_slug
from desk.foundation.database import DB
from desk.foundation.labels import listed
from desk.foundation.principals import SYSTEM
from desk.foundation.translation import gettext, language
from desk.imports.commands import Report, content_of, import_file
from desk.imports.states import SameName
from desk.kit.writing import CsvWriter

SHOWN = 20
MOST_PAIRS = 10_000
LONGEST = 3_600.0


@click.group()
def customers() -> None:
    """The customers of a tenant."""


@customers.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--tenant", "slug", required=True, help="Whose customers they are.")
@click.option("--all-or-nothing", "whole", is_flag=True, help="Take nothing when one row can't be taken.")
@click.option(
    "--same-name",
    type=click.Choice([str(one) for one in SameName]),
    default=str(SameName.UPDATE),
    show_default=True,
    help="What is done with a row without a known number whose name is in the file already.",
)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON, every refused row included.")
def import_customers(file: Path, slug: str, whole: bool, same_name: str, as_json: bool) -> None:
    """Bring a table of customers in (.csv or .xlsx). The same file can be sent again: nobody is doubled."""
    report = run(_import(file, slug, whole, SameName(same_name)))
    if as_json:
        click.echo(json.dumps(report.plain(), ensure_ascii=False))
    else:
        _say(report)
    if report.stopped:
        raise click.ClickException(report.stopped)


@customers.command("export")
@click.option("--tenant", "slug", required=True, help="Whose customers they are.")
@click.option("--out", "path", required=True, type=click.Path(dir_okay=False, writable=True, path_type=Path))
def export_customers(slug: str, path: Path) -> None:
    """Write all customers into a CSV file that can be brought in again."""
    click.echo(f"{run(_export(slug, path))} customers written to {path}.")


@customers.command("duplicates")
@click.option("--tenant", "slug", required=True, help="Whose customers they are.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def list_duplicates(slug: str, as_json: bool) -> None:
    """Compare all customers that are new or changed, and name the pairs that may be one."""
    found = run(_duplicates(slug))
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for one in found:
        click.echo("{score:3}  {one}  {other}  {why}".format(**one))
    click.echo(f"{len(found)} pairs.")


@customers.command("merge")
@click.argument("kept", type=int)
@click.argument("gone", type=int)
@click.option("--tenant", "slug", required=True, help="Whose customers they are.")
def merge(kept: int, gone: int, slug: str) -> None:
    """Merge the customer with the number GONE into the one with the number KEPT."""
    click.echo(f"Merged; it can be undone until {run(_merge(kept, gone, slug)):%Y-%m-%d %H:%M} UTC.")


async def _duplicates(slug: str) -> list[dict[str, Any]]:
    async with scope_by_slug(slug):
        await note_likenesses(seconds=LONGEST)
    while True:
        async with scope_by_slug(slug):
            if not await find_doubles():
                break
    async with scope_by_slug(slug):
        found = await doubles.pairs(most=MOST_PAIRS)
    return [
        {
            "score": one["score"],
            "one": f"{one['one_number']} {one['one_name']}",
            "other": f"{one['other_number']} {one['other_name']}",
            "why": ", ".join(one["reasons"]),
        }
        for one in found
    ]


async def _merge(kept: int, gone: int, slug: str) -> datetime:
    async with scope_by_slug(slug):
        ids = await numbered([kept, gone])
        if missing := [str(one) for one in (kept, gone) if one not in ids]:
            raise click.ClickException(f"There is no customer {listed(missing)}.")
        return (await merge_customers(ids[kept], ids[gone], by=SYSTEM)).undo_until


async def _import(file: Path, slug: str, whole: bool, same_name: SameName) -> Report:
    async with scope_by_slug(slug) as scope:
        tenant = scope.tenant
    language.set(tenant.locale)
    await DB.open_pool(2)  # one for the batches, one to say how far they are
    try:
        return await import_file(tenant, content_of(file), file.name, CUSTOMERS, whole=whole, same_name=same_name)
    finally:
        await DB.close_connection_pool()


async def _export(slug: str, path: Path) -> int:
    """Beside the file first, so that one that was there stays until the new one is whole."""
    async with scope_by_slug(slug) as scope:
        language.set(scope.tenant.locale)
        count, writer = await how_many(), CsvWriter()
        await note_export(count, by=SYSTEM)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            try:
                rows, place = await exported(None, by=SYSTEM)
                file.write(writer.rows([headings(), *rows]))
                while place is not None:
                    rows, place = await exported(place, by=SYSTEM)
                    file.write(writer.rows(rows))
                file.flush()
                os.replace(file.name, path)
            except BaseException:
                os.unlink(file.name)
                raise
    return count


def _say(report: Report) -> None:
    counts: dict[str, Any] = report.plain()
    click.echo("{rows} rows: {created} new, {updated} updated, {refused} refused.".format(**counts))
    for row, faults in report.refused[:SHOWN]:
        said = (f"{report.label(name)}{gettext(': ')}{reason}" for name, reason in faults)
        click.echo(f"  row {row}: {' '.join(said)}")
    if len(report.refused) > SHOWN:
        click.echo(f"  and {len(report.refused) - SHOWN} more; --json names them all.")
    if report.ignored:
        click.echo(f"Columns left out: {', '.join(report.ignored)}.")
