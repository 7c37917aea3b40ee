"""Whoever has to know of a bulletin is told; an urgent one at any hour."""

from collections.abc import Awaitable, Callable, Sequence

from desk.foundation.events import Fact
from desk.foundation.notices import Notice, Person, Said, Text, Whom
from desk.foundation.translation import N_
from desk.people import queries as people
from desk.publications.queries import bulletins

SAMPLES = {"number": "12", "title": N_("A virus in mails with invoices")}
_LETTER = N_("Hello {name},\n\nheadquarters published bulletin {number} “{title}”. Please take note of it.\n{link}")


def _whom(urgent: bool) -> Callable[[Fact], Awaitable[Sequence[Whom]]]:
    async def whom(fact: Fact) -> Sequence[Whom]:
        if bool(fact.payload["urgent"]) != urgent:
            return []
        held = await people.holders("bulletin.show", await people.changes_of())
        return [Whom("member", one) for one in sorted(held)]

    return whom


async def _words(fact: Fact, _person: Person) -> Said | None:
    assert fact.subject_id is not None
    found = await bulletins.by_id(fact.subject_id)
    if found is None or found["withdrawn_at"] is not None:
        return None
    number = str(found["number"])
    return Said({"number": number, "title": found["title"]}, f"/bulletins/{number}")


async def _managers(_fact: Fact) -> Sequence[Whom]:
    held = await people.holders("bulletin.show", await people.changes_of())
    return [Whom("member", one) for one in sorted(held)]


async def _version(fact: Fact, _person: Person) -> Said:
    version = str(fact.payload["version"])
    return Said({"version": version, "day": str(fact.payload["valid_from"])}, f"/prices?version={version}")


NOTICES = (
    Notice(
        id="price_standard.changed",
        label=N_("Headquarters published a price standard"),
        event="price_standard.changed",
        audience="member",
        recipients=_managers,
        variables=_version,
        letter=Text(
            N_("Price standard, version {version}"),
            N_("Hello {name},\n\nversion {version} of headquarters' price standard is valid from {day}.\n{link}"),
        ),
        line=Text(N_("Price standard, version {version}"), N_("Valid from {day}.")),
        channels=("inbox",),
        samples={"version": "3", "day": "2027-01-01"},
    ),
    Notice(
        id="hq.bulletin",
        label=N_("Headquarters published a bulletin"),
        event="hq.bulletin",
        audience="member",
        recipients=_whom(urgent=False),
        variables=_words,
        letter=Text(N_("Bulletin {number}: {title}"), _LETTER),
        line=Text(N_("Bulletin {number}: {title}"), N_("Please take note of it.")),
        channels=("inbox",),
        samples=SAMPLES,
    ),
    Notice(
        id="hq.bulletin_urgent",
        label=N_("Headquarters published an urgent bulletin"),
        event="hq.bulletin",
        audience="member",
        recipients=_whom(urgent=True),
        variables=_words,
        letter=Text(N_("Urgent bulletin {number}: {title}"), _LETTER),
        line=Text(N_("Urgent bulletin {number}: {title}"), N_("Please take note of it at once.")),
        channels=("inbox", "email"),
        samples=SAMPLES,
        urgent=True,
    ),
)
