"""What people are told about points: that they expire soon, and what became of the gift they asked for."""

from collections.abc import Sequence

from asyncpg import Record

from desk.extend import N_, Fact, Notice, Person, Said, Text, Whom
from desk_loyalty import views
from desk_loyalty.queries import gifts, people

PATH = "/points"
SAMPLES = {"points": "1,200", "day": "2026-12-31", "gift": N_("Rice cooker"), "reason": N_("It is sold out.")}


async def _readers(fact: Fact) -> Sequence[Whom]:
    """The main contact of the customer, and whoever may use the portal where there is none."""
    assert fact.customer_id is not None
    return [Whom("contact", one) for one in await people.to_tell(fact.customer_id)]


async def _whoever_asked(fact: Fact) -> Sequence[Whom]:
    found = await _redemption(fact)
    if found is None:
        return []
    return [Whom("contact", found["contact"])] if found["contact"] else await _readers(fact)


async def _expiring(fact: Fact, _person: Person) -> Said | None:
    values = {"points": views.points(fact.payload["points"]), "day": fact.payload["expires_on"]}
    return Said(values, PATH)


async def _decided(fact: Fact, _person: Person) -> Said | None:
    found = await _redemption(fact)
    return None if found is None else Said({"gift": found["gift_name"], "reason": found["reason"]}, PATH)


async def _redemption(fact: Fact) -> Record | None:
    assert fact.subject_id is not None
    return await gifts.told_one(fact.subject_id)


def _samples(*names: str) -> dict[str, str]:
    return {name: SAMPLES[name] for name in names}


NOTICES = (
    Notice(
        id="loyalty.expiring",
        label=N_("Points expire soon"),
        event="loyalty.expiring",
        audience="contact",
        recipients=_readers,
        variables=_expiring,
        letter=Text(
            N_("{points} points expire on {day}"),
            N_("Hello {name},\n\n{points} of your points are good until {day}.\n{link}\n\n{company}"),
        ),
        line=Text(N_("{points} points expire on {day}"), N_("See what you can get for them.")),
        channels=("inbox", "email"),
        samples=_samples("points", "day"),
    ),
    Notice(
        id="loyalty.approved",
        label=N_("Gift approved"),
        event="loyalty.gift_approved",
        audience="contact",
        recipients=_whoever_asked,
        variables=_decided,
        letter=Text(
            N_("Your gift: {gift}"),
            N_("Hello {name},\n\n“{gift}” is approved; we hand it out soon.\n{link}\n\n{company}"),
        ),
        line=Text(N_("Your gift: {gift}"), N_("It is approved; we hand it out soon.")),
        channels=("inbox", "email"),
        samples=_samples("gift", "reason"),
    ),
    Notice(
        id="loyalty.rejected",
        label=N_("Gift rejected"),
        event="loyalty.gift_rejected",
        audience="contact",
        recipients=_whoever_asked,
        variables=_decided,
        letter=Text(
            N_("Your gift can't be handed out: {gift}"),
            N_(
                "Hello {name},\n\n“{gift}” can't be handed out:\n\n{reason}\n\nYour points are free again."
                "\n{link}\n\n{company}"
            ),
        ),
        line=Text(N_("Your gift can't be handed out: {gift}"), N_("{reason} Your points are free again.")),
        channels=("inbox", "email"),
        samples=_samples("gift", "reason"),
    ),
)
