"""What a plugin says of people: what erasing one does to its tables, and what somebody gets who asks."""

import asyncpg

from desk.conformance import queries
from desk.foundation import hooks
from desk.foundation.privacy import Blanked, Dropped, Given, Impersonal, Kept, Pending, Retention

Step = Blanked | Dropped | Kept | Pending | Given


async def faults(slug: str, tables: list[str], past: asyncpg.Connection) -> list[str]:
    """Its tables of which nothing is said, or only of erasing and not of exporting; and steps that can't be done."""
    erasing, exporting, impersonal = _said(slug)
    there = sorted(set(tables) & await queries.tables(past))
    named = impersonal | {one.table for one in erasing}
    found = [f"{one} is not named" for one in there if one not in named and await queries.holds_words(past, one)]
    personal = {one.table for one in erasing if isinstance(one, Blanked | Dropped | Kept)}
    owed = sorted((personal & set(tables)) - {one.table for one in exporting})
    found += [f"{one} is not given to whoever asks what is kept of them" for one in owed]
    for one in (*erasing, *exporting):
        if why := await queries.misread(past, one.table, one.where, _columns(one)):
            found.append(f"{one.table}: {why}")
    return found


def _said(slug: str) -> tuple[list[Step], list[Step], set[str]]:
    """Its steps of erasing, those of exporting, and the tables whose words are nobody's."""
    erasing: list[Step] = []
    impersonal = set()
    for one in hooks.answers("register_erasure_steps").get(slug, ()):
        if isinstance(one, Impersonal):
            impersonal.add(one.table)
        else:
            erasing += one.steps if isinstance(one, Retention) else [one]
    return erasing, list(hooks.answers("register_export_steps").get(slug, ())), impersonal


def _columns(step: Step) -> tuple[str, ...]:
    return tuple(step.columns) if isinstance(step, Blanked | Given) else ()
