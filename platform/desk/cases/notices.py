"""What people are told about cases: whoever handed one up hears what headquarters said."""

from collections.abc import Sequence

from asyncpg import Record

from desk.cases import queries
from desk.foundation.database import rows
from desk.foundation.errors import NotFound
from desk.foundation.events import Fact
from desk.foundation.notices import Notice, Person, Said, Text, Whom
from desk.foundation.translation import N_
from desk.kit.text import clip

LONGEST = 500
SAMPLES = {"number": "1007", "title": N_("The balance is off by a cent after closing the month")}
ANSWERED = Text(N_("Headquarters answered case {number}: {title}"), N_("Look whether it helps the customer."))
RETURNED = Text(N_("Headquarters needs more about case {number}: {title}"), N_("Please complete it."))
DECLINED = Text(N_("Headquarters declined case {number}: {title}"), N_("Please tell the customer why."))
INTERIM = Text(N_("Headquarters says how case {number} stands: {title}"), N_("Please read it."))


async def _case(fact: Fact) -> Record | None:
    assert fact.subject_id is not None
    try:
        return await queries.by_id(rows, fact.subject_id)
    except NotFound:
        return None


async def _submitter(fact: Fact) -> Sequence[Whom]:
    case = await _case(fact)
    return [Whom("member", case["submitter"])] if case and case["submitter"] else []


async def _words(fact: Fact, _person: Person) -> Said | None:
    case = await _case(fact)
    if case is None:
        return None
    return Said({"number": str(case["number"]), "title": case["title"]}, f"/cases/{case['number']}")


async def _who_asked(fact: Fact) -> Sequence[Whom]:
    found = await queries.contacts_who_asked(fact.customer_id) if fact.customer_id else []
    return [Whom("contact", one) for one in found]


async def _what_came(fact: Fact, _person: Person) -> Said | None:
    assert fact.subject_id is not None
    word = await queries.last_word(fact.subject_id)
    if word is None or word["status"] != "released":
        return None
    said = clip(word["body"], LONGEST)
    return Said({"title": word["title"], "target": word["target"], "said": said}, "/tickets")


def _notice(name: str, label: str, text: Text, letter: str) -> Notice:
    return Notice(
        id=name,
        label=label,
        event=name,
        audience="member",
        recipients=_submitter,
        variables=_words,
        letter=Text(text.subject, letter),
        line=text,
        channels=("inbox",),
        samples=SAMPLES,
    )


NOTICES = (
    _notice(
        "case.answered",
        N_("Headquarters answered"),
        ANSWERED,
        N_("Hello {name},\n\nheadquarters answered case {number} “{title}”.\n{link}"),
    ),
    _notice(
        "case.returned",
        N_("Headquarters sent a case back"),
        RETURNED,
        N_("Hello {name},\n\nheadquarters needs more about case {number} “{title}”.\n{link}"),
    ),
    _notice(
        "case.declined",
        N_("Headquarters declined a case"),
        DECLINED,
        N_("Hello {name},\n\nheadquarters declined case {number} “{title}”.\n{link}"),
    ),
    _notice(
        "case.interim",
        N_("Headquarters said how a case stands"),
        INTERIM,
        N_("Hello {name},\n\nheadquarters says how case {number} “{title}” stands.\n{link}"),
    ),
    Notice(
        id="requirement.released",
        label=N_("A missing function is there"),
        event="requirement.released",
        audience="contact",
        recipients=_who_asked,
        variables=_what_came,
        letter=Text(
            N_("You asked for it: {title}"),
            N_("Hello {name},\n\n“{title}” comes with {target}.\n\n{said}\n{link}\n\n{company}"),
        ),
        line=Text(N_("You asked for it: {title}"), N_("It comes with {target}. {said}")),
        channels=("inbox", "email"),
        samples={"title": N_("Export of the balance sheet"), "target": "V8.3", "said": N_("Ask us for the update.")},
    ),
)
