"""The answer: one for each cause, however it comes."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from desk.foundation.errors import Forbidden, Invalid
from desk.foundation.events import record
from desk.foundation.principals import SYSTEM, Principal
from desk.foundation.tenancy import current_scope
from desk.foundation.translation import N_, gettext
from desk.foundation.web.forms import NOT_A_CHOICE, REQUIRED
from desk.kit.time import now
from desk.surveys import kinds, queries, settings
from desk.surveys.actions._saving import about, save
from desk.surveys.errors import AnsweredAlready
from desk.surveys.events import SatisfactionLow, SurveyAnswered
from desk.surveys.states import Channel, Level, Status
from desk.surveys.tables import Survey, SurveyAnswer

WHY = N_("Please ask for the reason and write it down.")


async def answer(
    survey_id: UUID, levels: Mapping[str, str], comment: str, *, channel: Channel, by: Principal | None
) -> Survey:
    """
    Keep the answer, the only one for its cause. ``by`` is None for whoever has the link.

    Of two who answer at once, the second is told. Raises ``AnsweredAlready``, ``Invalid`` with each question left out
    and, on the phone, for a low answer without its reason.
    """
    survey = await queries.survey(survey_id, lock=True)
    if by is not None and not by.may("survey.answer" if by.kind == "contact" else "survey.fill"):
        raise Forbidden
    if survey.status == Status.ANSWERED:
        raise AnsweredAlready
    questions, comment = kinds.kind_of(survey.kind).questions, comment.strip()
    faults = _faults(questions, levels)
    low = any(levels.get(one.id) in settings.low_levels(current_scope().tenant.settings) for one in questions)
    if low and channel is Channel.PHONE and not comment:
        faults["comment"] = gettext(WHY)
    if faults:
        raise Invalid(faults)
    who = {"by_kind": by.kind, "by_id": by.id} if by else {"by_kind": "contact", "by_id": survey.contact}
    said = {"status": Status.ANSWERED, "answered_at": now(), "channel": channel, "low": low, "comment": comment}
    await save(survey, why="", **said, **who)
    await _keep(survey, questions, levels)
    await _tell(survey, {one.dimension: levels[one.id] for one in questions}, by or SYSTEM)
    return survey


def _faults(questions: Sequence[kinds.Question], levels: Mapping[str, str]) -> dict[str, str]:
    known = [one.id for one in questions]
    faults = {one: gettext(REQUIRED) for one in known if not levels.get(one)}
    wrong = [name for name, level in levels.items() if level and (name not in known or level not in set(Level))]
    return faults | dict.fromkeys(wrong, gettext(NOT_A_CHOICE))


async def _keep(survey: Survey, questions: Sequence[kinds.Question], levels: Mapping[str, str]) -> None:
    for one in questions:
        await SurveyAnswer.add(
            survey=survey.id,
            customer=survey.customer,
            question=one.id,
            dimension=one.dimension,
            level=levels[one.id],
        )


async def _tell(survey: Survey, said: Mapping[str, str], by: Principal) -> None:
    more = {"customer_id": survey.customer, "cause_id": survey.cause_id, "levels": dict(said)} | about(survey)
    await record(SurveyAnswered(survey.id, by=by, channel=survey.channel, low=survey.low, **more))
    if survey.low:
        await record(SatisfactionLow(survey.id, by=by, **more))
