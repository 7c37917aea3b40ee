"""What a contact is sent to sign with: a code that is good once, for fifteen minutes, and written down nowhere."""

from collections.abc import Mapping, Sequence

from desk.documents.kinds import kind_of
from desk.foundation.events import Fact
from desk.foundation.notices import Notice, Person, Said, Text, Whom
from desk.foundation.translation import N_, gettext
from desk.signatures import actions, queries


async def _contact(fact: Fact) -> Sequence[Whom]:
    assert fact.subject_id is not None
    asked = await queries.code_asked(fact.subject_id)
    return [Whom("contact", asked["contact"])] if asked else []


async def _said(fact: Fact, _person: Person) -> Said | None:
    asked = await queries.code_asked(fact.subject_id) if fact.subject_id else None
    kind = kind_of(asked["kind"]) if asked else None
    return Said({"document": gettext(kind.label)}) if asked and kind and asked["used_at"] is None else None


async def _code(fact: Fact, _person: Person) -> Mapping[str, str] | None:
    assert fact.subject_id is not None
    code = await actions.fresh_code(fact.subject_id)
    return {"code": code} if code else None


SUBJECT = N_("Your code to sign with")
NOTICES = (
    Notice(
        id="signatures.code",
        label=N_("Code to sign with"),
        event="signature.code_asked",
        audience="contact",
        recipients=_contact,
        variables=_said,
        letter=Text(
            SUBJECT,
            N_(
                "Hello {name},\n\nwith this code you sign “{document}” of {company}: {code}\n\n"
                "It is good for 15 minutes, and once. Whoever asks you for it on the phone is not from us."
            ),
        ),
        line=Text(SUBJECT, N_("{code} is your code to sign “{document}” of {company}. Good for 15 minutes.")),
        channels=("email",),
        samples={"document": "SV-1042", "code": "482913"},
        consent="none",
        urgent=True,
        secret=("code",),
        secrets=_code,
    ),
)
