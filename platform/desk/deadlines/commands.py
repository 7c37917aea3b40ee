"""``desk deadlines``: whether nothing drifts, and why a due time is what it is."""

import json
from typing import Any

import click

from desk.deadlines import actions, queries, views
from desk.foundation.commands import in_each_tenant, in_one_pool, run, scope_by_slug
from desk.foundation.translation import gettext, language

LANGUAGES = {"zh": "zh-CN", "en": "en"}
SHOWN = 20


@click.group()
def deadlines() -> None:
    """Promises and when they fall due."""


@deadlines.command("verify")
@click.option("--tenant", "slug", default="", help="Only this tenant.")
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def verify(slug: str, as_json: bool) -> None:
    """Reckon all open due times again from their logs. Whatever comes out otherwise has drifted."""
    checked, drifted = run(in_one_pool(_verify(slug)))
    if as_json:
        click.echo(json.dumps({"checked": checked, "drift": len(drifted)}))
    else:
        click.echo(f"{checked} open due times reckoned again, {len(drifted)} drifted.")
        for line in drifted[:SHOWN]:
            click.echo(line)
    if drifted:
        raise click.exceptions.Exit(1)


async def _verify(only: str) -> tuple[int, list[str]]:
    checked, drifted = 0, list[str]()
    for slug, found in await in_each_tenant(actions.verify, only):
        checked += found.checked
        drifted += [f"{slug} {one}: {stored} is stored, {due} comes out" for one, stored, due in found.drifted or ()]
    return checked, drifted


@deadlines.command("explain")
@click.argument("ticket", type=int)
@click.option("--tenant", "slug", required=True, help="Whose ticket it is.")
@click.option("--language", "lang", type=click.Choice(sorted(LANGUAGES)), default="zh", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Answer in JSON.")
def explain(ticket: int, slug: str, lang: str, as_json: bool) -> None:
    """Say why the due times of a ticket are what they are: policy, calendar, windows, pauses, steps."""
    language.set(LANGUAGES[lang])
    found = run(_explain(ticket, slug))
    if as_json:
        click.echo(json.dumps({"ticket": ticket, "deadlines": found}, ensure_ascii=False))
        return
    for one in found:
        for line in _lines(one):
            click.echo(line)


async def _explain(ticket: int, slug: str) -> list[dict[str, Any]]:
    async with scope_by_slug(slug):
        return await _explained(ticket)


async def _explained(ticket: int) -> list[dict[str, Any]]:
    found = await queries.all_at(f"/tickets/{ticket}")
    if not found:
        raise LookupError(gettext("Nothing was promised about ticket {number}.").format(number=ticket))
    return [views.explained(await queries.explain(one["id"])) for one in found]


def _lines(one: dict[str, Any]) -> list[str]:
    calendar, policy = one["calendar"], one["policy"]["label"]
    limit, by, due, gap = gettext("Limit"), gettext("Calendar"), gettext("Due"), gettext("nobody there")
    found = [
        f"{one['promise']}  {one['what']}  [{one['status_label']}]",
        f"  {limit}: {one['limit']} ({policy})",
        f"  {by}: {calendar['name']}, {calendar['zone']}, v{calendar['version']}",
        f"  {due}: {one['due']}",
    ]
    for piece in one["pieces"]:
        words = f"{piece['state_label']}, {piece['turn_label']}, {piece['span']} ({piece['event']})"
        found.append(f"  - {piece['from']} … {piece['to'] or ''}  {words}")
        found += [f"      {window['text']}" for window in piece["windows"]]
    for step in one["steps"]:
        told = ", ".join(step["told"])
        gaps = f"  {gap}: {', '.join(step['gaps'])}" if step["gaps"] else ""
        found.append(f"  * {step['mark_label']}: {step['at_text']} {step['outcome']} {told}{gaps}".rstrip())
    return found
