"""How a tenant asks; that ratings can be found; that they were taken out."""

from uuid import UUID

import msgspec

from desk.foundation.database import value
from desk.foundation.errors import Forbidden, NotFound
from desk.foundation.events import record
from desk.foundation.principals import Principal
from desk.foundation.tenancy import current_scope
from desk.kit.ids import uuid7
from desk.kit.time import now
from desk.search import actions as search
from desk.surveys import kinds, queries
from desk.surveys.events import SurveysExported, SurveyWordingChanged


async def change_wording(kind_id: str, wording: queries.Wording, *, by: Principal) -> None:
    """Say whether, when and in which words a kind is asked here. Raises ``NotFound`` for no kind of this tenant."""
    if not by.may("survey.manage"):
        raise Forbidden
    kind = kinds.offered().get(kind_id)
    if kind is None:
        raise NotFound
    known = {one.id for one in kind.questions}
    kept = {name: said.strip() for name, said in wording.texts.items() if name in known and said.strip()}
    texts, intro = msgspec.json.encode(kept).decode(), wording.intro.strip()
    said = (kind_id, wording.is_on, wording.wait_hours, intro, texts, now())
    found = await value(queries.KEEP_WORDING, current_scope().tenant.id, uuid7(), *said)
    await record(SurveyWordingChanged(found, by=by, kind=kind_id, is_on=wording.is_on))


async def index_survey(survey_id: UUID) -> None:
    """Let a rating be found by what it is about and whose it is."""
    one = await queries.sheet(survey_id)
    await search.index(
        kind="survey",
        subject_id=survey_id,
        title=one["title"],
        detail=one["customer_name"],
        url=f"/surveys/{survey_id}",
        words=[one["title"], one["customer_name"], one["comment"]],
        at=one["planned_at"],
    )


async def note_export(count: int, *, by: Principal) -> None:
    """Note that somebody took ratings out as a table."""
    await record(SurveysExported(by.id, by=by, count=count))
